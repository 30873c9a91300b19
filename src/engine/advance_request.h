// SPDX-License-Identifier: MIT
// The parameters of a clock advance. Plain values; control/run_advance executes it.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/enum_names.h"
#include "base/http_header.h"
#include "base/instant.h"
#include "domain/calendar.h"
#include "domain/cron.h"

namespace portone::engine {

/// A condition to advance to, rather than a time.
enum class AdvanceCondition : std::uint8_t {
  kNext,  ///< the next instant with timers, at which all timers due are fired
  kIdle,  ///< no timers are left
};

/// A period, a time or a condition to advance to.
using AdvanceTarget = std::variant<Period, Instant, AdvanceCondition>;

/// When an advance waits for the webhooks of its events to be posted and answered.
enum class Settle : std::uint8_t {
  kEach,  ///< after each event, before the next one
  kEnd,   ///< once, when the clock has reached its target
  kNone,  ///< never; they are posted in the background
};

}  // namespace portone::engine

namespace portone {

template <>
struct EnumNames<engine::AdvanceCondition> {
  static constexpr std::array<std::string_view, 2> kNames{"next", "idle"};
};

template <>
struct EnumNames<engine::Settle> {
  static constexpr std::array<std::string_view, 3> kNames{"each", "end", "none"};
};

}  // namespace portone

namespace portone::engine {

/// A POST to the merchant.
struct TickCall {
  std::string url;
  std::string content_type;  ///< of the body; "" without one
  std::string body;
  std::vector<HttpHeader> headers;
};

/// When an advance pauses and what happens then, for a merchant that acts by timers of its own.
struct TickRule {
  std::variant<Period, CronSchedule> when;
  std::optional<TickCall> call{};  ///< made at each tick; the advance waits for its response
  std::vector<std::string>
      command{};  ///< run at each tick; the advance waits for its end. Empty: none
  /// How long, in real time, the merchant must make no API call before the advance goes on.
  std::chrono::milliseconds wait{0};
  std::size_t max_ticks = 0;  ///< in one advance
  /// For the call or the command of one tick, in real time.
  std::chrono::seconds action_limit{0};
  /// For the whole advance, in real time. Absent: kDefaultTickTime, not counting how long the
  /// advance pauses by itself, so that it suffices for any number of ticks.
  std::optional<std::chrono::seconds> limit{};
};

struct AdvanceRequest {
  AdvanceTarget target;
  Settle settle = Settle::kEach;
  /// After an event with webhooks: how long, in real time, the merchant must make no API call
  /// before the next event. For merchants that answer a webhook first and process it afterwards.
  /// Absent: kQuietWhenShared where the sandbox's clock is shared, else 0.
  std::optional<std::chrono::milliseconds> quiet{};
  std::optional<std::size_t> max_events{};  ///< event limit; absent: the sandbox's guard
  std::optional<TickRule> tick{};
  /// Real time between reports of how far a long advance is; shorter in tests.
  std::chrono::milliseconds report_interval{3'000};
};

/// How long to wait, after one event, for a merchant that keeps making calls.
inline constexpr std::chrono::milliseconds kMaxQuietWait{10'000};

/// The default where the clock is shared: the merchant is then a real program, and many of those
/// answer a webhook before they process it.
inline constexpr std::chrono::milliseconds kQuietWhenShared{50};

// Bounds of ticks, and their defaults.
inline constexpr std::size_t kMaxTicks = 100'000;
inline constexpr std::size_t kDefaultTicks = 10'000;
inline constexpr std::chrono::milliseconds kMaxTickWait{60'000};
inline constexpr std::chrono::milliseconds kDefaultTickWait{100};
inline constexpr std::chrono::seconds kMaxTickTime{86'400};
inline constexpr std::chrono::seconds kDefaultTickTime{600};
inline constexpr std::chrono::seconds kMaxActionTime{3'600};
inline constexpr std::chrono::seconds kDefaultActionTime{60};

/// How much real time an advance may take that has paused at `ticks` ticks.
inline std::chrono::milliseconds GetTimeLimit(const TickRule& tick, std::size_t ticks) {
  return tick.limit ? *tick.limit : kDefaultTickTime + tick.wait * static_cast<std::int64_t>(ticks);
}

}  // namespace portone::engine
