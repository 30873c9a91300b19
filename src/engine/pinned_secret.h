// SPDX-License-Identifier: MIT
// The secret of a sandbox. It may be open at first; the first secret that a caller sends is then
// pinned.
#pragma once

#include <atomic>
#include <string>

namespace portone::engine {

/// All members may be called from any thread.
class PinnedSecret {
 public:
  /// With an empty `secret` none is pinned yet.
  explicit PinnedSecret(const std::string& secret);
  PinnedSecret(const PinnedSecret&) = delete;
  PinnedSecret& operator=(const PinnedSecret&) = delete;
  ~PinnedSecret();

  bool IsPinned() const { return pinned_.load(std::memory_order_acquire) != nullptr; }
  /// Whether `secret` is the pinned one, or none is pinned yet.
  bool Matches(const std::string& secret) const;
  /// Like Matches, but pins `secret` if none is pinned yet.
  bool Accept(const std::string& secret);
  /// The pinned secret; "" while none is.
  std::string Get() const;

 private:
  std::atomic<const std::string*> pinned_{nullptr};  // set once
};

}  // namespace portone::engine
