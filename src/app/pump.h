// SPDX-License-Identifier: MIT
// Fires due events of sandboxes whose clocks follow the wall clock, when no request does, and
// removes sandboxes that expire. Waits on a condition variable for the next due time of any
// sandbox; does not poll.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/sandbox_registry.h"
#include "webhook/dispatcher.h"

namespace portone::app {

class Pump {
 public:
  /// Also removes the sandboxes that were not called for `sandbox_idle_timeout`; 0: none. REQUIRES:
  /// both outlive the pump.
  Pump(engine::SandboxRegistry& registry, webhook::Dispatcher& dispatcher,
       Duration sandbox_idle_timeout = Duration{0});
  Pump(const Pump&) = delete;
  Pump& operator=(const Pump&) = delete;
  ~Pump();

  void Start();
  /// To be called when the next due time of a sandbox may have changed. From any thread.
  void Wake();
  void Stop();

 private:
  void Work();
  /// Fires all due events; returns the time of the next one.
  Instant CatchUpAll();

  engine::SandboxRegistry& registry_;
  webhook::Dispatcher& dispatcher_;
  const Duration sandbox_idle_timeout_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace portone::app
