// SPDX-License-Identifier: MIT
// Bounds the events of one advance.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "domain/calendar.h"
#include "domain/timer.h"
#include "engine/sandbox_setup.h"

namespace portone::control {

/// Counts events, to end an endless loop of them. Used by one thread.
class AdvanceLimits {
 public:
  explicit AdvanceLimits(engine::Guards limits) : limits_(limits) {}

  /// Counts an event. Returns which limit it exceeds, as a sentence; nullopt within the limits.
  std::optional<std::string> Count(const FiredTimer& fired) {
    at_one_instant_ = fired.at == last_ ? at_one_instant_ + 1 : 1;
    last_ = fired.at;
    ++total_;
    const bool too_many = total_ > limits_.events;
    if (!too_many && at_one_instant_ <= limits_.events_at_one_instant) return std::nullopt;
    return std::to_string(too_many ? total_ : at_one_instant_) + " events" +
           (too_many ? "" : " at one instant") + "; the last: " + std::string(fired.kind) +
           (fired.merchant_uid.empty() ? "" : " of " + fired.merchant_uid) + " at " +
           FormatIso(fired.at);
  }

 private:
  const engine::Guards limits_;
  std::size_t total_ = 0;
  std::size_t at_one_instant_ = 0;
  Instant last_ = Instant::min();
};

}  // namespace portone::control
