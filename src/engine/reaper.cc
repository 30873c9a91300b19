// SPDX-License-Identifier: MIT
#include "engine/reaper.h"

#include <system_error>
#include <utility>

namespace portone::engine {

Reaper::~Reaper() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Reaper::Bury(std::shared_ptr<void> remains) {
  {
    const std::lock_guard lock(mutex_);
    if (!HasThread()) return;
    buried_.push_back(std::move(remains));
  }
  changed_.notify_one();
}

/// Starts it when there is none yet.
bool Reaper::HasThread() {
  if (thread_.joinable()) return true;
  try {
    thread_ = std::thread([this] { Work(); });
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

void Reaper::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !buried_.empty(); });
    std::vector<std::shared_ptr<void>> batch = std::exchange(buried_, {});
    lock.unlock();
    batch.clear();
    lock.lock();
    if (stopping_ && buried_.empty()) return;
  }
}

}  // namespace portone::engine
