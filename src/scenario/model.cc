// SPDX-License-Identifier: MIT
#include "scenario/model.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace portone::scenario {
namespace {

template <class T>
void Append(std::vector<T>& list, std::vector<T> more) {
  std::move(more.begin(), more.end(), std::back_inserter(list));
}

template <class T>
void ReplaceIfSet(std::optional<T>& value, std::optional<T> other) {
  if (other) value = std::move(other);
}

void AppendRecords(InitialLedger& ledger, InitialLedger more) {
  Append(ledger.keys, std::move(more.keys));
  ledger.reservations.merge(more.reservations);
  Append(ledger.payments, std::move(more.payments));
  Append(ledger.schedules, std::move(more.schedules));
  Append(ledger.prepared_amounts, std::move(more.prepared_amounts));
  Append(ledger.certifications, std::move(more.certifications));
  Append(ledger.deleted_certifications, std::move(more.deleted_certifications));
  Append(ledger.product_orders, std::move(more.product_orders));
  Append(ledger.quick_members, std::move(more.quick_members));
  Append(ledger.quick_preparations, std::move(more.quick_preparations));
  Append(ledger.autopay_keys, std::move(more.autopay_keys));
  Append(ledger.benepia_accounts, std::move(more.benepia_accounts));
  Append(ledger.receipts, std::move(more.receipts));
  Append(ledger.pending_charges, std::move(more.pending_charges));
  Append(ledger.pending_cancellations, std::move(more.pending_cancellations));
  Append(ledger.tie_breaks.paid, std::move(more.tie_breaks.paid));
  Append(ledger.tie_breaks.updated, std::move(more.tie_breaks.updated));
}

/// An agenda refers to schedules by index. Shifts these indexes, because the schedules of `more`
/// are appended to those of `initial_state`.
void ShiftScheduleIndexes(InitialState& more, const InitialState& initial_state) {
  if (!more.agenda) return;
  for (PlannedTimer& planned : *more.agenda) {
    auto* charge = std::get_if<ChargeSchedule>(&planned.timer);
    if (charge == nullptr) continue;
    const auto ledger = initial_state.ledgers.find(charge->tier);
    if (ledger != initial_state.ledgers.end()) charge->schedule += ledger->second.schedules.size();
  }
}

void AppendRecords(InitialState& initial_state, InitialState more) {
  ShiftScheduleIndexes(more, initial_state);
  for (auto& [tier, ledger] : more.ledgers)
    AppendRecords(initial_state.ledgers[tier], std::move(ledger));
  if (more.agenda && initial_state.agenda) {
    Append(*initial_state.agenda, *std::move(more.agenda));
  } else {
    ReplaceIfSet(initial_state.agenda, std::move(more.agenda));
  }
  Append(initial_state.deliveries, std::move(more.deliveries));
  Append(initial_state.held_webhooks, std::move(more.held_webhooks));
  Append(initial_state.persons, std::move(more.persons));
  initial_state.tokens_issued = std::max(initial_state.tokens_issued, more.tokens_issued);
}

bool IsEmpty(const InitialState& initial_state) {
  return initial_state.ledgers.empty() && !initial_state.agenda &&
         initial_state.deliveries.empty() && initial_state.held_webhooks.empty() &&
         initial_state.tokens_issued == 0 && initial_state.persons.empty();
}

/// Without a start in `over`, the clock keeps its start.
sim::ClockSettings Merge(const sim::ClockSettings& base, sim::ClockSettings over) {
  if (!over.start) over.start = base.start;
  return over;
}

WebhookSettingsChange Merge(WebhookSettingsChange base, WebhookSettingsChange over) {
  ReplaceIfSet(base.url, std::move(over.url));
  ReplaceIfSet(base.format, over.format);
  ReplaceIfSet(base.retries, over.retries);
  ReplaceIfSet(base.retry_on, over.retry_on);
  ReplaceIfSet(base.webhook_first, over.webhook_first);
  ReplaceIfSet(base.response_timeout, over.response_timeout);
  ReplaceIfSet(base.headers, std::move(over.headers));
  return base;
}

void MergeGiven(Given& base, Given over) {
  ReplaceIfSet(base.merchant, std::move(over.merchant));
  if (over.channels) base.channel_groups.reset();
  ReplaceIfSet(base.channels, std::move(over.channels));
  ReplaceIfSet(base.channel_groups, std::move(over.channel_groups));
  ReplaceIfSet(base.tiers, std::move(over.tiers));
  base.webhook = Merge(std::move(base.webhook), std::move(over.webhook));
  ReplaceIfSet(base.windows, std::move(over.windows));
  Append(base.switches, std::move(over.switches));  // the last one counts
  ReplaceIfSet(base.recovery_hour, over.recovery_hour);
  AppendRecords(base.initial_state, std::move(over.initial_state));
}

}  // namespace

