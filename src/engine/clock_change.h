// SPDX-License-Identifier: MIT
// Reading a sandbox's clock, and setting it without firing anything.
#pragma once

#include <cstdint>
#include <optional>

#include "base/instant.h"
#include "sim/clock.h"

namespace portone::engine {

/// A sandbox's clock at one moment.
struct ClockReading {
  Instant now;
  sim::ClockSettings settings;
  bool is_advancing = false;
};

/// A change of the clock; absent fields stay unchanged.
struct ClockChange {
  std::optional<sim::ClockMode> mode;
  std::optional<int> speed;  ///< scaled mode only
  std::optional<Instant> now;
};

enum class ClockRefusal : std::uint8_t {
  kAdvancing,   ///< an advance is in progress
  kBackwards,   ///< the sandbox has records with a later time
  kSkipsTimer,  ///< a timer is due by then
};

}  // namespace portone::engine
