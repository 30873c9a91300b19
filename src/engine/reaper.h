// SPDX-License-Identifier: MIT
// Frees large objects on a separate thread, so that the time of a reset or a sandbox deletion does
// not depend on the size of the old world. Does not know what it frees.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace portone::engine {

/// All members may be called from any thread.
class Reaper {
 public:
  Reaper() = default;
  Reaper(const Reaper&) = delete;
  Reaper& operator=(const Reaper&) = delete;
  ~Reaper();  ///< Frees all pending objects and ends the thread.

  /// Drops the reference on the thread, or immediately if no thread can be started.
  void Bury(std::shared_ptr<void> garbage);

 private:
  bool HasThread();  // REQUIRES the lock
  void Work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<void>> garbage_;
  bool stopping_ = false;
  std::thread thread_;  // started by the first Bury
};

}  // namespace portone::engine
