// SPDX-License-Identifier: MIT
// The setup from which a sandbox is made.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/enum_names.h"
#include "commands/suspect_schedules.h"
#include "domain/fault_plan.h"
#include "domain/initial_state.h"
#include "domain/merchant.h"
#include "sim/clock.h"

namespace portone::engine {

/// The clock used for token expiry. // FIDELITY: token-clock
enum class TokenClock : std::uint8_t { kWall, kSandbox };

}  // namespace portone::engine

namespace portone {

template <>
struct EnumNames<engine::TokenClock> {
  static constexpr std::array<std::string_view, 2> kNames{"wall", "sandbox"};
};

}  // namespace portone

namespace portone::engine {

/// The number of events in one advance after which it is considered an endless loop.
struct Guards {
  std::size_t events = 10'000'000;
  std::size_t events_at_one_instant = 100'000;
};

/// The state a sandbox starts from, and returns to on Reset.
struct Setup {
  std::uint64_t seed = 1;
  sim::ClockSettings clock;
  TokenClock token_clock = TokenClock::kWall;
  Guards guards;
  Merchant merchant;
  FaultPlan faults;
  std::shared_ptr<const InitialState> initial_state;                  ///< null: starts empty
  commands::ClockRemedy clock_remedy = commands::ClockRemedy::kExec;  ///< named by hints
};

}  // namespace portone::engine
