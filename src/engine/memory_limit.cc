// SPDX-License-Identifier: MIT
#include "engine/memory_limit.h"

namespace portone::engine {
namespace {

constexpr unsigned kCallsPerCheck = 64;

}  // namespace

bool MemoryLimit::IsReached() {
  if (limit_ == 0) return false;
  const bool is_due = calls_.fetch_add(1, std::memory_order_relaxed) % kCallsPerCheck == 0;
  return (is_due || is_near_limit_.load(std::memory_order_relaxed)) && WouldExceed(0);
}

bool MemoryLimit::WouldExceed(std::size_t more) {
  if (limit_ == 0) return false;
  const std::size_t used = read_();
  is_near_limit_.store(used >= limit_ / 4 * 3, std::memory_order_relaxed);
  return used >= limit_ || more >= limit_ - used;
}

}  // namespace portone::engine
