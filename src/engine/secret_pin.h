// SPDX-License-Identifier: MIT
// The secret of a sandbox, which may be open at first: then the first one that is sent pins it.
#pragma once

#include <atomic>
#include <string>

namespace portone::engine {

/// All members may be called from any thread.
class SecretPin {
 public:
  /// An empty secret is open.
  explicit SecretPin(const std::string& secret);
  SecretPin(const SecretPin&) = delete;
  SecretPin& operator=(const SecretPin&) = delete;
  ~SecretPin();

  bool IsOpen() const { return pinned_.load(std::memory_order_acquire) == nullptr; }
  /// Whether it is this one, or open.
  bool Matches(const std::string& secret) const;
  /// As Matches, and pins an open one.
  bool Accept(const std::string& secret);
  /// "" while it is open.
  std::string Get() const;

 private:
  std::atomic<const std::string*> pinned_{nullptr};  // set once
};

}  // namespace portone::engine
