// SPDX-License-Identifier: MIT
// Ends the program within a second of SIGTERM or SIGINT, whatever it is doing. Independent of
// the emulator.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace portone::app {

/// Blocks SIGTERM and SIGINT in this thread and those it starts, so that only StopSignal gets them,
/// also in process 1. Ignores SIGPIPE (a client that hangs up) and SIGHUP (a terminal that is
/// closed). Thread safety: to be called in the main thread before any other is started.
void BlockStopSignals();

/// Waits for SIGTERM and SIGINT on a thread of its own. After the first of them the process has 0.7
/// seconds left; then it exits with 0, whatever it is doing.
/// REQUIRES: BlockStopSignals was called; there is no other. Thread safety: `Await` and `TakeOver`
/// are called by one thread.
class StopSignal {
 public:
  /// `on_signal` is called with the signal's number on the thread, and must not throw.
  explicit StopSignal(std::function<void(int number)> on_signal);
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  ~StopSignal();

  /// Waits for a signal, for which the caller then ends the program. Before this or `TakeOver` is
  /// called a signal ends the process at once, with 0: nothing is served yet.
  void Await();
  /// From now on the caller ends the program on a signal.
  void TakeOver();

 private:
  void Work();

  const std::function<void(int)> on_signal_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool taken_over_ = false;
  bool arrived_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace portone::app
