// SPDX-License-Identifier: MIT
// A sandbox's time: standing still, following the wall clock, or running at a multiple of it, and
// held at one instant while the clock is advanced. Not thread-safe (engine/ guards it).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/instant.h"

namespace portone::sim {

/// Where real time comes from; tests bring their own.
using WallClock = Instant (*)();

/// The operating system's clock: the only door to it in the project.
Instant ReadWallClock();

enum class ClockMode : std::uint8_t { kManual, kLive, kScaled };

/// "manual", "live", "scaled".
std::string_view ModeText(ClockMode mode);
std::optional<ClockMode> FindClockMode(std::string_view text);

/// The highest speed of a scaled clock.
inline constexpr std::int64_t kFastestClock = 1'000'000;

struct ClockSettings {
  ClockMode mode = ClockMode::kManual;
  std::optional<Instant> start;  ///< absent: the wall clock's time
  int speed = 1;                 ///< scaled: virtual seconds per real second

  friend bool operator==(const ClockSettings&, const ClockSettings&) = default;
};

class Clock {
 public:
  Clock(const ClockSettings& settings, WallClock wall);

  /// Never earlier than what it said before.
  Instant Now();

  /// Stands still at `at` until Release. REQUIRES: `at` is not before Now().
  void Hold(Instant at);
  /// Goes on from the held instant in its own mode.
  void Release();

  const ClockSettings& settings() const { return settings_; }

  /// The real instant at which `at` will have come; nothing while the clock stands still.
  std::optional<Instant> WallTimeOf(Instant at) const;

 private:
  int Speed() const;

  ClockSettings settings_;
  WallClock wall_;
  Instant anchor_wall_;     // at this real instant ...
  Instant anchor_virtual_;  // ... it was this time here
  bool held_ = false;
  Instant latest_;
};

}  // namespace portone::sim
