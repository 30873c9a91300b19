// SPDX-License-Identifier: MIT
// A bound on the memory of the whole process, beyond which new state is refused: better than being
// killed by the system with all sandboxes. Knows nothing of what is refused.
#pragma once

#include <atomic>
#include <cstddef>

#include "base/memory_use.h"

namespace portone::engine {

/// All members may be called from any thread.
class MemoryBound {
 public:
  /// `limit` in bytes; 0: none. `read` returns how many are in use.
  explicit MemoryBound(std::size_t limit, std::size_t (*read)() = ReadResidentBytes)
      : limit_(limit), read_(read) {}

  /// Whether the limit is reached. Far below it, only every 64th call looks.
  bool IsReached();
  /// Whether it would be with `more` bytes in use. Always looks.
  bool WouldExceed(std::size_t more);

  std::size_t limit() const { return limit_; }

 private:
  const std::size_t limit_;
  std::size_t (*const read_)();
  std::atomic<unsigned> calls_{0};
  std::atomic<bool> near_{true};  ///< at the last look three quarters were in use
};

}  // namespace portone::engine
