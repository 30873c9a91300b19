// SPDX-License-Identifier: MIT
// Moves a sandbox's clock: one event at a time, each with its webhooks posted and answered before
// the next. Requests that the merchant makes meanwhile see the time of the event.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "domain/calendar.h"
#include "domain/due.h"
#include "engine/sandbox.h"
#include "webhook/dispatcher.h"

namespace portone::webhook {

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

struct AdvanceReport {
  Instant from;
  Instant to;
  std::vector<Fired> fired;     ///< the first kFiredListed, without webhook attempts
  std::size_t fired_total = 0;  ///< all of them, listed or not
  DeliveryCounts deliveries;    ///< of what came due on the way
  std::size_t dropped = 0;      ///< webhooks that were due and never sent
  std::size_t unsettled = 0;    ///< events after which the merchant did not become quiet
};

enum class AdvanceFault : std::uint8_t {
  kBackwards,         ///< the target is in the sandbox's past
  kBeyondCalendar,    ///< the target is after the year 9999
  kAlreadyAdvancing,  ///< somebody else moves this clock
  kRunaway,           ///< too many events, in all or at one instant
  kPoisoned,          ///< the sandbox stopped working
  kShuttingDown,      ///< the emulator is being stopped
};

/// The clock stands where `now` says and goes on from there in its own mode.
struct AdvanceError {
  AdvanceFault fault;
  std::string message;
  Instant now;
};

inline constexpr std::size_t kFiredListed = 1'000;
/// How long a merchant that does not become quiet is waited for after one event.
inline constexpr std::chrono::milliseconds kUnquietMost{10'000};

/// May be called from any thread; different sandboxes advance side by side.
/// REQUIRES: the caller is not answering a webhook of this sandbox.
BasicResult<AdvanceReport, AdvanceError> Advance(const engine::SandboxPtr& sandbox,
                                                 Dispatcher& dispatcher, const AdvanceOrder& order);

}  // namespace portone::webhook
