// SPDX-License-Identifier: MIT
#include "engine/secret_pin.h"

#include <memory>

namespace portone::engine {

SecretPin::SecretPin(const std::string& secret) {
  if (!secret.empty()) Accept(secret);
}

SecretPin::~SecretPin() {
  const std::unique_ptr<const std::string> freed(pinned_.load(std::memory_order_acquire));
}

bool SecretPin::Matches(const std::string& secret) const {
  const std::string* pinned = pinned_.load(std::memory_order_acquire);
  return pinned == nullptr || *pinned == secret;
}

bool SecretPin::Accept(const std::string& secret) {
  if (!IsOpen()) return Matches(secret);
  auto mine = std::make_unique<const std::string>(secret);
  const std::string* expected = nullptr;
  if (!pinned_.compare_exchange_strong(expected, mine.get(), std::memory_order_acq_rel)) {
    return *expected == secret;  // another thread was faster
  }
  static_cast<void>(mine.release());
  return true;
}

std::string SecretPin::Get() const {
  const std::string* pinned = pinned_.load(std::memory_order_acquire);
  return pinned == nullptr ? "" : *pinned;
}

}  // namespace portone::engine
