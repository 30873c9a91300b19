// SPDX-License-Identifier: MIT
// Polls for a state that cannot be waited for otherwise, such as what another process does with a
// file.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#include "support/merchant_client.h"

namespace portone::testing {

/// Polls until the condition holds; false if it does not within a minute.
template <class Condition>
bool Eventually(Condition holds) {
  constexpr std::chrono::seconds kTimeout{60};
  constexpr std::chrono::milliseconds kPollInterval{10};  // leaves the CPU to the other process
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock lock(mutex);
  const auto deadline = std::chrono::steady_clock::now() + kTimeout;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    never.wait_for(lock, kPollInterval);
  }
  return true;
}

/// The emulator's health once the value at `pointer` equals `expected`, or after a minute.
inline ReceivedReply AwaitHealth(int port, std::string_view pointer, std::string_view expected) {
  ReceivedReply health;
  Eventually([&] {
    health = Send(port, "GET /_emulator/health");
    return health.At(pointer) == expected;
  });
  return health;
}

}  // namespace portone::testing
