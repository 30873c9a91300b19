// SPDX-License-Identifier: MIT
#include "engine/elastic_pool.h"

#include <exception>
#include <utility>

namespace portone::engine {

ElasticPool::ElasticPool(ElasticPoolLimits limits) : limits_(limits) {}

ElasticPool::~ElasticPool() {
  Shutdown();
}

bool ElasticPool::TryEnqueue(std::function<void()> job) {
  Threads finished;
  {
    const std::lock_guard lock(mutex_);
    if (running_ + jobs_.size() >= limits_.max_threads + limits_.max_queued) return false;
    jobs_.push_back(std::move(job));
    // Threads that were woken but have not taken a job yet still count as idle, hence the
    // comparison with the whole queue.
    if (jobs_.size() > idle_ && threads_.size() < limits_.max_threads) AddThread();
    if (threads_.empty()) {
      jobs_.pop_back();
      return false;
    }
    finished.swap(finished_);
  }
  wake_.notify_one();
  for (std::thread& thread : finished)
    thread.join();
  return true;
}

void ElasticPool::Shutdown() {
  Threads finished;
  {
    std::unique_lock lock(mutex_);
    shut_down_ = true;
    wake_.notify_all();
    empty_.wait(lock, [this] { return threads_.empty(); });
    finished.swap(finished_);
  }
  for (std::thread& thread : finished)
    thread.join();
}

std::size_t ElasticPool::thread_count() const {
  const std::lock_guard lock(mutex_);
  return threads_.size();
}

void ElasticPool::AddThread() {
  const auto self = threads_.emplace(threads_.end());
  try {
    *self = std::thread([this, self] { RunWorker(self); });
  } catch (const std::exception&) {
    threads_.erase(self);  // out of threads or memory: the job waits for one that exists
  }
}

void ElasticPool::RunWorker(Threads::iterator self) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    wake_.wait_for(lock, limits_.idle_timeout, [this] { return !jobs_.empty() || shut_down_; });
    --idle_;
    if (jobs_.empty()) break;
    std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    ++running_;
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
    --running_;
  }
  finished_.splice(finished_.end(), threads_, self);
  if (threads_.empty()) empty_.notify_all();
}

}  // namespace portone::engine
