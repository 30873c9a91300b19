// SPDX-License-Identifier: MIT
#include "scenario/model.h"

#include <utility>

namespace portone::scenario {

engine::Setup LaidOver(engine::Setup base, const Scenario& scenario) {
  Merchant& merchant = base.merchant;
  if (scenario.seed) base.seed = *scenario.seed;
  if (scenario.clock) base.clock = *scenario.clock;
  if (scenario.tokens) base.tokens = *scenario.tokens;
  if (scenario.tiers) merchant.tiers = *scenario.tiers;
  if (scenario.channels) {
    merchant.channels = *scenario.channels;
    merchant.channel_groups.clear();
  }
  if (scenario.channel_groups) merchant.channel_groups = *scenario.channel_groups;
  if (scenario.guards) base.guards = *scenario.guards;
  merchant.webhook = Changed(std::move(merchant.webhook), scenario.webhook);
  for (const SwitchChoice& choice : scenario.switches)
    choice.row->set(merchant.switches, choice.value);
  if (scenario.recovery_hour) merchant.recovery_hour = scenario.recovery_hour;
  if (scenario.faults) base.faults = FaultPlan(*scenario.faults);
  return base;
}

}  // namespace portone::scenario
