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
void Replace(std::optional<T>& value, std::optional<T> other) {
  if (other) value = std::move(other);
}

void Join(LedgerBeginning& ledger, LedgerBeginning more) {
  Append(ledger.keys, std::move(more.keys));
  ledger.claims.merge(more.claims);
  Append(ledger.payments, std::move(more.payments));
  Append(ledger.schedules, std::move(more.schedules));
  Append(ledger.registrations, std::move(more.registrations));
  Append(ledger.charges, std::move(more.charges));
  Append(ledger.cancellations, std::move(more.cancellations));
}

void Join(Beginning& beginning, Beginning more) {
  for (auto& [tier, ledger] : more.ledgers)
    Join(beginning.ledgers[tier], std::move(ledger));
  if (more.agenda && beginning.agenda) {
    Append(*beginning.agenda, *std::move(more.agenda));
  } else {
    Replace(beginning.agenda, std::move(more.agenda));
  }
  Append(beginning.deliveries, std::move(more.deliveries));
  Append(beginning.held_back, std::move(more.held_back));
  beginning.tokens_issued = std::max(beginning.tokens_issued, more.tokens_issued);
}

bool IsEmpty(const Beginning& beginning) {
  return beginning.ledgers.empty() && !beginning.agenda && beginning.deliveries.empty() &&
         beginning.tokens_issued == 0;
}

WebhookChange Over(WebhookChange base, WebhookChange over) {
  Replace(base.url, std::move(over.url));
  Replace(base.format, over.format);
  Replace(base.retries, over.retries);
  Replace(base.retry_on, over.retry_on);
  Replace(base.webhook_first, over.webhook_first);
  Replace(base.answer_timeout, over.answer_timeout);
  return base;
}

void LayOver(Given& base, Given over) {
  Replace(base.merchant, std::move(over.merchant));
  if (over.channels) base.channel_groups.reset();
  Replace(base.channels, std::move(over.channels));
  Replace(base.channel_groups, std::move(over.channel_groups));
  Replace(base.tiers, std::move(over.tiers));
  base.webhook = Over(std::move(base.webhook), std::move(over.webhook));
  Append(base.switches, std::move(over.switches));  // the last one counts
  Replace(base.recovery_hour, over.recovery_hour);
  Join(base.beginning, std::move(over.beginning));
}

}  // namespace

Scenario Over(Scenario base, Scenario over) {
  base.about = std::move(over.about);
  base.include = std::move(over.include);
  Replace(base.seed, over.seed);
  Replace(base.clock, over.clock);
  Replace(base.tokens, over.tokens);
  Replace(base.guards, over.guards);
  LayOver(base.given, std::move(over.given));
  for (Given& sandbox : over.sandboxes) {
    const auto same = std::find_if(
        base.sandboxes.begin(), base.sandboxes.end(),
        [&](const Given& one) { return one.merchant->imp_key == sandbox.merchant->imp_key; });
    if (same == base.sandboxes.end()) {
      base.sandboxes.push_back(std::move(sandbox));
    } else {
      LayOver(*same, std::move(sandbox));
    }
  }
  Replace(base.faults, std::move(over.faults));
  Append(base.steps, std::move(over.steps));
  Append(base.expect, std::move(over.expect));
  return base;
}

engine::Setup LaidOver(engine::Setup base, const Scenario& scenario) {
  base = LaidOver(std::move(base), scenario, scenario.given);
  if (scenario.faults) base.faults = FaultPlan::Restored(*scenario.faults);
  return base;
}

engine::Setup LaidOver(engine::Setup base, const Scenario& scenario, const Given& sandbox) {
  Merchant& merchant = base.merchant;
  if (scenario.seed) base.seed = *scenario.seed;
  if (scenario.clock) base.clock = *scenario.clock;
  if (scenario.tokens) base.tokens = *scenario.tokens;
  if (scenario.guards) base.guards = *scenario.guards;
  if (sandbox.tiers) merchant.tiers = *sandbox.tiers;
  if (sandbox.channels) {
    merchant.channels = *sandbox.channels;
    merchant.channel_groups.clear();
  }
  if (sandbox.channel_groups) merchant.channel_groups = *sandbox.channel_groups;
  merchant.webhook = Changed(std::move(merchant.webhook), sandbox.webhook);
  for (const SwitchChoice& choice : sandbox.switches)
    choice.row->set(merchant.switches, choice.value);
  if (sandbox.recovery_hour) merchant.recovery_hour = sandbox.recovery_hour;
  if (!IsEmpty(sandbox.beginning)) {
    Beginning joined = base.beginning ? *base.beginning : Beginning{};
    Join(joined, sandbox.beginning);
    base.beginning = std::make_shared<const Beginning>(std::move(joined));
  }
  return base;
}

}  // namespace portone::scenario
