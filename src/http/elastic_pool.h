// SPDX-License-Identifier: MIT
// Threads for jobs that may each block for long: one thread per job, made when needed, kept for a
// while, ended when idle. Knows nothing of HTTP.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace portone::http {

struct ElasticPoolLimits {
  std::size_t max_threads = 2048;               ///< more jobs than this wait in a queue
  std::chrono::milliseconds idle_life{10'000};  ///< how long a thread waits for its next job
};

/// A pool in which a job never waits for another one as long as fewer than `max_threads` run. A
/// fixed pool would be the wrong thing: a keep-alive connection holds its thread while idle.
/// Thread rule: all members may be called from any thread, but not from inside a job.
class ElasticPool {
 public:
  explicit ElasticPool(ElasticPoolLimits limits);
  ElasticPool(const ElasticPool&) = delete;
  ElasticPool& operator=(const ElasticPool&) = delete;
  ~ElasticPool();

  /// Runs `job` on a thread that is idle, else on a new one, else on the first that becomes free.
  /// When the system refuses another thread the job waits like one above the bound. A job must not
  /// throw.
  void Enqueue(std::function<void()> job);

  /// Runs what is queued, waits for every job, ends every thread. Idempotent. REQUIRES: no
  /// `Enqueue` during or after it.
  void Shutdown();

  /// How many threads exist now.
  std::size_t thread_count() const;

 private:
  using Threads = std::list<std::thread>;

  void AddThread();
  void Work(Threads::iterator self);

  const ElasticPoolLimits limits_;
  mutable std::mutex mutex_;  // guards everything below; held for a few instructions, no I/O
  std::condition_variable wake_;
  std::condition_variable empty_;
  std::deque<std::function<void()>> jobs_;
  Threads threads_;
  Threads finished_;  // ended by themselves, to be joined
  std::size_t idle_ = 0;
  bool shut_down_ = false;
};

}  // namespace portone::http
