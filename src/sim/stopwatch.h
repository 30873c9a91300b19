// SPDX-License-Identifier: MIT
// How much real time has gone by, for the patience with sockets and with whoever waits, and for
// access lines. It must never reach anything that decides: the emulator's own time is a sandbox's
// clock.
#pragma once

#include <algorithm>
#include <chrono>

namespace portone::sim {

/// Counts real time from its construction, whatever is done to the wall clock. Thread rule: a plain
/// value.
class Stopwatch {
 public:
  std::chrono::milliseconds Elapsed() const {
    return std::chrono::floor<std::chrono::milliseconds>(Clock::now() - start_);
  }

  /// What is left of `limit`, never below zero.
  std::chrono::milliseconds Left(std::chrono::milliseconds limit) const {
    return std::max(limit - Elapsed(), std::chrono::milliseconds{0});
  }

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point start_ = Clock::now();
};

}  // namespace portone::sim
