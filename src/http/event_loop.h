// SPDX-License-Identifier: MIT
// One thread's loop over the events of many descriptors (epoll), with timers and tasks from other
// threads. Independent of HTTP.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/stopwatch.h"

namespace portone::http {

/// Runs callbacks, one at a time, on the thread that calls `Run`. Unless stated otherwise, members
/// are called on that thread, or before `Run`.
class EventLoop {
 public:
  using Milliseconds = std::chrono::milliseconds;

  /// Gets the events of one descriptor.
  class Watcher {
   public:
    virtual ~Watcher() = default;
    /// `events` as epoll_wait reports them.
    virtual void OnEvents(std::uint32_t events) = 0;
  };

  /// Throws std::system_error.
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// Starts watching `fd`; `events` as for epoll_ctl. Returns false when the system refuses.
  /// REQUIRES: `watcher` lives until `Retire` or the end of the loop.
  bool Watch(int fd, std::uint32_t events, Watcher& watcher) const;
  /// Has the events of a watched descriptor reported again, also those that were reported already.
  void Rearm(int fd, std::uint32_t events, Watcher& watcher) const;
  void Unwatch(int fd) const;
  /// Frees `watcher` once no event of this round can be for it.
  void Retire(std::unique_ptr<Watcher> watcher) { retired_.push_back(std::move(watcher)); }

  /// Runs `task` soon. From any thread; a task posted after `Run` has returned is never run.
  void Post(std::function<void()> task);

  /// The time since the loop was made, as of this round.
  Milliseconds now() const { return now_; }

  using Timer = std::multimap<Milliseconds, std::function<void()>>::iterator;
  /// Runs `task` once, no earlier than `after` from now.
  Timer StartTimer(Milliseconds after, std::function<void()> task);
  /// REQUIRES: the timer has not run.
  void CancelTimer(Timer timer) { timers_.erase(timer); }

  /// Runs until `Stop` is called.
  void Run();
  void Stop() { stopping_ = true; }

 private:
  int GetTimeoutMs() const;
  void RunTimers();
  void RunTasks();

  const int epoll_fd_;
  const int wake_fd_;
  const sim::Stopwatch watch_{};
  Milliseconds now_{0};
  bool stopping_ = false;
  std::multimap<Milliseconds, std::function<void()>> timers_;
  std::vector<std::unique_ptr<Watcher>> retired_;

  std::mutex mutex_;  // guards the tasks; held for a few instructions
  std::vector<std::function<void()>> tasks_;
};

}  // namespace portone::http
