// SPDX-License-Identifier: MIT
#include "sim/clock.h"

#include <algorithm>

#include "base/invariant.h"

namespace portone::sim {
Instant ReadWallClock() {
  return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

Clock::Clock(const ClockSettings& settings, WallClock wall)
    : settings_(settings),
      wall_(wall),
      anchor_wall_(wall()),
      anchor_sandbox_(settings.start.value_or(anchor_wall_)),
      latest_(anchor_sandbox_) {}

Instant Clock::Now() {
  const Instant now =
      anchor_sandbox_ + (GetSpeed() == 0 ? Duration{0} : (wall_() - anchor_wall_) * GetSpeed());
  latest_ = std::max(latest_, now);
  return latest_;
}

void Clock::Hold(Instant at) {
  PORTONE_INVARIANT(at >= latest_, "the clock must not move backwards");
  is_held_ = true;
  anchor_sandbox_ = at;
  latest_ = at;
}

void Clock::Release() {
  is_held_ = false;
  anchor_wall_ = wall_();
}

ClockProjection Clock::Project() const {
  if (GetSpeed() == 0) return {anchor_sandbox_};
  return {anchor_sandbox_, anchor_wall_, GetSpeed()};
}

std::optional<Instant> Clock::FindWallTime(Instant at) const {
  if (GetSpeed() == 0) return std::nullopt;
  const Duration round_up{GetSpeed() -
                          1};  // rounded down, the caller would wake too early and spin
  return anchor_wall_ + (at - anchor_sandbox_ + round_up) / GetSpeed();
}

int Clock::GetSpeed() const {
  if (is_held_) return 0;
  switch (settings_.mode) {
    case ClockMode::kManual:
      return 0;
    case ClockMode::kLive:
      return 1;
    case ClockMode::kScaled:
      return settings_.speed;
  }
  return 0;
}

}  // namespace portone::sim
