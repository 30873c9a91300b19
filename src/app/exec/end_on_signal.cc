// SPDX-License-Identifier: MIT
#include "app/exec/end_on_signal.h"

#include <pthread.h>
#include <utility>

namespace portone::app {
namespace {

/// By which the thread is woken; nothing else sends it.
int WakeSignal() {
  return SIGRTMIN;
}

bool IsIgnored(int number) {
  struct sigaction present = {};
  return ::sigaction(number, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

/// By the signal's default action, so that whoever waits for the process sees which one it was.
void EndBy(int number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  ::signal(number, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  ::raise(number);
}

}  // namespace

EndOnSignal::EndOnSignal() {
  sigemptyset(&signals_);
  sigaddset(&signals_, WakeSignal());
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    if (!IsIgnored(number)) sigaddset(&signals_, number);
  }
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  thread_ = std::thread([this] { Work(); });
}

EndOnSignal::~EndOnSignal() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  pthread_kill(thread_.native_handle(), WakeSignal());
  thread_.join();
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

void EndOnSignal::SetCleanup(std::function<void()> cleanup) {
  const std::lock_guard lock(mutex_);
  cleanup_ = std::move(cleanup);
}

void EndOnSignal::Work() {
  for (;;) {
    int number = 0;
    sigwait(&signals_, &number);
    const std::lock_guard lock(mutex_);
    if (is_ending_) return;
    if (cleanup_) cleanup_();
    EndBy(number);
  }
}

}  // namespace portone::app
