// SPDX-License-Identifier: MIT
// A sandbox's clock: stopped (manual), real time (live) or a multiple of it (scaled). Held at a
// fixed instant during an advance. Not thread-safe (engine/ guards it).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"

namespace portone::sim {

/// The source of real time; tests inject their own.
using WallClock = Instant (*)();

/// The operating system's clock: the only place in the project that reads it.
Instant ReadWallClock();

enum class ClockMode : std::uint8_t { kManual, kLive, kScaled };

}  // namespace portone::sim

namespace portone {

template <>
struct EnumNames<sim::ClockMode> {
  static constexpr std::array<std::string_view, 3> kNames{"manual", "live", "scaled"};
};

}  // namespace portone

namespace portone::sim {

/// The maximum speed of a scaled clock.
inline constexpr std::int64_t kMaxClockSpeed = 1'000'000;

struct ClockSettings {
  ClockMode mode = ClockMode::kManual;
  std::optional<Instant> start;  ///< absent: the current wall-clock time
  int speed = 1;                 ///< scaled: sandbox seconds per real second

  friend bool operator==(const ClockSettings&, const ClockSettings&) = default;
};

/// How a clock continues, unless it is changed: from the real time `wall` on, at which it shows
/// `sandbox_time`, it runs `speed` seconds per real second.
struct ClockProjection {
  Instant sandbox_time;
  std::optional<Instant> wall{};  ///< absent: the clock stands still at `sandbox_time`
  int speed = 0;

  friend bool operator==(const ClockProjection&, const ClockProjection&) = default;
};

class Clock {
 public:
  Clock(const ClockSettings& settings, WallClock wall);

  /// Monotonic: never earlier than a previous result.
  Instant Now();

  /// Stops the clock at `at` until Release. REQUIRES: `at` is not before Now().
  void Hold(Instant at);
  /// Resumes from the held instant in the configured mode.
  void Release();

  const ClockSettings& settings() const { return settings_; }

  /// How the clock continues from now.
  ClockProjection Project() const;

  /// The wall-clock time at which the clock reaches `at`; nullopt while the clock is stopped.
  std::optional<Instant> FindWallTime(Instant at) const;

 private:
  int GetSpeed() const;

  ClockSettings settings_;
  WallClock wall_;
  Instant anchor_wall_;     // the wall-clock time that corresponds to ...
  Instant anchor_sandbox_;  // ... this time of the sandbox
  bool is_held_ = false;
  Instant latest_;
};

}  // namespace portone::sim
