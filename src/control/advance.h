// SPDX-License-Identifier: MIT
// Moves a sandbox's clock: one event at a time, each with its webhooks posted and answered before
// the next. Requests that the merchant makes meanwhile see the time of the event.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/timer.h"
#include "engine/advance_order.h"
#include "engine/sandbox.h"
#include "webhook/dispatcher.h"

namespace portone::control {

struct AdvanceReport {
  Instant from;
  Instant to;
  std::vector<Fired> fired;            ///< the first kFiredListed, without webhook attempts
  std::size_t fired_total = 0;         ///< all of them, listed or not
  webhook::DeliveryCounts deliveries;  ///< of what came due on the way
  std::size_t dropped = 0;             ///< webhooks that were due and never sent
  std::size_t unsettled = 0;           ///< events after which the merchant did not become quiet
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

/// May be called from any thread; different sandboxes advance side by side.
/// REQUIRES: the caller is not answering a webhook of this sandbox.
BasicResult<AdvanceReport, AdvanceError> Advance(const engine::SandboxPtr& sandbox,
                                                 webhook::Dispatcher& dispatcher,
                                                 const engine::AdvanceOrder& order);

}  // namespace portone::control
