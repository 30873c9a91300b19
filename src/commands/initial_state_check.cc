// SPDX-License-Identifier: MIT
// Validation of an initial state.
#include <algorithm>
#include <set>
#include <utility>

#include "commands/certifications.h"
#include "commands/entry_channel.h"
#include "commands/initial_product_orders.h"
#include "commands/initial_quick_pay.h"
#include "commands/initial_state.h"
#include "domain/bank_codes.h"
#include "domain/cancellation.h"
#include "domain/card_codes.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// An error message, or nothing if the check passed.
using Problem = std::optional<std::string>;

template <class Entry>
Problem ValidateChannel(const Merchant& merchant, const Entry& entry, const std::string& name) {
  if (HasCompleteChannel(entry)) return std::nullopt;
  const auto channel = ChooseChannel(merchant, MakeChannelChoice(entry));
  if (!channel.ok() && !entry.channel_key.text.empty())
    return name + ": no channel has the key " + entry.channel_key.text;
  if (!channel.ok() && merchant.channels.empty()) return name + ": the merchant has no channel";
  if (channel.ok() && (entry.pg.text.empty() || channel.value().pg == entry.pg))
    return std::nullopt;
  return name + ": no matching channel for pg " + entry.pg.text;
}

Problem ValidateIssuer(const Card& card, const std::string& name) {
  if (card.code.empty() || FindCardCompany(card.code) != nullptr) return std::nullopt;
  return name + ": no card company has the code " + card.code;
}

std::string FormatName(const Payment& payment) {
  return "payment " + payment.order.merchant_uid.text;
}

Problem ValidateKeys(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<CustomerUid> customers;
  for (const BillingKey& key : ledger.keys) {
    const std::string name = "billing key " + key.customer_uid.text;
    if (!customers.insert(key.customer_uid).second) return name + " is given twice";
    if (Problem problem = ValidateChannel(merchant, key, name)) return problem;
    if (Problem problem = ValidateIssuer(key.card, name)) return problem;
    for (const StoredCard& other : key.group ? key.group->other_cards : std::vector<StoredCard>()) {
      if (Problem problem = ValidateChannel(merchant, other, name)) return problem;
    }
  }
  return std::nullopt;
}

/// Checks the virtual account and the cancellations of a payment.
Problem ValidateVbankAndCancellations(const Payment& payment) {
  const std::string name = FormatName(payment);
  if (payment.vbank && FindBankInAnyFormat(payment.vbank->bank_code) == nullptr) {
    return name + ": no bank has the code " + payment.vbank->bank_code;
  }
  if (payment.vbank && payment.vbank->due == Instant{}) return name + ": vbank_date is missing";
  if (payment.slip && payment.slip->expires_at == Instant{})
    return name + ": barcode_expires_at is missing";
  if (payment.cancellations.empty()) return std::nullopt;
  if (payment.status != PaymentStatus::kCancelled) {
    return name + " has cancellations, so its status must be cancelled";
  }
  if (RemainingAmount(payment).minor < 0) return name + ": more is cancelled than was paid";
  return std::nullopt;
}

/// Checks the delivery of an escrow payment. REQUIRES: its channel is valid.
Problem ValidateDelivery(const Merchant& merchant, const Payment& payment) {
  if (!payment.escrow_delivery) return std::nullopt;
  const std::string name = FormatName(payment);
  if (!WasPaid(payment)) return name + " has a delivery, so it must have been paid";
  const PgCode pg = HasCompleteChannel(payment)
                        ? payment.pg
                        : ChooseChannel(merchant, MakeChannelChoice(payment)).value().pg;
  if (gateways::Get(pg).escrow.deliveries) return std::nullopt;
  return name + ": " + pg.text + " takes no deliveries";
}

Problem ValidatePayments(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<ImpUid> imp_uids;
  std::set<MerchantUid> paid;
  for (const Payment& payment : ledger.payments) {
    const std::string name = FormatName(payment);
    if (!payment.imp_uid.text.empty() && !imp_uids.insert(payment.imp_uid).second) {
      return name + ": its imp_uid is given twice";
    }
    // Complete records have really happened: gateways may confirm two charges of one order.
    const bool duplicate = WasPaid(payment) && !paid.insert(payment.order.merchant_uid).second;
    if (duplicate && payment.sequence == 0) return name + ": the order is paid twice";
    if (Problem problem = ValidateChannel(merchant, payment, name)) return problem;
    if (payment.card) {
      if (Problem problem = ValidateIssuer(*payment.card, name)) return problem;
    }
    if (Problem problem = ValidateVbankAndCancellations(payment)) return problem;
    if (Problem problem = ValidateDelivery(merchant, payment)) return problem;
  }
  return std::nullopt;
}

