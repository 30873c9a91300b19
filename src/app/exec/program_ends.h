// SPDX-License-Identifier: MIT
// Which of the programs that run beside a command have exited.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/stopwatch.h"

namespace portone::app {

/// Thread safety: one thread adds, any number read meanwhile.
class ProgramEnds {
 public:
  /// For at most `most` programs.
  explicit ProgramEnds(std::size_t most) : ends_(most) {}
  ProgramEnds(const ProgramEnds&) = delete;
  ProgramEnds& operator=(const ProgramEnds&) = delete;

  /// Notes that a program has exited just now. `what` describes it: "\"node shop.js\" (exit code
  /// 1)". REQUIRES: called once for each program.
  void Add(std::string what, bool has_failed) {
    const std::size_t at = count_.load(std::memory_order_relaxed);
    ends_[at] = {std::move(what), has_failed, sim::Stopwatch()};
    count_.store(at + 1, std::memory_order_release);
  }

  /// The first program that has failed, or has exited within the last `since` of real time; "":
  /// none. One that exited well before may have been meant to: it has put a server into the
  /// background.
  std::string FindEnd(std::chrono::milliseconds since) const {
    const std::size_t count = count_.load(std::memory_order_acquire);
    for (std::size_t i = 0; i < count; ++i) {
      const End& end = ends_[i];
      if (end.has_failed || end.ended.Elapsed() <= since) return end.what;
    }
    return "";
  }

 private:
  struct End {
    std::string what;
    bool has_failed = false;
    sim::Stopwatch ended{};
  };

  std::vector<End> ends_;  // the first `count_` are written, and stay as they are
  std::atomic<std::size_t> count_{0};
};

}  // namespace portone::app
