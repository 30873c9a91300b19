// SPDX-License-Identifier: MIT
// The lock of a sandbox, shared by threads that may wait for it and threads that are always busy.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace portone::engine {

/// A recursive timed mutex that nobody waits for in vain: a thread that has waited for a
/// millisecond goes before those that try. With a plain mutex, a busy thread takes the lock again
/// before a sleeping one has woken up, for hundreds of milliseconds. Any thread may call all
/// members.
class SandboxMutex {
 public:
  void lock() {
    if (mutex_.try_lock_for(kPatience)) return;
    overdue_.fetch_add(1, std::memory_order_relaxed);
    mutex_.lock();
    overdue_.fetch_sub(1, std::memory_order_relaxed);
  }

  /// Takes the lock if it is free and nobody is overdue.
  bool try_lock() {
    if (!mutex_.try_lock()) return false;
    const int overdue = overdue_.load(std::memory_order_relaxed);
    if (overdue == 0) return true;
    mutex_.unlock();
    for (int i = 0; i < kWakeYields && overdue_.load(std::memory_order_relaxed) >= overdue; ++i)
      std::this_thread::yield();
    return mutex_.try_lock();
  }

  /// Waits for at most `limit`. Sleeps at once: a thread that kept its processor busy would keep
  /// the one that holds the lock, and was interrupted, from going on there.
  bool try_lock_for(std::chrono::milliseconds limit) {
    if (mutex_.try_lock_for(std::min(limit, kPatience))) return true;
    if (limit <= kPatience) return false;
    overdue_.fetch_add(1, std::memory_order_relaxed);
    const bool is_locked = mutex_.try_lock_for(limit - kPatience);
    overdue_.fetch_sub(1, std::memory_order_relaxed);
    return is_locked;
  }

  void unlock() { mutex_.unlock(); }

 private:
  static constexpr std::chrono::milliseconds kPatience{1};
  static constexpr int kWakeYields = 400;  // a sleeping thread needs 50 to 200 µs to wake up

  std::recursive_timed_mutex mutex_;
  std::atomic<int> overdue_{0};  // threads that have waited for longer than kPatience
};

}  // namespace portone::engine
