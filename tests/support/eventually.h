// SPDX-License-Identifier: MIT
// Waiting for a state that nothing but asking can tell of: what another process makes of a file.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include "support/merchant_client.h"

namespace portone::testing {

/// Asks until it holds: true. False when after a minute it still does not.
template <class Condition>
bool Eventually(Condition holds) {
  constexpr std::chrono::seconds kHangGuard{60};
  constexpr std::chrono::milliseconds kBetween{10};  // leaves the machine to who is waited for
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock lock(mutex);
  const auto given_up = std::chrono::steady_clock::now() + kHangGuard;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > given_up) return false;
    never.wait_for(lock, kBetween);
  }
  return true;
}

/// The emulator's health as soon as a text or number of it is the wanted one; after a minute as it
/// is then.
inline Answer HealthWith(int port, std::string_view pointer, std::string_view wanted) {
  Answer health;
  Eventually([&] {
    health = Send(port, "GET /_emulator/health");
    return health.At(pointer) == wanted;
  });
  return health;
}

}  // namespace portone::testing
