// SPDX-License-Identifier: MIT
// Requests whose replies have not been sent yet and that webhooks are waiting for.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace portone::engine {

/// All members may be called from any thread; their lock is held for a few instructions.
class AwaitedReplies {
 public:
  /// Makes `webhooks` webhooks wait for the reply to the request with this number.
  void Add(std::uint64_t request, std::size_t webhooks);
  /// The reply was sent, or never will be. No webhook waits for it any more.
  void Remove(std::uint64_t request);
  /// One webhook no longer waits for this reply; ignored if none does.
  void RemoveWebhook(std::uint64_t request);
  /// No webhook waits for any reply any more.
  void Clear();

  bool Contains(std::uint64_t request) const;
  /// How many webhooks wait. Takes no lock.
  std::size_t webhook_count() const { return webhook_count_.load(std::memory_order_acquire); }

 private:
  mutable std::mutex mutex_;
  std::map<std::uint64_t, std::size_t> webhook_counts_;  // that wait, by the request's number
  std::atomic<std::size_t> webhook_count_{0};            // their sum
};

}  // namespace portone::engine
