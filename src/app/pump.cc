// SPDX-License-Identifier: MIT
#include "app/pump.h"

#include <algorithm>

#include "sim/clock.h"

namespace portone::app {
namespace {

/// The wait is in real time but its end is a wall-clock time, so it is rechecked at least this
/// often in case the wall clock is set.
constexpr Duration kMaxWait = std::chrono::minutes{1};

}  // namespace

Pump::Pump(engine::SandboxRegistry& registry, webhook::Dispatcher& dispatcher,
           Duration sandbox_idle_timeout)
    : registry_(registry), dispatcher_(dispatcher), sandbox_idle_timeout_(sandbox_idle_timeout) {}

Pump::~Pump() {
  Stop();
}

void Pump::Start() {
  thread_ = std::thread([this] { Work(); });
}

void Pump::Wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void Pump::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Pump::Work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    woken_ = false;
    lock.unlock();
    Instant next = CatchUpAll();
    if (sandbox_idle_timeout_ > Duration{0}) {
      registry_.RemoveIdle(sandbox_idle_timeout_);
      next = std::min(next, sim::ReadWallClock() + std::min(sandbox_idle_timeout_, kMaxWait));
    }
    lock.lock();
    const auto should_wake = [this] { return woken_ || stopping_; };
    if (next == Instant::max()) {
      changed_.wait(lock, should_wake);
    } else {
      const Duration wait = std::clamp(next - sim::ReadWallClock(), Duration{0}, kMaxWait);
      changed_.wait_for(lock, wait, should_wake);
    }
  }
}

Instant Pump::CatchUpAll() {
  const Instant now = sim::ReadWallClock();
  Instant next = Instant::max();
  for (const engine::SandboxPtr& sandbox : registry_.All()) {
    if (sandbox->engine.GetNextTimerWallTime() <= now) sandbox->engine.CatchUp();
    dispatcher_.Wake(sandbox);  // also for events that a query has fired meanwhile
    next = std::min(next, sandbox->engine.GetNextTimerWallTime());
  }
  return next;
}

}  // namespace portone::app
