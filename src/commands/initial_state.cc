// SPDX-License-Identifier: MIT
#include "commands/initial_state.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "commands/initial_product_orders.h"
#include "commands/initial_quick_pay.h"
#include "commands/initial_state_defaults.h"
#include "commands/key_store.h"
#include "commands/schedules.h"
#include "commands/store_slips.h"
#include "commands/vbanks.h"
#include "domain/calendar.h"

namespace portone::commands {
namespace {

/// Only the sequence numbers in a snapshot show the order in which payments were created: the start
/// times of payments in a window are dated back.
void SortByCreation(std::vector<Payment>& payments) {
  const bool is_known = std::all_of(payments.begin(), payments.end(),
                                    [](const Payment& payment) { return payment.sequence != 0; });
  std::stable_sort(payments.begin(), payments.end(), [&](const Payment& a, const Payment& b) {
    return is_known ? a.sequence < b.sequence : a.started_at < b.started_at;
  });
}

/// Loads one ledger. Payments, certifications, cash receipts, product orders and members without a
/// sequence number get the numbers after `last_sequence`, which is advanced.
void LoadLedger(Tx& tx, const InitialLedger& ledger, std::uint64_t& last_sequence) {
  for (BillingKey key : ledger.keys) {
    const bool is_complete = key.updated != Instant{};
    if (!is_complete && !key.customer_id) key.customer_id = MakeCustomerId(tx, key.customer_uid);
    FillDefaults(tx, static_cast<StoredCard&>(key));
    for (std::size_t i = 0; key.group && i < key.group->other_cards.size(); ++i)
      FillDefaults(tx, key.group->other_cards[i]);
    tx.ledger.keys.Store(std::move(key));
  }
  for (const auto& [customer_uid, reservations] : ledger.reservations)
    tx.ledger.keys.Reserve(customer_uid, reservations);
  std::vector<Payment> payments = ledger.payments;
  AssignImpUids(tx, payments);
  MarkScheduledPayments(ledger.schedules, payments);
  MarkPaymentsWithReceipts(ledger.receipts, payments);
  for (Payment& payment : payments)
    FillDefaults(tx, payment);
  SortByCreation(payments);
  std::set<ImpUid> complete;
  for (Payment& payment : payments) {
    if (payment.sequence != 0) complete.insert(payment.imp_uid);
    if (payment.sequence == 0) payment.sequence = ++last_sequence;
  }
  tx.ledger.payments.Restore(std::move(payments), ledger.tie_breaks);
  for (Schedule schedule : ledger.schedules) {
    FillDefaults(tx, schedule);
    tx.ledger.schedules.Insert(std::move(schedule));
  }
  for (const PreparedAmount& amount : ledger.prepared_amounts)
    tx.ledger.prepared_amounts.Store(amount);
  for (const ImpUid& imp_uid : ledger.deleted_certifications)
    tx.ledger.certifications.MarkRemoved(imp_uid);
  for (Certification certification : ledger.certifications) {
    FillDefaults(tx, certification);
    if (certification.sequence == 0) certification.sequence = ++last_sequence;
    tx.ledger.certifications.Insert(std::move(certification));
  }
  LoadProductOrders(tx, ledger, complete, last_sequence);
  LoadQuickPay(tx, ledger, last_sequence);
  for (Receipt receipt : ledger.receipts) {
    FillDefaults(tx, receipt);
    if (receipt.sequence == 0) receipt.sequence = ++last_sequence;
    tx.ledger.receipts.Insert(std::move(receipt));
  }
  for (const auto& [imp_uid, charge] : ledger.pending_charges)
    tx.ledger.pending.Add(imp_uid, charge);
  for (const auto& [imp_uid, cancellation] : ledger.pending_cancellations)
    tx.ledger.pending.Add(imp_uid, cancellation);
}

/// The schedules, accounts and slips of a ledger that already have a timer on the agenda.
struct PlannedItems {
  std::set<ScheduleId> schedules;
  std::set<ImpUid> accounts;
  std::set<ImpUid> slips;
};

PlannedItems FindPlanned(const InitialState& initial_state, TierCode tier) {
  PlannedItems found;
  for (const PlannedTimer& planned : GetAgenda(initial_state)) {
    if (GetTier(planned.timer) != tier) continue;
    if (const auto* charge = std::get_if<ChargeSchedule>(&planned.timer)) {
      found.schedules.insert(charge->schedule);
    }
    if (const auto* expiry = std::get_if<ExpireVbank>(&planned.timer)) {
      found.accounts.insert(expiry->imp_uid);
    }
    if (const auto* expiry = std::get_if<ExpireSlip>(&planned.timer)) {
      found.slips.insert(expiry->imp_uid);
    }
  }
  return found;
}

/// Plans the timers of a ledger's pending schedules, open accounts and slips that have none yet.
void PlanMissing(Tx& tx, const PlannedItems& existing) {
  for (const Schedule& schedule : tx.ledger.schedules.All()) {
    const bool pending = schedule.status == ScheduleStatus::kScheduled;
    if (pending && !existing.schedules.contains(schedule.id)) PlanCharge(tx, schedule);
  }
  for (const Payment& payment : tx.ledger.payments.All()) {
    if (payment.status != PaymentStatus::kReady) continue;
    if (payment.vbank && !existing.accounts.contains(payment.imp_uid)) PlanVbankExpiry(tx, payment);
    if (payment.slip && !existing.slips.contains(payment.imp_uid)) PlanSlipExpiry(tx, payment);
  }
}

void PlanRecoveries(Tx& tx) {
  const std::optional<int> hour = tx.world.merchant.recovery_hour;
  if (!hour) return;
  std::set<Instant> days;
  for (const Schedule& schedule : tx.ledger.schedules.All()) {
    const bool failed = schedule.executed_at && schedule.fail_reason && !schedule.recovery_done;
    if (failed) days.insert(GetKoreanMidnight(*schedule.executed_at));
  }
  for (const Instant day : days) {
    const Instant at = day + std::chrono::days{1} + std::chrono::hours{*hour};
    if (at >= tx.now) tx.agenda.Put(at, RecoverSchedules{day, tx.tier});
  }
}

/// The greatest sequence number in the initial state.
std::uint64_t GetLastSequence(const InitialState& initial_state) {
  std::uint64_t last = 0;
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    for (const Payment& payment : ledger.payments)
      last = std::max(last, payment.sequence);
    for (const Certification& certification : ledger.certifications)
      last = std::max(last, certification.sequence);
    for (const ProductOrder& order : ledger.product_orders)
      last = std::max(last, order.sequence);
    for (const QuickMember& member : ledger.quick_members)
      last = std::max(last, member.sequence);
    for (const Receipt& receipt : ledger.receipts)
      last = std::max(last, receipt.sequence);
    for (const auto& [imp_uid, charge] : ledger.pending_charges)
      last = std::max(last, charge.revision);
    for (const auto& [imp_uid, cancellation] : ledger.pending_cancellations)
      last = std::max(last, cancellation.revision);
  }
  for (const WebhookDelivery& delivery : initial_state.deliveries)
    last = std::max(last, delivery.sequence);
  return last;
}

}  // namespace

std::uint64_t LoadInitialState(Tx& tx, const InitialState& initial_state) {
  std::uint64_t last_sequence = GetLastSequence(initial_state);
  for (Person person : initial_state.persons) {
    FillDefaults(tx, person);
    tx.world.persons.push_back(std::move(person));
  }
  for (const PlannedTimer& planned : GetAgenda(initial_state))
    tx.agenda.Put(planned.at, planned.timer);
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    Tx tier_tx{.world = tx.world,
               .now = tx.now,
               .token_now = tx.token_now,
               .sequence = tx.sequence,
               .ids = tx.ids,
               .agenda = tx.agenda,
               .outbox = tx.outbox,
               .side_effects = tx.side_effects,
               .tier = tier};
    LoadLedger(tier_tx, ledger, last_sequence);
    PlanMissing(tier_tx, FindPlanned(initial_state, tier));
    if (!initial_state.agenda) PlanRecoveries(tier_tx);
  }
  tx.world.deliveries.Restore(initial_state.deliveries);
  tx.world.held_webhooks = initial_state.held_webhooks;
  tx.world.tokens_issued = std::max(tx.world.tokens_issued, initial_state.tokens_issued);
  return last_sequence;
}

}  // namespace portone::commands
