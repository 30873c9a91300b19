// SPDX-License-Identifier: MIT
#include "app/progress.h"

#include <utility>

namespace portone::app {

Progress::Progress(std::string file, std::function<std::string()> now,
                   std::function<void(const std::string&)> print,
                   std::chrono::milliseconds interval)
    : file_(std::move(file)), now_(std::move(now)), print_(std::move(print)), interval_(interval) {
  thread_ = std::thread([this] { Work(); });
}

Progress::~Progress() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  done_changed_.notify_one();
  thread_.join();
}

void Progress::Update(std::string what) {
  const std::lock_guard lock(mutex_);
  what_ = std::move(what);
}

void Progress::Work() {
  std::unique_lock lock(mutex_);
  while (!done_changed_.wait_for(lock, interval_, [this] { return done_; })) {
    const std::string what = what_;
    lock.unlock();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(watch_.Elapsed()).count();
    print_(file_ + ": " + what + ", at " + now_() + ", " + std::to_string(seconds) + " s");
    lock.lock();
  }
}

}  // namespace portone::app
