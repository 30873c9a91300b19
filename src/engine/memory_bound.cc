// SPDX-License-Identifier: MIT
#include "engine/memory_bound.h"

namespace portone::engine {
namespace {

constexpr unsigned kCallsPerLook = 64;

}  // namespace

bool MemoryBound::IsReached() {
  if (limit_ == 0) return false;
  const bool is_due = calls_.fetch_add(1, std::memory_order_relaxed) % kCallsPerLook == 0;
  return (is_due || near_.load(std::memory_order_relaxed)) && WouldExceed(0);
}

bool MemoryBound::WouldExceed(std::size_t more) {
  if (limit_ == 0) return false;
  const std::size_t used = read_();
  near_.store(used >= limit_ / 4 * 3, std::memory_order_relaxed);
  return used >= limit_ || more >= limit_ - used;
}

}  // namespace portone::engine
