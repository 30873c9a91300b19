// SPDX-License-Identifier: MIT
// Frees what is no longer wanted on a thread of its own: a reset or a deleted sandbox costs its
// caller the same whatever had gathered there. Knows nothing of what it frees.
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
  ~Reaper();  ///< Frees what is left and ends the thread.

  /// Frees it soon, if this was its last owner; here and now when there is no thread to be had.
  void Bury(std::shared_ptr<void> remains);

 private:
  bool HasThread();  // REQUIRES the lock
  void Work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<void>> buried_;
  bool stopping_ = false;
  std::thread thread_;  // from the first burial on
};

}  // namespace portone::engine
