// SPDX-License-Identifier: MIT
#include "app/stop_signal.h"

#include <chrono>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace portone::app {
namespace {

/// How long the program may take to end gracefully. Beyond a second, supervisors and people
/// lose patience; giving back the memory of a large process takes a while, too.
constexpr std::chrono::milliseconds kLimit{700};

sigset_t MakeStopSignalSet() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

/// Ends the process after `kLimit`, even in the middle of an operation that nothing interrupts.
void ExitWithinLimit() {
  signal(SIGALRM, [](int) { _exit(0); });
  itimerval timer{};
  timer.it_value.tv_usec = std::chrono::microseconds{kLimit}.count();
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

void BlockStopSignals() {
  const sigset_t signals = MakeStopSignalSet();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
}

StopSignal::StopSignal(std::function<void(int)> on_signal)
    : on_signal_(std::move(on_signal)), thread_([this] { Work(); }) {}

StopSignal::~StopSignal() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  pthread_kill(thread_.native_handle(), SIGTERM);
  thread_.join();
}

void StopSignal::Await() {
  std::unique_lock lock(mutex_);
  taken_over_ = true;
  changed_.wait(lock, [this] { return arrived_; });
}

void StopSignal::TakeOver() {
  const std::lock_guard lock(mutex_);
  taken_over_ = true;
}

void StopSignal::Work() {
  const sigset_t signals = MakeStopSignalSet();
  for (;;) {
    int number = 0;
    sigwait(&signals, &number);
    {
      const std::lock_guard lock(mutex_);
      if (ending_) return;
      if (arrived_) continue;
    }
    ExitWithinLimit();
    on_signal_(number);
    const std::lock_guard lock(mutex_);
    if (!taken_over_) _exit(0);
    arrived_ = true;
    changed_.notify_all();
  }
}

}  // namespace portone::app
