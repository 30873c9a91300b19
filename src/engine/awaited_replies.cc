// SPDX-License-Identifier: MIT
#include "engine/awaited_replies.h"

namespace portone::engine {

void AwaitedReplies::Add(std::uint64_t request, std::size_t webhooks) {
  const std::lock_guard lock(mutex_);
  webhook_counts_[request] += webhooks;
  webhook_count_.fetch_add(webhooks, std::memory_order_release);
}

void AwaitedReplies::Remove(std::uint64_t request) {
  const std::lock_guard lock(mutex_);
  const auto found = webhook_counts_.find(request);
  if (found == webhook_counts_.end()) return;
  webhook_count_.fetch_sub(found->second, std::memory_order_release);
  webhook_counts_.erase(found);
}

void AwaitedReplies::RemoveWebhook(std::uint64_t request) {
  const std::lock_guard lock(mutex_);
  const auto found = webhook_counts_.find(request);
  if (found == webhook_counts_.end()) return;
  webhook_count_.fetch_sub(1, std::memory_order_release);
  if (--found->second == 0) webhook_counts_.erase(found);
}

void AwaitedReplies::Clear() {
  const std::lock_guard lock(mutex_);
  webhook_counts_.clear();
  webhook_count_.store(0, std::memory_order_release);
}

bool AwaitedReplies::Contains(std::uint64_t request) const {
  const std::lock_guard lock(mutex_);
  return webhook_counts_.contains(request);
}

}  // namespace portone::engine
