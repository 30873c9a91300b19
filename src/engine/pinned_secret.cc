// SPDX-License-Identifier: MIT
#include "engine/pinned_secret.h"

#include <memory>

namespace portone::engine {

PinnedSecret::PinnedSecret(const std::string& secret) {
  if (!secret.empty()) Accept(secret);
}

PinnedSecret::~PinnedSecret() {
  const std::unique_ptr<const std::string> freed(pinned_.load(std::memory_order_acquire));
}

bool PinnedSecret::Matches(const std::string& secret) const {
  const std::string* pinned = pinned_.load(std::memory_order_acquire);
  return pinned == nullptr || *pinned == secret;
}

bool PinnedSecret::Accept(const std::string& secret) {
  if (IsPinned()) return Matches(secret);
  auto mine = std::make_unique<const std::string>(secret);
  const std::string* expected = nullptr;
  if (!pinned_.compare_exchange_strong(expected, mine.get(), std::memory_order_acq_rel)) {
    return *expected == secret;  // another thread was faster
  }
  static_cast<void>(mine.release());
  return true;
}

std::string PinnedSecret::Get() const {
  const std::string* pinned = pinned_.load(std::memory_order_acquire);
  return pinned == nullptr ? "" : *pinned;
}

}  // namespace portone::engine
