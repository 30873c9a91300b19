// SPDX-License-Identifier: MIT
// A thread pool for jobs that may block for a long time: one thread per job, created on demand and
// ended after an idle timeout. Independent of HTTP.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace portone::engine {

struct ElasticPoolLimits {
  std::size_t max_threads = 512;                   ///< further jobs are queued
  std::size_t max_queued = 8192;                   ///< beyond those that run or may start at once
  std::chrono::milliseconds idle_timeout{10'000};  ///< how long an idle thread waits for a job
};

/// A pool in which no job waits for another one while fewer than `max_threads` run. A small fixed
/// pool would not do: jobs that wait for one sandbox would hold up those of all others.
/// Thread safety: all members may be called from any thread; from inside a job only TryEnqueue.
class ElasticPool {
 public:
  explicit ElasticPool(ElasticPoolLimits limits);
  ElasticPool(const ElasticPool&) = delete;
  ElasticPool& operator=(const ElasticPool&) = delete;
  ~ElasticPool();

  /// Runs `job` on an idle thread, else on a new one, else on the first one that becomes free. When
  /// no thread can be created, the job is queued as if the limit were reached. Returns false, and
  /// drops the job, when too many are queued, or when there is no thread and none can be created. A
  /// job must not throw.
  bool TryEnqueue(std::function<void()> job);

  /// Lets the threads run all queued jobs, waits for every job and ends every thread. Idempotent.
  /// REQUIRES: no `TryEnqueue` during or after the call.
  void Shutdown();

  /// The current number of threads.
  std::size_t thread_count() const;

 private:
  using Threads = std::list<std::thread>;

  void AddThread();
  void RunWorker(Threads::iterator self);

  const ElasticPoolLimits limits_;
  mutable std::mutex mutex_;  // guards everything below; held for a few instructions, no I/O
  std::condition_variable wake_;
  std::condition_variable empty_;
  std::deque<std::function<void()>> jobs_;
  Threads threads_;
  Threads finished_;  // ended after their idle timeout, to be joined
  std::size_t idle_ = 0;
  std::size_t running_ = 0;  // jobs
  bool shut_down_ = false;
};

}  // namespace portone::engine
