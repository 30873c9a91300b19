// SPDX-License-Identifier: MIT
// Prints the progress of a long run every few seconds.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "sim/stopwatch.h"

namespace portone::app {

/// Calls `print` with a line every `interval` until destroyed:
/// "scenarios/a.json: step 3 of 12: advance P10Y, at 2027-03-01T00:00:00.000+09:00, 6 s".
class Progress {
 public:
  static constexpr std::chrono::seconds kInterval{3};

  /// `now` and `print` are called on a separate thread, one call at a time.
  Progress(std::string file, std::function<std::string()> now,
           std::function<void(const std::string&)> print,
           std::chrono::milliseconds interval = kInterval);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// Sets what is being done now. May be called from any thread.
  void Update(std::string what);

 private:
  void Work();

  const std::string file_;
  const std::function<std::string()> now_;
  const std::function<void(const std::string&)> print_;
  const std::chrono::milliseconds interval_;
  const sim::Stopwatch watch_;

  std::mutex mutex_;
  std::condition_variable done_changed_;
  std::string what_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace portone::app
