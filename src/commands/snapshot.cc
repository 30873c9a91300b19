// SPDX-License-Identifier: MIT
// Taking what is in a sandbox out of it.
#include <algorithm>
#include <set>
#include <utility>

#include "commands/initial_state.h"
#include "commands/timers.h"

namespace portone::commands {
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
  kept.order = ledger.payments.TieBreaks();
  return kept;
}

/// Whoever names a sub-merchant makes a ledger for it, also when there is no such one.
bool HoldsAnything(const Ledger& ledger) {
  return !ledger.empty() || !ledger.registrations.All().empty();
}

/// Webhooks that have left the agenda and were not answered yet are to be sent again.
std::vector<Planned> UnderWay(const View& view, const Outbox& outbox) {
  std::vector<Planned> plans;
  std::set<DeliveryId> known(view.world.held_back.begin(), view.world.held_back.end());
  for (const Outgoing& outgoing : outbox) {
    plans.push_back({view.now, AttemptWebhook{outgoing.delivery, outgoing.reason}});
    known.insert(outgoing.delivery);
  }
  for (const sim::AgendaEntry& entry : view.agenda.InOrder()) {
    const auto* attempt = std::get_if<AttemptWebhook>(&entry.due);
    if (attempt != nullptr) known.insert(attempt->delivery);
  }
  for (const Delivery& delivery : view.world.deliveries.All()) {
    if (delivery.state != DeliveryState::kPending || known.contains(delivery.id)) continue;
    const bool first = delivery.attempts.empty();
    const auto reason = first ? AttemptReason::kFirst : AttemptReason::kRetry;
    plans.push_back({view.now, AttemptWebhook{delivery.id, reason}});
  }
  return plans;
}

}  // namespace

Beginning Kept(const View& view, const Outbox& outbox) {
  Beginning kept;
  for (const auto& [tier, ledger] : view.world.Ledgers()) {
    if (HoldsAnything(ledger)) kept.ledgers.emplace(tier, Kept(ledger));
  }
  kept.agenda = UnderWay(view, outbox);
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
