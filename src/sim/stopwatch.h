// SPDX-License-Identifier: MIT
// Measures elapsed real time, for socket and wait timeouts, the access log and the metrics. Must
// not influence emulated behaviour: emulated time is the sandbox's clock.
#pragma once

#include <algorithm>
#include <chrono>

namespace portone::sim {

/// Measures real time since its construction, on the steady clock. Thread safety: a plain value.
class Stopwatch {
 public:
  std::chrono::milliseconds Elapsed() const {
    return std::chrono::floor<std::chrono::milliseconds>(Clock::now() - start_);
  }

  /// The same with the precision of the clock.
  std::chrono::nanoseconds ElapsedNanoseconds() const { return Clock::now() - start_; }

  /// The time remaining until `limit` has elapsed, never below zero.
  std::chrono::milliseconds TimeLeft(std::chrono::milliseconds limit) const {
    return std::max(limit - Elapsed(), std::chrono::milliseconds{0});
  }

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point start_ = Clock::now();
};

}  // namespace portone::sim
