// SPDX-License-Identifier: MIT
// Advances a sandbox's clock one event at a time. The webhooks of each event are posted and
// answered before the next event fires. Requests that the merchant makes meanwhile see the time of
// the event.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/timer.h"
#include "engine/advance_request.h"
#include "engine/sandbox.h"
#include "webhook/dispatcher.h"

namespace portone::control {

struct AdvanceReport {
  Instant from;
  Instant to;
  std::vector<FiredTimer> fired;  ///< the first kMaxFiredListed events, without webhook attempts
  std::size_t fired_total = 0;    ///< number of events, listed or not
  webhook::DeliveryCounts deliveries;  ///< of webhooks that became due during the advance
  std::size_t dropped = 0;             ///< webhooks that became due but were never sent
  std::size_t unsettled = 0;           ///< events after which the merchant did not become idle
};

enum class AdvanceErrc : std::uint8_t {
  kBackwards,         ///< the target is before the sandbox's current time
  kBeyondCalendar,    ///< the target is after the year 9999
  kAlreadyAdvancing,  ///< another advance of this sandbox is running
  kRunaway,           ///< too many events, in total or at one instant
  kPoisoned,          ///< the sandbox no longer works
  kShuttingDown,      ///< the emulator is shutting down
  kCancelled,         ///< somebody asked it to end
};

/// The clock is at `now` and continues from there in its own mode.
struct AdvanceError {
  AdvanceErrc code;
  std::string message;
  Instant now;
};

inline constexpr std::size_t kMaxFiredListed = 1'000;

/// May be called from any thread; different sandboxes can advance concurrently.
/// REQUIRES: the caller is not answering a webhook of this sandbox.
BasicResult<AdvanceReport, AdvanceError> RunAdvance(const engine::SandboxPtr& sandbox,
                                                    webhook::Dispatcher& dispatcher,
                                                    const engine::AdvanceRequest& advance_request);

/// Ends the advance of the sandbox that is in progress, after its current event; a webhook that is
/// being posted is aborted. Returns when it has ended; false when there is none. May be called from
/// any thread, also while answering a webhook of this sandbox.
bool CancelAdvance(const engine::SandboxPtr& sandbox, webhook::Dispatcher& dispatcher);

}  // namespace portone::control
