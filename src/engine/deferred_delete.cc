// SPDX-License-Identifier: MIT
#include "engine/deferred_delete.h"

#include <exception>
#include <utility>

#include "base/memory_use.h"

namespace portone::engine {

DeferredDelete::~DeferredDelete() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void DeferredDelete::DeferDelete(std::shared_ptr<void> garbage) {
  {
    const std::lock_guard lock(mutex_);
    if (!EnsureThread()) return;
    garbage_.push_back(std::move(garbage));
  }
  changed_.notify_one();
}

/// Starts the thread on first use. False if it cannot be started.
bool DeferredDelete::EnsureThread() {
  if (thread_.joinable()) return true;
  try {
    thread_ = std::thread([this] { Work(); });
    return true;
  } catch (const std::exception&) {  // out of threads or memory
    return false;
  }
}

void DeferredDelete::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !garbage_.empty(); });
    std::vector<std::shared_ptr<void>> batch = std::exchange(garbage_, {});
    lock.unlock();
    batch.clear();
    ReleaseFreeMemory();
    lock.lock();
    if (stopping_ && garbage_.empty()) return;
  }
}

}  // namespace portone::engine
