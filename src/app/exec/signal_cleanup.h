// SPDX-License-Identifier: MIT
// Ends what must not outlive this process when a signal ends the process.
#pragma once

#include <functional>
#include <mutex>
#include <signal.h>
#include <thread>

namespace portone::app {

/// Waits for SIGINT, SIGTERM, SIGHUP and SIGQUIT, those that this process does not ignore, on a
/// thread of its own; the first one ends the process as it would have done without this. REQUIRES:
/// made in the main thread before any other is started, because it blocks the signals for all of
/// them; there is one. Thread safety: all members may be called from any thread.
class SignalCleanup {
 public:
  SignalCleanup();
  SignalCleanup(const SignalCleanup&) = delete;
  SignalCleanup& operator=(const SignalCleanup&) = delete;
  ~SignalCleanup();

  /// Sets what to run on the signal thread before the process ends; empty for nothing. Blocks while
  /// the previous one is running.
  void SetCleanup(std::function<void()> cleanup);

 private:
  void WaitForSignal();

  sigset_t signals_{};
  std::mutex mutex_;
  std::function<void()> cleanup_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace portone::app
