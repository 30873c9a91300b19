// SPDX-License-Identifier: MIT
#include "commands/snapshot.h"

#include <algorithm>
#include <set>
#include <utility>

#include "commands/timers.h"

namespace portone::commands {
namespace {

template <class Table, class Entries>
void CopySorted(const Table& table, Entries& entries) {
  entries.assign(table.begin(), table.end());
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

template <class Table, class Entry>
void CopyValues(const Table& table, std::vector<Entry>& entries) {
  for (const auto& [key, entry] : table)
    entries.push_back(entry);
}

InitialLedger TakeLedgerSnapshot(const Ledger& ledger) {
  InitialLedger snapshot;
  for (const auto& [customer_uid, key] : ledger.keys.All())
    snapshot.keys.push_back(key);
  std::sort(
      snapshot.keys.begin(), snapshot.keys.end(),
      [](const BillingKey& a, const BillingKey& b) { return a.customer_uid < b.customer_uid; });
  for (const auto& [customer_uid, reservations] : ledger.keys.Reservations())
    snapshot.reservations.emplace(customer_uid, reservations);
  snapshot.payments.assign(ledger.payments.All().begin(), ledger.payments.All().end());
  snapshot.schedules.assign(ledger.schedules.All().begin(), ledger.schedules.All().end());
  for (const auto& [merchant_uid, amount] : ledger.prepared_amounts.All())
    snapshot.prepared_amounts.push_back(amount);
  std::sort(snapshot.prepared_amounts.begin(), snapshot.prepared_amounts.end(),
            [](const PreparedAmount& a, const PreparedAmount& b) {
              return a.merchant_uid < b.merchant_uid;
            });
  for (const auto& [position, certification] : ledger.certifications.All())
    snapshot.certifications.push_back(certification);
  snapshot.deleted_certifications.assign(ledger.certifications.Removed().begin(),
                                         ledger.certifications.Removed().end());
  for (const auto& [position, order] : ledger.product_orders.All())
    snapshot.product_orders.push_back(order);
  CopyValues(ledger.quick_pay.members, snapshot.quick_members);
  CopyValues(ledger.quick_pay.preparations, snapshot.quick_preparations);
  CopyValues(ledger.quick_pay.autopay_keys, snapshot.autopay_keys);
  CopyValues(ledger.benepia_accounts, snapshot.benepia_accounts);
  snapshot.receipts.assign(ledger.receipts.All().begin(), ledger.receipts.All().end());
  CopySorted(ledger.pending.Charges(), snapshot.pending_charges);
  CopySorted(ledger.pending.Cancellations(), snapshot.pending_cancellations);
  snapshot.tie_breaks = ledger.payments.ComputeTieBreaks();
  return snapshot;
}

/// Naming a sub-merchant creates its ledger, even if the sub-merchant does not exist.
bool HasRecords(const Ledger& ledger) {
  return ledger.HasHistory() || !ledger.prepared_amounts.All().empty() ||
         !ledger.benepia_accounts.empty() || !ledger.certifications.Removed().empty();
}

/// Timers that send webhooks in flight again: those that have left the agenda but got no reply yet.
std::vector<PlannedTimer> PlanResends(const View& view, const Outbox& outbox) {
  std::vector<PlannedTimer> timers;
  std::set<WebhookDeliveryId> covered(view.world.held_webhooks.begin(),
                                      view.world.held_webhooks.end());
  for (const OutgoingWebhook& outgoing : outbox) {
    timers.push_back({view.now, AttemptWebhook{outgoing.delivery_id, outgoing.trigger}});
    covered.insert(outgoing.delivery_id);
  }
  for (const sim::AgendaEntry& entry : view.agenda.ListSorted()) {
    const auto* attempt = std::get_if<AttemptWebhook>(&entry.timer);
    if (attempt != nullptr) covered.insert(attempt->delivery_id);
  }
  for (const WebhookDelivery& delivery : view.world.deliveries.All()) {
    if (delivery.state != WebhookDeliveryState::kPending || covered.contains(delivery.id)) continue;
    const bool first = delivery.attempts.empty();
    const auto trigger = first ? AttemptTrigger::kInitial : AttemptTrigger::kRetry;
    timers.push_back({view.now, AttemptWebhook{delivery.id, trigger}});
  }
  return timers;
}

}  // namespace

InitialState TakeSnapshot(const View& view, const Outbox& outbox) {
  InitialState snapshot;
  for (const auto& [tier, ledger] : view.world.Ledgers()) {
    if (HasRecords(ledger)) snapshot.ledgers.emplace(tier, TakeLedgerSnapshot(ledger));
  }
  snapshot.agenda = PlanResends(view, outbox);
  for (sim::AgendaEntry& entry : view.agenda.ListSorted()) {
    if (IsPending(view.world, entry.timer)) snapshot.agenda->push_back({entry.at, entry.timer});
  }
  const auto& deliveries = view.world.deliveries.All();
  snapshot.deliveries.assign(deliveries.begin(), deliveries.end());
  snapshot.held_webhooks = view.world.held_webhooks;
  snapshot.tokens_issued = view.world.tokens_issued;
  snapshot.persons = view.world.persons;
  return snapshot;
}

}  // namespace portone::commands
