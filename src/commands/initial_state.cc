// SPDX-License-Identifier: MIT
#include "commands/initial_state.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "commands/initial_state_defaults.h"
#include "commands/schedules.h"
#include "commands/vbanks.h"
#include "domain/calendar.h"

namespace portone::commands {
namespace {

/// Fills `last` up to the greatest sequence.
void Begin(Tx& tx, const LedgerBeginning& given, std::uint64_t& last) {
  for (BillingKey key : given.keys) {
    Fill(tx, static_cast<StoredCard&>(key));
    for (std::size_t i = 0; key.group && i < key.group->others.size(); ++i)
      Fill(tx, key.group->others[i]);
    tx.ledger.keys.Store(std::move(key));
  }
  for (const auto& [customer_uid, claims] : given.claims)
    tx.ledger.keys.Claim(customer_uid, claims);
  std::vector<Payment> payments = given.payments;
  FillIds(tx, payments);
  FillSchedules(given.schedules, payments);
  for (Payment& payment : payments)
    Fill(tx, payment);
  std::stable_sort(payments.begin(), payments.end(),
                   [](const Payment& a, const Payment& b) { return a.started_at < b.started_at; });
  for (Payment& payment : payments) {
    if (payment.sequence == 0) payment.sequence = ++last;
  }
  tx.ledger.payments.Restore(std::move(payments), given.order);
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
}

/// What an agenda has of a ledger already.
struct Known {
  std::set<ScheduleId> schedules;
  std::set<ImpUid> accounts;
};

Known KnownOf(const Beginning& beginning, TierCode tier) {
  Known known;
  for (const Planned& planned : AgendaOf(beginning)) {
    if (TierOf(planned.due) != tier) continue;
    if (const auto* charge = std::get_if<ChargeSchedule>(&planned.due)) {
      known.schedules.insert(charge->schedule);
    }
    if (const auto* expiry = std::get_if<ExpireVbank>(&planned.due)) {
      known.accounts.insert(expiry->imp_uid);
    }
  }
  return known;
}

/// What the things of a ledger wait for by themselves.
void PlanAll(Tx& tx, const Known& known) {
  for (const Schedule& schedule : tx.ledger.schedules.All()) {
    const bool waits = schedule.status == ScheduleStatus::kScheduled;
    if (waits && !known.schedules.contains(schedule.id)) Plan(tx, schedule);
  }
  for (const Payment& payment : tx.ledger.payments.All()) {
    const bool waits = payment.vbank && payment.status == PaymentStatus::kReady;
    if (waits && !known.accounts.contains(payment.imp_uid)) PlanExpiry(tx, payment);
  }
}

void PlanRecoveries(Tx& tx) {
  const std::optional<int> hour = tx.world.merchant.recovery_hour;
  if (!hour) return;
  std::set<Instant> days;
  for (const Schedule& schedule : tx.ledger.schedules.All()) {
    const bool failed = schedule.executed_at && schedule.fail_reason && !schedule.recovered;
    if (failed) days.insert(KoreanMidnight(*schedule.executed_at));
  }
  for (const Instant day : days) {
    const Instant at = day + std::chrono::days{1} + std::chrono::hours{*hour};
    if (at >= tx.now) tx.agenda.Put(at, RecoverSchedules{day, tx.tier});
  }
}

/// The greatest sequence that anything bears.
std::uint64_t LastSequence(const Beginning& beginning) {
  std::uint64_t last = 0;
  for (const auto& [tier, given] : beginning.ledgers) {
    for (const Payment& payment : given.payments)
      last = std::max(last, payment.sequence);
    for (const auto& [imp_uid, charge] : given.charges)
      last = std::max(last, charge.asked);
    for (const auto& [imp_uid, cancellation] : given.cancellations)
      last = std::max(last, cancellation.asked);
  }
  for (const Delivery& delivery : beginning.deliveries)
    last = std::max(last, delivery.sequence);
  return last;
}

}  // namespace

std::uint64_t Begin(Tx& tx, const Beginning& beginning) {
  std::uint64_t last = LastSequence(beginning);
  for (const Planned& planned : AgendaOf(beginning))
    tx.agenda.Put(planned.at, planned.due);
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
    Begin(of_tier, given, last);
    PlanAll(of_tier, KnownOf(beginning, tier));
    if (!beginning.agenda) PlanRecoveries(of_tier);
  }
  tx.world.deliveries.Restore(beginning.deliveries);
  tx.world.held_back = beginning.held_back;
  tx.world.tokens_issued = std::max(tx.world.tokens_issued, beginning.tokens_issued);
  return last;
}

}  // namespace portone::commands
