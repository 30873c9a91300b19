// SPDX-License-Identifier: MIT
// What a scenario file says, before it is laid over a sandbox. What it leaves out stays as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/fault.h"
#include "domain/initial_state.h"
#include "domain/merchant.h"
#include "engine/engine.h"
#include "engine/sandbox.h"
#include "json/json.h"
#include "scenario/step.h"
#include "sim/clock.h"

namespace portone::scenario {

/// The block `given`: what a merchant has before anything happens.
struct Given {
  std::optional<engine::Credentials> merchant;   ///< whose sandbox; absent: the default one's
  std::optional<std::vector<Channel>> channels;  ///< also takes earlier channel groups away
  std::optional<std::vector<ChannelGroup>> channel_groups;
  std::optional<std::vector<Tier>> tiers;
  WebhookChange webhook;
  std::vector<SwitchChoice> switches;
  std::optional<int> recovery_hour;
  Beginning beginning;  ///< joins what is there already
};

/// An element of `expect`, whose texts may refer to replies.
struct Expected {
  std::string place;  ///< for messages: "charge.json: /expect/0"
  Json given;
};

struct Scenario {
  std::string about;
  std::vector<std::string> include;  ///< paths, relative to the file
  std::optional<std::uint64_t> seed;
  std::optional<sim::ClockSettings> clock;
  std::optional<engine::TokenTime> tokens;
  std::optional<engine::Guards> guards;

  Given given;
  std::vector<Given> sandboxes;  ///< of other merchants, with the same clock and seed
  std::optional<std::vector<Fault>> faults;
  std::optional<FaultId> faults_made;  ///< with those that are gone; a snapshot says it

  std::vector<Step> steps;       ///< what to do
  std::vector<Expected> expect;  ///< what should have happened in the end
};

/// `base` with `over` laid over it. What is there once (seed, the start and the mode of the clock,
/// each key of webhook and switches), and whole lists of settings (channels, channel_groups, tiers,
/// faults), are the upper one's where it has them; sandboxes with one key become one; billing keys,
/// payments, schedules, prepared amounts, steps and expectations follow those of `base`. `about` is
/// the upper one's.
Scenario Over(Scenario base, Scenario over);

/// `base` with what the scenario says laid over it.
engine::Setup LaidOver(engine::Setup base, const Scenario& scenario);
/// The same for one of its `sandboxes`: the faults are not its.
engine::Setup LaidOver(engine::Setup base, const Scenario& scenario, const Given& sandbox);

}  // namespace portone::scenario
