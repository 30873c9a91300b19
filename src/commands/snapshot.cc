// SPDX-License-Identifier: MIT
// Taking a snapshot of a sandbox.
#include <algorithm>
#include <set>
#include <utility>

#include "commands/initial_state.h"
#include "commands/timers.h"

namespace portone::commands {
namespace {

template <class Table, class Entries>
void CopySorted(const Table& table, Entries& entries) {
  entries.assign(table.begin(), table.end());
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

LedgerBeginning TakeLedgerSnapshot(const Ledger& ledger) {
  LedgerBeginning snapshot;
  for (const auto& [customer_uid, key] : ledger.keys.All())
    snapshot.keys.push_back(key);
  std::sort(
      snapshot.keys.begin(), snapshot.keys.end(),
      [](const BillingKey& a, const BillingKey& b) { return a.customer_uid < b.customer_uid; });
  for (const auto& [customer_uid, claims] : ledger.keys.Reservations())
    snapshot.claims.emplace(customer_uid, claims);
  snapshot.payments.assign(ledger.payments.All().begin(), ledger.payments.All().end());
  snapshot.schedules.assign(ledger.schedules.All().begin(), ledger.schedules.All().end());
  for (const auto& [merchant_uid, amount] : ledger.registrations.All())
    snapshot.registrations.push_back(amount);
  std::sort(
      snapshot.registrations.begin(), snapshot.registrations.end(),
      [](const Registration& a, const Registration& b) { return a.merchant_uid < b.merchant_uid; });
  CopySorted(ledger.pending.Charges(), snapshot.charges);
  CopySorted(ledger.pending.Cancellations(), snapshot.cancellations);
  snapshot.order = ledger.payments.TieBreaks();
  return snapshot;
}

/// Naming a sub-merchant creates its ledger, even if the sub-merchant does not exist.
bool HasRecords(const Ledger& ledger) {
  return !ledger.empty() || !ledger.registrations.All().empty();
}

/// Timers that send webhooks in flight again: those that have left the agenda without a reply yet.
std::vector<Planned> PlanResends(const View& view, const Outbox& outbox) {
  std::vector<Planned> timers;
  std::set<DeliveryId> covered(view.world.held_back.begin(), view.world.held_back.end());
  for (const Outgoing& outgoing : outbox) {
    timers.push_back({view.now, AttemptWebhook{outgoing.delivery, outgoing.reason}});
    covered.insert(outgoing.delivery);
  }
  for (const sim::AgendaEntry& entry : view.agenda.InOrder()) {
    const auto* attempt = std::get_if<AttemptWebhook>(&entry.due);
    if (attempt != nullptr) covered.insert(attempt->delivery);
  }
  for (const Delivery& delivery : view.world.deliveries.All()) {
    if (delivery.state != DeliveryState::kPending || covered.contains(delivery.id)) continue;
    const bool first = delivery.attempts.empty();
    const auto reason = first ? AttemptReason::kFirst : AttemptReason::kRetry;
    timers.push_back({view.now, AttemptWebhook{delivery.id, reason}});
  }
  return timers;
}

}  // namespace

Beginning Kept(const View& view, const Outbox& outbox) {
  Beginning snapshot;
  for (const auto& [tier, ledger] : view.world.Ledgers()) {
    if (HasRecords(ledger)) snapshot.ledgers.emplace(tier, TakeLedgerSnapshot(ledger));
  }
  snapshot.agenda = PlanResends(view, outbox);
  for (sim::AgendaEntry& entry : view.agenda.InOrder()) {
    if (StillDue(view.world, entry.due)) snapshot.agenda->push_back({entry.at, entry.due});
  }
  const auto& deliveries = view.world.deliveries.All();
  snapshot.deliveries.assign(deliveries.begin(), deliveries.end());
  snapshot.held_back = view.world.held_back;
  snapshot.tokens_issued = view.world.tokens_issued;
  return snapshot;
}

}  // namespace portone::commands
