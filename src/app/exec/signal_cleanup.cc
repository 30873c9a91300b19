// SPDX-License-Identifier: MIT
#include "app/exec/signal_cleanup.h"

#include <pthread.h>
#include <utility>

namespace portone::app {
namespace {

/// The signal that wakes the thread; nothing else sends it.
int GetWakeSignal() {
  return SIGRTMIN;
}

bool IsIgnored(int number) {
  struct sigaction present = {};
  return ::sigaction(number, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

/// By the default action of the signal, so that whoever waits for the process sees which it was.
void EndProcess(int number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  ::signal(number, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  ::raise(number);
}

}  // namespace

SignalCleanup::SignalCleanup() {
  sigemptyset(&signals_);
  sigaddset(&signals_, GetWakeSignal());
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    if (!IsIgnored(number)) sigaddset(&signals_, number);
  }
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  thread_ = std::thread([this] { WaitForSignal(); });
}

SignalCleanup::~SignalCleanup() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  pthread_kill(thread_.native_handle(), GetWakeSignal());
  thread_.join();
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

void SignalCleanup::SetCleanup(std::function<void()> cleanup) {
  const std::lock_guard lock(mutex_);
  cleanup_ = std::move(cleanup);
}

void SignalCleanup::WaitForSignal() {
  for (;;) {
    int number = 0;
    sigwait(&signals_, &number);
    const std::lock_guard lock(mutex_);
    if (is_ending_) return;
    if (cleanup_) cleanup_();
    EndProcess(number);
  }
}

}  // namespace portone::app
