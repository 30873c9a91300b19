// SPDX-License-Identifier: MIT
// The secret of a sandbox, which may be open at first: the first secret that a caller sends then
// pins it.
#pragma once

#include <atomic>
#include <string>

namespace portone::engine {

/// All members may be called from any thread.
class SecretPin {
 public:
  /// With an empty `secret` the pin is open.
  explicit SecretPin(const std::string& secret);
  SecretPin(const SecretPin&) = delete;
  SecretPin& operator=(const SecretPin&) = delete;
  ~SecretPin();

  bool IsOpen() const { return pinned_.load(std::memory_order_acquire) == nullptr; }
  /// Whether `secret` is the pinned one, or the pin is open.
  bool Matches(const std::string& secret) const;
  /// As Matches; an open pin is set to `secret`.
  bool Accept(const std::string& secret);
  /// The pinned secret; "" while the pin is open.
  std::string Get() const;

 private:
  std::atomic<const std::string*> pinned_{nullptr};  // set once
};

}  // namespace portone::engine
