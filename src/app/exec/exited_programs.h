// SPDX-License-Identifier: MIT
// The programs that ran beside a command and have exited.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/stopwatch.h"

namespace portone::app {

/// Thread safety: one thread adds, any number read meanwhile.
class ExitedPrograms {
 public:
  /// For at most `max_count` programs.
  explicit ExitedPrograms(std::size_t max_count) : programs_(max_count) {}
  ExitedPrograms(const ExitedPrograms&) = delete;
  ExitedPrograms& operator=(const ExitedPrograms&) = delete;

  /// Notes that a program has exited just now. `what` describes it: "\"node shop.js\" (exit code
  /// 1)". REQUIRES: called once for each program.
  void Add(std::string what, bool has_failed) {
    const std::size_t index = count_.load(std::memory_order_relaxed);
    programs_[index] = {std::move(what), has_failed, sim::Stopwatch()};
    count_.store(index + 1, std::memory_order_release);
  }

  /// The first program that has failed, or has exited within the last `since` of real time; "":
  /// none. One that exited earlier without failing may have been meant to: it has put a server into
  /// the background.
  std::string FindEndedProgram(std::chrono::milliseconds since) const {
    const std::size_t count = count_.load(std::memory_order_acquire);
    for (std::size_t i = 0; i < count; ++i) {
      const Program& program = programs_[i];
      if (program.has_failed || program.since_exit.Elapsed() <= since) return program.what;
    }
    return "";
  }

 private:
  struct Program {
    std::string what;
    bool has_failed = false;
    sim::Stopwatch since_exit{};
  };

  std::vector<Program> programs_;  // the first `count_` are written, and stay as they are
  std::atomic<std::size_t> count_{0};
};

}  // namespace portone::app
