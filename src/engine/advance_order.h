// SPDX-License-Identifier: MIT
// What an advance of the clock is asked to do. Plain values: control/advance carries it out.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

#include "base/instant.h"
#include "domain/calendar.h"

namespace portone::engine {

/// Until something has happened, rather than until a time.
enum class Until : std::uint8_t {
  kNext,  ///< the next instant at which anything is due, and all that is due then
  kIdle,  ///< nothing is left to come
};

/// By how much, or until when.
using AdvanceTarget = std::variant<Period, Instant, Until>;

/// When the webhooks of an event are posted and answered.
enum class Settle : std::uint8_t {
  kEach,  ///< before the next event happens
  kEnd,   ///< when the clock has arrived, all together
  kNone,  ///< some time later; nobody waits
};

struct AdvanceOrder {
  AdvanceTarget target;
  Settle settle = Settle::kEach;
  /// After an event that was told: how long, in real time, the merchant must have made no call
  /// before the next event. For merchants that answer first and work afterwards.
  std::chrono::milliseconds quiet{0};
  std::optional<std::size_t> events_most{};  ///< absent: the sandbox's guard
};

/// How long a merchant that does not become quiet is waited for after one event.
inline constexpr std::chrono::milliseconds kUnquietMost{10'000};

}  // namespace portone::engine
