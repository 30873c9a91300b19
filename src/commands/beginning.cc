// SPDX-License-Identifier: MIT
#include "commands/beginning.h"

#include <algorithm>
#include <set>
#include <utility>

#include "commands/charging.h"
#include "commands/due.h"
#include "commands/schedules.h"
#include "commands/vbanks.h"
#include "domain/cancellation.h"
#include "gateways/registry.h"
#include "gateways/test_cards.h"

namespace portone::commands {
namespace {

constexpr Instant kUnsaid{};

// What there is against a beginning.

/// What of a channel an entry may leave out.
ChannelChoice ChoiceOf(const ChannelKey& channel_key, const PgCode& pg) {
  ChannelChoice choice;
  if (!channel_key.text.empty()) choice.channel_key = channel_key;
  if (!pg.text.empty()) choice.pg = pg.text;
  return choice;
}

/// A channel that was removed since is none of ours to complain about when all of it is told.
template <class Entry>
bool NamesChannel(const Entry& entry) {
  return !entry.channel_key.text.empty() && !entry.pg.text.empty() && !entry.pg_id.empty();
}

template <class Entry>
std::optional<std::string> WhyNoChannel(const Merchant& merchant, const Entry& entry,
                                        const std::string& name) {
  if (NamesChannel(entry)) return std::nullopt;
  const auto channel = ChooseChannel(merchant, ChoiceOf(entry.channel_key, entry.pg));
  if (!channel.ok()) return name + ": no channel has the key " + entry.channel_key.text;
  if (entry.pg.text.empty() || channel.value().pg == entry.pg) return std::nullopt;
  return name + ": there is no channel of " + entry.pg.text;
}

std::optional<std::string> WhyNot(const Merchant& merchant, const LedgerBeginning& given) {
  std::set<CustomerUid> customers;
  for (const BillingKey& key : given.keys) {
    const std::string name = "billing key " + key.customer_uid.text;
    if (!customers.insert(key.customer_uid).second) return name + " is given twice";
    if (auto why = WhyNoChannel(merchant, key, name)) return why;
  }
  std::set<ImpUid> imp_uids;
  std::set<MerchantUid> paid;
  for (const Payment& payment : given.payments) {
    const std::string name = "payment " + payment.order.merchant_uid.text;
    if (!payment.imp_uid.text.empty() && !imp_uids.insert(payment.imp_uid).second) {
      return name + ": its imp_uid is given twice";
    }
    if (BlocksMerchantUid(payment) && !paid.insert(payment.order.merchant_uid).second) {
      return name + " is given twice as paid";
    }
    if (auto why = WhyNoChannel(merchant, payment, name)) return why;
  }
  for (const Schedule& schedule : given.schedules) {
    const std::string name = "schedule " + schedule.order.merchant_uid.text;
    const bool waits = schedule.status == ScheduleStatus::kScheduled;
    if (waits && !NamesChannel(schedule) && !customers.contains(schedule.customer_uid)) {
      return name + ": the customer " + schedule.customer_uid.text + " has no billing key";
    }
  }
  std::set<MerchantUid> announced;
  for (const Registration& registration : given.registrations) {
    if (!announced.insert(registration.merchant_uid).second) {
      return "prepared amount of " + registration.merchant_uid.text + " is given twice";
    }
  }
  return std::nullopt;
}

// How entries are completed.

void FillTime(Instant& time, Instant otherwise) {
  if (time == kUnsaid) time = otherwise;
}

template <class Entry>
void FillChannel(const Merchant& merchant, Entry& entry) {
  if (NamesChannel(entry)) return;
  const auto channel = ChooseChannel(merchant, ChoiceOf(entry.channel_key, entry.pg));
  PORTONE_INVARIANT(channel.ok(), "a beginning names a channel that there is not");
  entry.channel_key = channel.value().channel_key;
  entry.pg = channel.value().pg;
  if (entry.pg_id.empty()) entry.pg_id = channel.value().pg_id;
}

/// A good card, as its gateway would have kept it.
Card GoodCard(const StoredCard& at) {
  const Channel channel{at.channel_key, at.pg, at.pg_id, {}};
  CardInput input;
  input.number = gateways::kBuyersCard;
  return LookAtCard(channel, input).card;
}

void Fill(const Tx& tx, BillingKey& key) {
  FillChannel(tx.world.merchant, key);
  if (key.card.number.empty()) {
    const CardCase when_charged = key.card.when_charged;
    key.card = GoodCard(key);
    key.card.when_charged = when_charged;
  }
  FillTime(key.inserted, tx.now);
  FillTime(key.updated, key.inserted);
}

void FillOutcome(const Tx& tx, Payment& payment) {
  const bool was_paid = BlocksMerchantUid(payment);
  if (was_paid && !payment.paid_at) payment.paid_at = payment.started_at;
  if (was_paid && !payment.pg_tid) {
    payment.pg_tid = gateways::Of(payment.pg)
                         .pg_tid({payment.pg_id, *payment.paid_at,
                                  tx.ids.Number("pg_tid", payment.imp_uid.text, 0)});
  }
  if (was_paid && payment.card && !payment.only_issued && !payment.apply_num) {
    payment.apply_num = tx.ids.Digits("apply_num", payment.imp_uid.text, 0, 8);
  }
  if (payment.status == PaymentStatus::kFailed && !payment.failed_at) {
    payment.failed_at = payment.started_at;
  }
  if (payment.status == PaymentStatus::kCancelled && payment.cancellations.empty()) {
    payment.cancellations.push_back({payment.imp_uid.text + "-1", payment.pg_tid.value_or(""),
                                     payment.order.amount, payment.order.tax_free,
                                     payment.order.vat_amount, *payment.paid_at,
                                     std::string(kDefaultCancelReason)});
  }
}

void Fill(const Tx& tx, Payment& payment) {
  const BillingKey* key =
      payment.customer_uid ? tx.ledger.keys.Find(*payment.customer_uid) : nullptr;
  const bool unsaid = payment.channel_key.text.empty() && payment.pg.text.empty();
  if (key != nullptr && unsaid) {
    payment.channel_key = key->channel_key;
    payment.pg = key->pg;
    payment.pg_id = key->pg_id;
  }
  FillChannel(tx.world.merchant, payment);
  FillTime(payment.started_at, payment.paid_at.value_or(payment.failed_at.value_or(tx.now)));
  if (key != nullptr && !payment.card && payment.channel_key == key->channel_key) {
    payment.card = key->card;
  }
  if (key != nullptr && payment.customer_uid_usage == CustomerUidUsage::kNone) {
    payment.customer_uid_usage = CustomerUidUsage::kPayment;
  }
}

void FillIds(const Tx& tx, std::vector<Payment>& payments) {
  std::set<ImpUid> taken;
  for (const Payment& payment : payments)
    taken.insert(payment.imp_uid);
  for (Payment& payment : payments) {
    for (std::uint64_t attempt = 0; payment.imp_uid.text.empty(); ++attempt) {
      const ImpUid minted = ImpUidOf(tx, payment.order.merchant_uid, attempt, payment.device);
      if (taken.insert(minted).second) payment.imp_uid = minted;
    }
  }
}

void Fill(const Tx& tx, Schedule& schedule) {
  const BillingKey* key = tx.ledger.keys.Find(schedule.customer_uid);
  if (key != nullptr && schedule.channel_key.text.empty()) {
    schedule.channel_key = key->channel_key;
    schedule.pg = key->pg;
    schedule.pg_id = key->pg_id;
  }
  if (!schedule.order.name) {
    schedule.order.name = DefaultScheduleName(schedule.customer_uid, schedule.schedule_at);
  }
}

/// Returns the greatest sequence.
std::uint64_t Begin(Tx& tx, const LedgerBeginning& given) {
  std::uint64_t last = 0;
  for (BillingKey key : given.keys) {
    Fill(tx, key);
    tx.ledger.keys.Store(std::move(key));
  }
  for (const auto& [customer_uid, claims] : given.claims)
    tx.ledger.keys.Claim(customer_uid, claims);
  std::vector<Payment> payments = given.payments;
  FillIds(tx, payments);
  for (Payment& payment : payments) {
    Fill(tx, payment);
    FillOutcome(tx, payment);
    last = std::max(last, payment.sequence);
  }
  std::stable_sort(payments.begin(), payments.end(),
                   [](const Payment& a, const Payment& b) { return a.started_at < b.started_at; });
  tx.ledger.payments.Restore(std::move(payments));
  for (Schedule schedule : given.schedules) {
    Fill(tx, schedule);
    tx.ledger.schedules.Insert(std::move(schedule));
  }
  for (const Registration& registration : given.registrations)
    tx.ledger.registrations.Store(registration);
  for (const auto& [imp_uid, charge] : given.charges)
    tx.ledger.pending.Await(imp_uid, charge);
  for (const auto& [imp_uid, cancellation] : given.cancellations)
    tx.ledger.pending.Await(imp_uid, cancellation);
  return last;
}

/// What the things of a ledger wait for by themselves.
void PlanAll(Tx& tx) {
  for (const Schedule& schedule : tx.ledger.schedules.All()) {
    if (schedule.status == ScheduleStatus::kScheduled) Plan(tx, schedule);
  }
  for (const Payment& payment : tx.ledger.payments.All()) {
    if (payment.vbank && payment.status == PaymentStatus::kReady) PlanExpiry(tx, payment);
  }
}

}  // namespace

std::optional<std::string> WhyNot(const Merchant& merchant, const Beginning& beginning) {
  for (const auto& [tier, given] : beginning.ledgers) {
    if (!tier.empty() && FindTier(merchant, tier) == nullptr) {
      return "there is no tier " + tier.text();
    }
    if (auto why = WhyNot(merchant, given)) return why;
  }
  return std::nullopt;
}

std::uint64_t Begin(Tx& tx, const Beginning& beginning) {
  std::uint64_t last = 0;
  for (const auto& [tier, given] : beginning.ledgers) {
    Tx of_tier{.world = tx.world,
               .now = tx.now,
               .token_now = tx.token_now,
               .sequence = tx.sequence,
               .ids = tx.ids,
               .agenda = tx.agenda,
               .outbox = tx.outbox,
               .consequences = tx.consequences,
               .tier = tier};
    last = std::max(last, Begin(of_tier, given));
    if (!beginning.agenda) PlanAll(of_tier);
  }
  if (beginning.agenda) {
    for (const Planned& planned : *beginning.agenda)
      tx.agenda.Put(planned.at, planned.due);
  }
  for (const Delivery& delivery : beginning.deliveries)
    last = std::max(last, delivery.sequence);
  tx.world.deliveries.Restore(beginning.deliveries);
  tx.world.held_back = beginning.held_back;
  tx.world.tokens_issued = std::max(tx.world.tokens_issued, beginning.tokens_issued);
  return last;
}

namespace {

template <class Table, class Kept>
void KeepSorted(const Table& table, Kept& kept) {
  kept.assign(table.begin(), table.end());
  std::sort(kept.begin(), kept.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

LedgerBeginning Kept(const Ledger& ledger) {
  LedgerBeginning kept;
  for (const auto& [customer_uid, key] : ledger.keys.All())
    kept.keys.push_back(key);
  std::sort(kept.keys.begin(), kept.keys.end(), [](const BillingKey& a, const BillingKey& b) {
    return a.customer_uid < b.customer_uid;
  });
  for (const auto& [customer_uid, claims] : ledger.keys.Claims())
    kept.claims.emplace(customer_uid, claims);
  kept.payments.assign(ledger.payments.All().begin(), ledger.payments.All().end());
  kept.schedules.assign(ledger.schedules.All().begin(), ledger.schedules.All().end());
  for (const auto& [merchant_uid, registration] : ledger.registrations.All())
    kept.registrations.push_back(registration);
  std::sort(
      kept.registrations.begin(), kept.registrations.end(),
      [](const Registration& a, const Registration& b) { return a.merchant_uid < b.merchant_uid; });
  KeepSorted(ledger.pending.Charges(), kept.charges);
  KeepSorted(ledger.pending.Cancellations(), kept.cancellations);
  return kept;
}

}  // namespace

Beginning Kept(const View& view) {
  Beginning kept;
  for (const auto& [tier, ledger] : view.world.Ledgers())
    kept.ledgers.emplace(tier, Kept(ledger));
  kept.agenda.emplace();
  for (sim::AgendaEntry& entry : view.agenda.InOrder()) {
    if (StillDue(view.world, entry.due)) kept.agenda->push_back({entry.at, entry.due});
  }
  const auto& deliveries = view.world.deliveries.All();
  kept.deliveries.assign(deliveries.begin(), deliveries.end());
  kept.held_back = view.world.held_back;
  kept.tokens_issued = view.world.tokens_issued;
  return kept;
}

}  // namespace portone::commands
