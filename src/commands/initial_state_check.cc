// SPDX-License-Identifier: MIT
// What there is against a beginning.
#include <algorithm>
#include <set>
#include <utility>

#include "commands/initial_state.h"
#include "domain/bank_codes.h"
#include "domain/cancellation.h"
#include "domain/card_codes.h"

namespace portone::commands {
namespace {

using Why = std::optional<std::string>;

template <class Entry>
Why WhyNoChannel(const Merchant& merchant, const Entry& entry, const std::string& name) {
  if (NamesChannel(entry)) return std::nullopt;
  const auto channel = ChooseChannel(merchant, ChoiceOf(entry));
  if (!channel.ok() && entry.channel_key.text.empty())
    return name + ": the merchant has no channel";
  if (!channel.ok()) return name + ": no channel has the key " + entry.channel_key.text;
  if (entry.pg.text.empty() || channel.value().pg == entry.pg) return std::nullopt;
  return name + ": there is no channel of " + entry.pg.text;
}

Why WhyNoCompany(const Card& card, const std::string& name) {
  if (card.code.empty() || FindCardCompany(card.code) != nullptr) return std::nullopt;
  return name + ": no card company has the code " + card.code;
}

std::string NameOf(const Payment& payment) {
  return "payment " + payment.order.merchant_uid.text;
}

Why WhyNotKeys(const Merchant& merchant, const LedgerBeginning& given) {
  std::set<CustomerUid> customers;
  for (const BillingKey& key : given.keys) {
    const std::string name = "billing key " + key.customer_uid.text;
    if (!customers.insert(key.customer_uid).second) return name + " is given twice";
    if (Why why = WhyNoChannel(merchant, key, name)) return why;
    if (Why why = WhyNoCompany(key.card, name)) return why;
    for (const StoredCard& other : key.group ? key.group->others : std::vector<StoredCard>()) {
      if (Why why = WhyNoChannel(merchant, other, name)) return why;
    }
  }
  return std::nullopt;
}

/// What an account or a history of cancellations says that cannot be.
Why WhyNotMoney(const Payment& payment) {
  const std::string name = NameOf(payment);
  if (payment.vbank && FindBankOfForm(payment.vbank->bank_code) == nullptr) {
    return name + ": no bank has the code " + payment.vbank->bank_code;
  }
  if (payment.vbank && payment.vbank->due == Instant{}) return name + ": vbank_date is missing";
  if (payment.cancellations.empty()) return std::nullopt;
  if (payment.status != PaymentStatus::kCancelled) {
    return name + " has cancellations, so its status must be cancelled";
  }
  if (Remaining(payment).minor < 0) return name + ": more is cancelled than was paid";
  return std::nullopt;
}

Why WhyNotPayments(const Merchant& merchant, const LedgerBeginning& given) {
  std::set<ImpUid> imp_uids;
  std::set<MerchantUid> paid;
  for (const Payment& payment : given.payments) {
    const std::string name = NameOf(payment);
    if (!payment.imp_uid.text.empty() && !imp_uids.insert(payment.imp_uid).second) {
      return name + ": its imp_uid is given twice";
    }
    // What is whole has happened: gateways may confirm two charges of one order.
    const bool again =
        BlocksMerchantUid(payment) && !paid.insert(payment.order.merchant_uid).second;
    if (again && payment.sequence == 0) return name + " is given twice as paid";
    if (Why why = WhyNoChannel(merchant, payment, name)) return why;
    if (payment.card) {
      if (Why why = WhyNoCompany(*payment.card, name)) return why;
    }
    if (Why why = WhyNotMoney(payment)) return why;
  }
  return std::nullopt;
}

Why WhyNotSchedules(const LedgerBeginning& given) {
  std::set<CustomerUid> customers;
  for (const BillingKey& key : given.keys)
    customers.insert(key.customer_uid);
  std::set<MerchantUid> charged;
  std::set<ImpUid> charges;
  for (const Payment& payment : given.payments) {
    charged.insert(payment.order.merchant_uid);
    charges.insert(payment.imp_uid);
  }
  std::set<MerchantUid> waiting;
  for (const Schedule& schedule : given.schedules) {
    const MerchantUid& merchant_uid = schedule.order.merchant_uid;
    const std::string name = "schedule " + merchant_uid.text;
    const bool waits = schedule.status == ScheduleStatus::kScheduled;
    if (waits && !waiting.insert(merchant_uid).second) return name + " is given twice as scheduled";
    if (!NamesChannel(schedule) && waits && !customers.contains(schedule.customer_uid)) {
      return name + ": the customer " + schedule.customer_uid.text + " has no billing key";
    }
    const bool unpaid = schedule.imp_uid ? !charges.contains(*schedule.imp_uid)
                                         : schedule.status == ScheduleStatus::kExecuted &&
                                               !charged.contains(merchant_uid);
    if (unpaid) return name + ": the payment that it became is not given";
  }
  return std::nullopt;
}

Why WhyNotPending(const LedgerBeginning& given) {
  std::set<ImpUid> payments;
  for (const Payment& payment : given.payments)
    payments.insert(payment.imp_uid);
  const auto check = [&](const auto& pending, const char* what) -> Why {
    std::set<ImpUid> seen;
    for (const auto& [imp_uid, one] : pending) {
      if (!payments.contains(imp_uid)) {
        return "a waiting " + std::string(what) + " is of no payment: " + imp_uid.text;
      }
      if (!seen.insert(imp_uid).second) {
        return "two waiting " + std::string(what) + "s are of " + imp_uid.text;
      }
    }
    return std::nullopt;
  };
  if (Why why = check(given.charges, "charge")) return why;
  if (Why why = check(given.cancellations, "cancellation")) return why;
  for (const std::vector<ImpUid>* ties : {&given.order.paid, &given.order.updated}) {
    for (const ImpUid& imp_uid : *ties) {
      if (!payments.contains(imp_uid)) return "an order names no payment: " + imp_uid.text;
    }
  }
  return std::nullopt;
}

Why WhyNot(const Merchant& merchant, const LedgerBeginning& given) {
  if (Why why = WhyNotKeys(merchant, given)) return why;
  if (Why why = WhyNotPayments(merchant, given)) return why;
  if (Why why = WhyNotSchedules(given)) return why;
  if (Why why = WhyNotPending(given)) return why;
  std::set<MerchantUid> announced;
  for (const Registration& registration : given.registrations) {
    if (!announced.insert(registration.merchant_uid).second) {
      return "prepared amount of " + registration.merchant_uid.text + " is given twice";
    }
  }
  return std::nullopt;
}

bool IsThere(const Beginning& beginning, DeliveryId id) {
  const auto& deliveries = beginning.deliveries;
  return !deliveries.empty() && id >= deliveries.front().id && id <= deliveries.back().id;
}

Why WhyNotDeliveries(const Beginning& beginning) {
  for (std::size_t i = 0; i < beginning.deliveries.size(); ++i) {
    const DeliveryId id = beginning.deliveries[i].id;
    if (id != beginning.deliveries.front().id + i) {
      return "the ids of deliveries must grow by one; delivery " + std::to_string(id) + " does not";
    }
  }
  for (const DeliveryId id : beginning.held_back) {
    if (!IsThere(beginning, id)) return "held back is no delivery: " + std::to_string(id);
  }
  return std::nullopt;
}

Why WhyNotDue(const Beginning& beginning, const Due& due) {
  if (const auto* attempt = std::get_if<AttemptWebhook>(&due)) {
    if (IsThere(beginning, attempt->delivery)) return std::nullopt;
    return "the agenda names no delivery: " + std::to_string(attempt->delivery);
  }
  const auto* charge = std::get_if<ChargeSchedule>(&due);
  if (charge == nullptr) return std::nullopt;  // what means nothing is dropped
  const auto ledger = beginning.ledgers.find(charge->tier);
  const std::size_t there = ledger == beginning.ledgers.end() ? 0 : ledger->second.schedules.size();
  if (charge->schedule >= 1 && charge->schedule <= there) return std::nullopt;
  return "the agenda names no schedule: " + std::to_string(charge->schedule);
}

Why WhyNotTier(const Merchant& merchant, TierCode tier) {
  if (tier.empty() || FindTier(merchant, tier) != nullptr) return std::nullopt;
  return "there is no tier " + tier.text();
}

}  // namespace

std::optional<std::string> WhyNot(const Merchant& merchant, const Beginning& beginning) {
  for (const auto& [tier, given] : beginning.ledgers) {
    if (Why why = WhyNotTier(merchant, tier)) return why;
    if (Why why = WhyNot(merchant, given)) return why;
  }
  if (Why why = WhyNotDeliveries(beginning)) return why;
  for (const Planned& planned : AgendaOf(beginning)) {
    if (Why why = WhyNotDue(beginning, planned.due)) return why;
  }
  return std::nullopt;
}

}  // namespace portone::commands