Problem ValidateSchedules(const InitialLedger& ledger) {
  std::set<CustomerUid> customers;
  for (const BillingKey& key : ledger.keys)
    customers.insert(key.customer_uid);
  std::set<MerchantUid> merchant_uids;
  std::set<ImpUid> imp_uids;
  for (const Payment& payment : ledger.payments) {
    merchant_uids.insert(payment.order.merchant_uid);
    imp_uids.insert(payment.imp_uid);
  }
  std::set<MerchantUid> pending_uids;
  for (const Schedule& schedule : ledger.schedules) {
    const MerchantUid& merchant_uid = schedule.order.merchant_uid;
    const std::string name = "schedule " + merchant_uid.text;
    const bool pending = schedule.status == ScheduleStatus::kScheduled;
    if (pending && !pending_uids.insert(merchant_uid).second) {
      return name + ": two schedules of the order are pending";
    }
    if (!HasCompleteChannel(schedule) && pending && !customers.contains(schedule.customer_uid)) {
      return name + ": the customer " + schedule.customer_uid.text + " has no billing key";
    }
    const bool lacks_payment = schedule.imp_uid ? !imp_uids.contains(*schedule.imp_uid)
                                                : schedule.status == ScheduleStatus::kExecuted &&
                                                      !merchant_uids.contains(merchant_uid);
    if (lacks_payment) return name + ": its payment is missing";
  }
  return std::nullopt;
}

Problem ValidatePending(const InitialLedger& ledger) {
  std::set<ImpUid> payments;
  for (const Payment& payment : ledger.payments)
    payments.insert(payment.imp_uid);
  const auto check = [&](const auto& pending, const char* what) -> Problem {
    std::set<ImpUid> seen;
    for (const auto& [imp_uid, one] : pending) {
      if (!payments.contains(imp_uid)) {
        return "pending " + std::string(what) + " of an unknown payment: " + imp_uid.text;
      }
      if (!seen.insert(imp_uid).second) {
        return "two pending " + std::string(what) + "s of payment " + imp_uid.text;
      }
    }
    return std::nullopt;
  };
  if (Problem problem = check(ledger.charges, "charge")) return problem;
  if (Problem problem = check(ledger.cancellations, "cancellation")) return problem;
  for (const std::vector<ImpUid>* ties : {&ledger.tie_breaks.paid, &ledger.tie_breaks.updated}) {
    for (const ImpUid& imp_uid : *ties) {
      if (!payments.contains(imp_uid)) return "tie-break of an unknown payment: " + imp_uid.text;
    }
  }
  return std::nullopt;
}

Problem ValidateCertificationChannel(const Merchant& merchant, const Certification& one,
                                     const std::string& name) {
  const CertificationOffer offer = one.otp ? &CertificationRules::otp : &CertificationRules::window;
  const bool names_channel = !one.channel_key.text.empty() || !one.pg.text.empty();
  if (!names_channel) {
    if (ChooseCertificationChannel(merchant, {}, offer, "").ok()) return std::nullopt;
    return name + ": no gateway of the merchant's certifies";
  }
  if (Problem problem = ValidateChannel(merchant, one, name)) return problem;
  const PgCode pg =
      HasCompleteChannel(one) ? one.pg : ChooseChannel(merchant, MakeChannelChoice(one)).value().pg;
  if (gateways::Get(pg).certification.*offer) return std::nullopt;
  return name + ": " + pg.text + " does not certify";
}

Problem ValidateCertifications(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<ImpUid> imp_uids;
  for (const Payment& payment : ledger.payments)
    imp_uids.insert(payment.imp_uid);
  for (const Certification& one : ledger.certifications) {
    const std::string name = "certification " + one.merchant_uid.text;
    if (!one.imp_uid.text.empty() && !imp_uids.insert(one.imp_uid).second)
      return name + ": its imp_uid is given twice";
    if (Problem problem = ValidateCertificationChannel(merchant, one, name)) return problem;
  }
  for (const ImpUid& imp_uid : ledger.deleted_certifications) {
    if (!imp_uids.insert(imp_uid).second)
      return "deleted certification " + imp_uid.text + ": its imp_uid is given twice";
  }
  return std::nullopt;
}

/// Checks which payment a receipt is of.
Problem ValidateReceiptPayment(const InitialLedger& ledger, const Receipt& receipt,
                               const std::string& name) {
  const bool is_external = receipt.origin == ReceiptOrigin::kExternal;
  if (is_external == receipt.imp_uid.has_value()) {
    return name + (is_external ? ": an external one has no imp_uid"
                               : ": give the imp_uid of its payment, or the origin external");
  }
  if (is_external) return std::nullopt;
  const auto payment =
      std::find_if(ledger.payments.begin(), ledger.payments.end(),
                   [&receipt](const Payment& one) { return one.imp_uid == *receipt.imp_uid; });
  if (payment == ledger.payments.end()) return name + ": its payment is missing";
  if (payment->order.merchant_uid != receipt.merchant_uid)
    return name + ": its payment has the merchant_uid " + payment->order.merchant_uid.text;
  return std::nullopt;
}

