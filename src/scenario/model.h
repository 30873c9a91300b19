// SPDX-License-Identifier: MIT
// The content of a scenario, before it is merged into a sandbox. Values that it leaves out stay
// unchanged.
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
#include "scenario/shop.h"
#include "scenario/step.h"
#include "sim/clock.h"

namespace portone::scenario {

/// The block `given`: the settings and records of a merchant at the start.
struct Given {
  std::optional<engine::Credentials>
      merchant;  ///< the owner of the sandbox; absent: the default merchant
  std::optional<std::vector<Channel>> channels;  ///< also removes earlier channel groups
  std::optional<std::vector<ChannelGroup>> channel_groups;
  std::optional<std::vector<Tier>> tiers;
  WebhookSettingsChange webhook;
  std::optional<WindowSettings> windows;
  std::vector<SwitchChoice> switches;
  std::optional<int> recovery_hour;
  InitialState initial_state;  ///< added to the existing records
};

/// An element of `expect`. Its strings may refer to replies.
struct ExpectEntry {
  std::string location;  ///< for messages: "charge.json: /expect/0"
  Json source;
};

struct Scenario {
  std::string about;
  std::vector<std::string> tags;     ///< by which runs are chosen; not of included files
  std::optional<std::string> skip;   ///< why it is not run; not of included files
  Shop shop;                         ///< the server that its steps call
  std::vector<std::string> include;  ///< paths, relative to the file
  std::optional<std::uint64_t> seed;
  std::optional<sim::ClockSettings> clock;
  std::optional<engine::TokenClock> token_clock;
  std::optional<engine::Guards> guards;

  Given given;
  std::vector<Given> sandboxes;  ///< of other merchants; they share the clock settings and the seed
  std::optional<std::vector<Fault>> faults;
  std::optional<FaultId> last_fault_id;  ///< including removed ones; only in snapshots

  std::vector<Step> steps;          ///< the actions to run
  std::vector<ExpectEntry> expect;  ///< checked after the last step
};

/// Merges `over` into `base`. Single values (seed, the start and mode of the clock, each key of
/// webhook and switches) and whole lists of settings (channels, channel_groups, tiers, faults) of
/// `over` replace those of `base` where present. Sandboxes with the same key are merged. Billing
/// keys, payments, schedules, prepared amounts, steps and expectations are appended. `about` is
/// that of `over`.
Scenario Merge(Scenario base, Scenario over);

/// Merges the scenario into `base`.
engine::Setup MergeIntoSetup(engine::Setup base, const Scenario& scenario);
/// The same for one of its `sandboxes`, to which the faults do not apply.
engine::Setup MergeIntoSetup(engine::Setup base, const Scenario& scenario, const Given& sandbox);

}  // namespace portone::scenario
