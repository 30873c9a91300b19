// SPDX-License-Identifier: MIT
// A point in time with millisecond precision. Reads no clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace portone {

using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;

/// Unix time in whole seconds, rounded down: the format of the V1 API.
inline std::int64_t ToUnixSeconds(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

inline Instant FromUnixSeconds(std::int64_t seconds) {
  return Instant{std::chrono::seconds{seconds}};
}

}  // namespace portone