Scenario Merge(Scenario base, Scenario over) {
  base.about = std::move(over.about);
  base.tags = std::move(over.tags);
  base.skip = std::move(over.skip);
  base.shop = MergeShops(std::move(base.shop), std::move(over.shop));
  base.include = std::move(over.include);
  ReplaceIfSet(base.seed, over.seed);
  if (over.clock) base.clock = Merge(base.clock.value_or(sim::ClockSettings{}), *over.clock);
  ReplaceIfSet(base.token_clock, over.token_clock);
  ReplaceIfSet(base.guards, over.guards);
  MergeGiven(base.given, std::move(over.given));
  for (Given& sandbox : over.sandboxes) {
    const auto same = std::find_if(
        base.sandboxes.begin(), base.sandboxes.end(),
        [&](const Given& other) { return other.merchant->imp_key == sandbox.merchant->imp_key; });
    if (same == base.sandboxes.end()) {
      base.sandboxes.push_back(std::move(sandbox));
    } else {
      MergeGiven(*same, std::move(sandbox));
    }
  }
  ReplaceIfSet(base.faults, std::move(over.faults));
  ReplaceIfSet(base.last_fault_id, over.last_fault_id);
  Append(base.steps, std::move(over.steps));
  Append(base.expect, std::move(over.expect));
  return base;
}

engine::Setup MergeIntoSetup(engine::Setup base, const Scenario& scenario) {
  base = MergeIntoSetup(std::move(base), scenario, scenario.given);
  if (scenario.faults || scenario.last_fault_id) {
    base.faults = FaultPlan::Restore(scenario.faults.value_or(std::vector<Fault>()),
                                     scenario.last_fault_id.value_or(0));
  }
  return base;
}

engine::Setup MergeIntoSetup(engine::Setup base, const Scenario& scenario, const Given& sandbox) {
  Merchant& merchant = base.merchant;
  if (scenario.seed) base.seed = *scenario.seed;
  if (scenario.clock) base.clock = Merge(base.clock, *scenario.clock);
  if (scenario.token_clock) base.token_clock = *scenario.token_clock;
  if (scenario.guards) base.guards = *scenario.guards;
  if (sandbox.tiers) merchant.tiers = *sandbox.tiers;
  if (sandbox.channels) {
    merchant.channels = *sandbox.channels;
    merchant.channel_groups.clear();
  }
  if (sandbox.channel_groups) merchant.channel_groups = *sandbox.channel_groups;
  merchant.webhook = ApplyChange(std::move(merchant.webhook), sandbox.webhook);
  if (sandbox.windows) merchant.windows = *sandbox.windows;
  for (const SwitchChoice& choice : sandbox.switches)
    choice.row->set(merchant.switches, choice.value);
  if (sandbox.recovery_hour) merchant.recovery_hour = sandbox.recovery_hour;
  if (!IsEmpty(sandbox.initial_state)) {
    InitialState combined = base.initial_state ? *base.initial_state : InitialState{};
    AppendRecords(combined, sandbox.initial_state);
    base.initial_state = std::make_shared<const InitialState>(std::move(combined));
  }
  return base;
}

}  // namespace portone::scenario