/// Checks that each payment that says so has a receipt that was issued with it.
Problem ValidateReceiptFlags(const InitialLedger& ledger) {
  std::set<ImpUid> issued;
  for (const Receipt& receipt : ledger.receipts) {
    if (IsIssuedWithPayment(receipt)) issued.insert(*receipt.imp_uid);
  }
  for (const Payment& payment : ledger.payments) {
    if (payment.cash_receipt_issued && !issued.contains(payment.imp_uid))
      return FormatName(payment) + ": cash_receipt_issued needs its receipt, of the origin payment";
  }
  return std::nullopt;
}

Problem ValidateReceipts(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<std::string> issued;
  for (const Receipt& receipt : ledger.receipts) {
    const std::string name = "receipt " + receipt.merchant_uid.text;
    if (Problem problem = ValidateReceiptPayment(ledger, receipt, name)) return problem;
    const bool names_channel = !receipt.channel_key.text.empty() || !receipt.pg.text.empty();
    if (names_channel || !receipt.imp_uid) {
      if (Problem problem = ValidateChannel(merchant, receipt, name)) return problem;
    }
    if (!receipt.imp_uid && receipt.amount.IsZero()) return name + ": its amount is missing";
    const Money parts = receipt.tax_free + receipt.vat;
    if (!receipt.amount.IsZero() && parts.minor > receipt.amount.minor)
      return name + ": its taxes are more than its amount";
    const std::string of =
        receipt.imp_uid ? receipt.imp_uid->text : " " + receipt.merchant_uid.text;
    const bool is_open = receipt.status == ReceiptStatus::kIssued;
    if (is_open && !issued.insert(of).second) return name + " is issued twice";
  }
  return ValidateReceiptFlags(ledger);
}

Problem ValidatePersons(const InitialState& initial_state) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const Person& person : initial_state.persons) {
    if (!seen.emplace(person.name, KeepDigits(person.phone)).second)
      return "person " + person.name + " is given twice";
  }
  return std::nullopt;
}

Problem ValidateLedger(const Merchant& merchant, const InitialLedger& ledger) {
  if (Problem problem = ValidateKeys(merchant, ledger)) return problem;
  if (Problem problem = ValidatePayments(merchant, ledger)) return problem;
  if (Problem problem = ValidateSchedules(ledger)) return problem;
  if (Problem problem = ValidatePending(ledger)) return problem;
  std::set<MerchantUid> prepared;
  for (const PreparedAmount& amount : ledger.prepared_amounts) {
    if (!prepared.insert(amount.merchant_uid).second) {
      return "prepared amount of " + amount.merchant_uid.text + " is given twice";
    }
  }
  if (Problem problem = ValidateCertifications(merchant, ledger)) return problem;
  if (Problem problem = ValidateReceipts(merchant, ledger)) return problem;
  if (Problem problem = ValidateProductOrders(merchant, ledger)) return problem;
  return ValidateQuickPay(merchant, ledger);
}

Problem ValidateDeliveries(const InitialState& initial_state) {
  for (std::size_t i = 0; i < initial_state.deliveries.size(); ++i) {
    const WebhookDeliveryId id = initial_state.deliveries[i].id;
    if (id != initial_state.deliveries.front().id + i) {
      return "delivery ids must be consecutive; delivery " + std::to_string(id) + " is not";
    }
  }
  for (const WebhookDeliveryId id : initial_state.held_webhooks) {
    if (ValidateTimer(initial_state, AttemptWebhook{.delivery_id = id})) {
      return "unknown held-back delivery: " + std::to_string(id);
    }
  }
  return std::nullopt;
}

/// Only a snapshot, which has an agenda, may hold records of a sub-merchant that was removed since.
Problem ValidateTier(const Merchant& merchant, const InitialState& initial_state, TierCode tier) {
  const bool is_known = tier.empty() || FindTier(merchant, tier) != nullptr;
  if (is_known || initial_state.agenda) return std::nullopt;
  return "unknown tier " + tier.text();
}

}  // namespace

std::optional<std::string> ValidateInitialState(const Merchant& merchant,
                                                const InitialState& initial_state) {
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    if (Problem problem = ValidateTier(merchant, initial_state, tier)) return problem;
    if (Problem problem = ValidateLedger(merchant, ledger)) return problem;
  }
  if (Problem problem = ValidatePersons(initial_state)) return problem;
  if (Problem problem = ValidateDeliveries(initial_state)) return problem;
  for (const PlannedTimer& planned : GetAgenda(initial_state)) {
    if (Problem problem = ValidateTimer(initial_state, planned.timer)) return problem;
  }
  return std::nullopt;
}

}  // namespace portone::commands
