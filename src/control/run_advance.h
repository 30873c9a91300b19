// SPDX-License-Identifier: MIT
// Advances a sandbox's clock one event at a time. The webhooks of each event are posted and
// answered before the next event fires. Requests that the merchant makes meanwhile see the time of
// the event.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "commands/suspect_schedules.h"
#include "control/shop_programs.h"
#include "control/tick_actions.h"
#include "domain/timer.h"
#include "engine/advance_request.h"
#include "engine/sandbox.h"
#include "webhook/dispatcher.h"

namespace portone::control {

/// The outcome of the ticks of an advance.
struct TickReport {
  std::size_t total = 0;
  std::size_t with_shop_calls = 0;  ///< at which the merchant called the API
  std::size_t failed = 0;           ///< whose call or command failed
  std::string first_failure;        ///< with its time
};

struct AdvanceReport {
  Instant from;
  Instant to;
  std::vector<FiredTimer> fired;  ///< the first kMaxListedEvents events, without webhook attempts
  std::size_t fired_total = 0;    ///< number of events, listed or not
  webhook::DeliveryCounts deliveries;  ///< of webhooks that became due during the advance
  std::size_t dropped = 0;             ///< webhooks that became due but were never sent
  std::size_t unsettled = 0;           ///< events after which the merchant did not become idle
  TickReport ticks;
  std::size_t late_total = 0;  ///< schedules that were refused because their time had passed
  std::vector<commands::SuspectSchedule> late_schedules;  ///< the newest of them
  /// The newest of those made for a distant time that is still ahead, when nothing was charged.
  std::vector<commands::SuspectSchedule> distant_schedules;
  commands::ClockRemedy clock_remedy{};  ///< for both
};

enum class AdvanceErrc : std::uint8_t {
  kBackwards,         ///< the target is before the sandbox's current time
  kBeyondCalendar,    ///< the target is after the year 9999
  kAlreadyAdvancing,  ///< another advance of this sandbox is running
  kAdvanceLimit,      ///< too many events, in total or at one instant
  kPoisoned,          ///< the sandbox no longer works
  kShuttingDown,      ///< the emulator is shutting down
  kCancelled,         ///< somebody asked it to end
  kClockFile,         ///< the clock file no longer shows the sandbox's time
  kShopUnreachable,   ///< the shop has exited, or nothing takes its webhooks or calls
  kTooManyTicks,      ///< more ticks, or more real time, than allowed
};

/// The clock is at `now` and continues from there in its own mode.
struct AdvanceError {
  AdvanceErrc code;
  std::string message;
  Instant now;
  /// What happened on the way to `now`; absent when the advance has not begun.
  std::optional<AdvanceReport> report{};
};

inline constexpr std::size_t kMaxListedEvents = 1'000;

/// Called when an advance has begun, with its number.
using OnAdvanceBegin = std::function<void(std::uint64_t number)>;

/// May be called from any thread; different sandboxes can advance concurrently. `on_begin` may be
/// empty, and `programs.run` when no tick of the request has a command.
/// REQUIRES: the caller is not answering a webhook of this sandbox.
BasicResult<AdvanceReport, AdvanceError> RunAdvance(const engine::SandboxPtr& sandbox,
                                                    webhook::Dispatcher& dispatcher,
                                                    const engine::AdvanceRequest& advance_request,
                                                    const OnAdvanceBegin& on_begin = {},
                                                    const ShopPrograms& programs = {});

/// One advance that can be stopped, without stopping a later one by mistake. All members may be
/// called from any thread.
class StoppableAdvance {
 public:
  /// REQUIRES: `dispatcher` outlives it.
  StoppableAdvance(engine::SandboxPtr sandbox, webhook::Dispatcher& dispatcher,
                   ShopPrograms programs = {})
      : sandbox_(std::move(sandbox)), dispatcher_(dispatcher), programs_(std::move(programs)) {}

  /// As RunAdvance. Called once.
  BasicResult<AdvanceReport, AdvanceError> Run(const engine::AdvanceRequest& advance_request);
  /// Ends the advance after its current event; a webhook that is being posted is aborted. Does not
  /// wait for the end. An advance that has not begun ends before its first event.
  void Stop(engine::AdvanceStop reason);

 private:
  void StopInEngine(std::uint64_t number, engine::AdvanceStop reason);

  const engine::SandboxPtr sandbox_;
  webhook::Dispatcher& dispatcher_;
  const ShopPrograms programs_;
  // Whichever of Run and Stop comes second sees what the other has stored.
  std::atomic<std::uint64_t> number_{0};  // 0 until the advance has begun
  std::atomic<engine::AdvanceStop> stop_{engine::AdvanceStop::kNone};
};

/// Ends the advance of the sandbox that is in progress, after its current event; a webhook that is
/// being posted is aborted. Returns when it has ended; false when there is none. May be called from
/// any thread, also while answering a webhook of this sandbox.
bool CancelAdvance(const engine::SandboxPtr& sandbox, webhook::Dispatcher& dispatcher);

}  // namespace portone::control
