// SPDX-License-Identifier: MIT
// What a scenario file says, before it is laid over a sandbox. What it leaves out stays as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/fault.h"
#include "domain/merchant.h"
#include "engine/engine.h"
#include "engine/sandbox.h"
#include "scenario/expectation.h"
#include "sim/clock.h"

namespace portone::scenario {

struct Scenario {
  std::string about;
  std::optional<std::uint64_t> seed;
  std::optional<sim::ClockSettings> clock;
  std::optional<engine::TokenTime> tokens;
  std::optional<engine::Guards> guards;

  std::optional<engine::Credentials> merchant;   ///< whose sandbox; absent: the default one's
  std::optional<std::vector<Channel>> channels;  ///< also takes earlier channel groups away
  std::optional<std::vector<ChannelGroup>> channel_groups;
  std::optional<std::vector<Tier>> tiers;
  WebhookChange webhook;
  std::vector<SwitchChoice> switches;
  std::optional<int> recovery_hour;
  std::optional<std::vector<Fault>> faults;

  bool has_steps = false;           ///< what to do is not read yet
  std::vector<Expectation> expect;  ///< what should have happened in the end
};

/// `base` with what the scenario says laid over it.
engine::Setup LaidOver(engine::Setup base, const Scenario& scenario);

}  // namespace portone::scenario
