// SPDX-License-Identifier: MIT
// The parameters of a clock advance. Plain values; control/run_advance executes it.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/calendar.h"

namespace portone::engine {

/// Advance until something has happened, rather than to a time.
enum class Until : std::uint8_t {
  kNext,  ///< to the next instant with timers, and fire all timers due then
  kIdle,  ///< until no timers are left
};

/// A period, a time or a condition to advance to.
using AdvanceTarget = std::variant<Period, Instant, Until>;

/// When an advance waits for the webhooks of its events to be posted and answered.
enum class Settle : std::uint8_t {
  kEach,  ///< after each event, before the next one
  kEnd,   ///< once, when the clock has reached its target
  kNone,  ///< never; they are posted in the background
};

}  // namespace portone::engine

namespace portone {

template <>
struct EnumNames<engine::Until> {
  static constexpr std::array<std::string_view, 2> kNames{"next", "idle"};
};

template <>
struct EnumNames<engine::Settle> {
  static constexpr std::array<std::string_view, 3> kNames{"each", "end", "none"};
};

}  // namespace portone

namespace portone::engine {

struct AdvanceRequest {
  AdvanceTarget target;
  Settle settle = Settle::kEach;
  /// After an event with webhooks: how long, in real time, the merchant must make no API call
  /// before the next event. For merchants that answer a webhook first and process it afterwards.
  std::chrono::milliseconds quiet{0};
  std::optional<std::size_t> max_events{};  ///< event limit; absent: the sandbox's guard
};

/// How long to wait, after one event, for a merchant that keeps making calls.
inline constexpr std::chrono::milliseconds kMaxQuietWait{10'000};

}  // namespace portone::engine
