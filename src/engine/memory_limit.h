// SPDX-License-Identifier: MIT
// A bound on the memory of the whole process, beyond which new state is refused: better than being
// killed by the system with all sandboxes. Independent of what is refused.
#pragma once

#include <atomic>
#include <cstddef>

#include "base/memory_use.h"

namespace portone::engine {

/// All members may be called from any thread.
class MemoryLimit {
 public:
  /// `limit` in bytes; 0: none. `read` returns how many are in use.
  explicit MemoryLimit(std::size_t limit, std::size_t (*read)() = ReadResidentBytes)
      : limit_(limit), read_(read) {}

  /// Whether the limit is reached. Far below it, only every 64th call reads the memory in use.
  bool IsReached();
  /// Whether the limit would be reached with `more` additional bytes. Always reads the memory in
  /// use.
  bool WouldExceed(std::size_t more);

  std::size_t limit() const { return limit_; }

 private:
  const std::size_t limit_;
  std::size_t (*const read_)();
  std::atomic<unsigned> calls_{0};
  std::atomic<bool> is_near_limit_{true};  ///< at least three quarters were in use when last read
};

}  // namespace portone::engine
