// SPDX-License-Identifier: MIT
// Frees large objects on a separate thread, so that the time of a reset or a sandbox deletion does
// not depend on the size of the old world, and gives the memory back to the system. Does not know
// what it frees.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace portone::engine {

/// All members may be called from any thread.
class DeferredDelete {
 public:
  DeferredDelete() = default;
  DeferredDelete(const DeferredDelete&) = delete;
  DeferredDelete& operator=(const DeferredDelete&) = delete;
  ~DeferredDelete();  ///< Frees all pending objects and ends the thread.

  /// Releases the reference on the thread, or immediately if no thread can be started.
  void DeferDelete(std::shared_ptr<void> garbage);

 private:
  bool EnsureThread();  // REQUIRES the lock
  void Work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<void>> garbage_;
  bool stopping_ = false;
  std::thread thread_;  // started by the first DeferDelete
};

}  // namespace portone::engine
