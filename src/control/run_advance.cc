// SPDX-License-Identifier: MIT
#include "control/run_advance.h"

#include <algorithm>
#include <utility>

#include "commands/webhook_settings.h"
#include "control/advance_limits.h"
#include "control/control_reply.h"
#include "control/tick_times.h"
#include "engine/advance.h"
#include "engine/event.h"
#include "sim/stopwatch.h"

namespace portone::control {
namespace {

using std::chrono::milliseconds;

void Record(AdvanceReport& report, FiredTimer fired) {
  if (fired.kind == AttemptWebhook::kName) {
    report.dropped += fired.outcome == kDroppedOutcome ? 1U : 0U;
    return;
  }
  ++report.fired_total;
  if (report.fired.size() < kMaxListedEvents) report.fired.push_back(std::move(fired));
}

/// One advance in progress. The clock is held, and only this thread posts the sandbox's webhooks.
class AdvanceRun {
 public:
  AdvanceRun(engine::Engine& engine, engine::Advance& advance, webhook::Dispatcher& dispatcher,
             webhook::DeliveryLease& lease, const engine::AdvanceRequest& advance_request,
             const ShopPrograms& programs)
      : engine_(engine),
        advance_(advance),
        dispatcher_(dispatcher),
        lease_(lease),
        request_(advance_request),
        programs_(programs) {
    const Result<WebhookSettings> settings = engine.Query(commands::ReadWebhookSettings{});
    if (settings.ok()) response_timeout_ = settings.value().response_timeout;
    report_.from = engine.ReadClock().now;
    quiet_ = request_.quiet.value_or(shared_clock_ == nullptr ? milliseconds{0}
                                                              : engine::kQuietWhenShared);
    if (request_.tick) ticks_.emplace(*request_.tick, report_.from);
    // Not counted: whether these were still pending depends on how fast the workers are.
    lease_.Deliver(response_timeout_);
  }

  /// Fires all events due by the target and moves the clock there; then the clock is released.
  BasicResult<AdvanceReport, AdvanceError> Run() {
    if (auto error = ResolveTarget()) return *error;
    std::optional<AdvanceError> error = AdvanceToTarget();
    if (!error) return std::move(report_);
    Complete(error->now);
    error->report = std::move(report_);
    return *std::move(error);
  }

 private:
  /// Returns why the advance has ended before its target.
  std::optional<AdvanceError> AdvanceToTarget() {
    engine::Guards guards = engine_.GetSetup().guards;
    guards.events = request_.max_events.value_or(guards.events);
    AdvanceLimits limits(guards);
    while (true) {
      if (auto error = CheckStopped()) return error;
      if (auto error = CheckClockFile()) return error;
      if (auto error = CheckPrograms()) return error;
      const Instant limit = std::min(target_, NextTick());
      Result<std::optional<FiredTimer>> step = advance_.FireNextTimer(limit);
      if (!step.ok()) return MakeError(AdvanceErrc::kPoisoned, step.error().message);
      if (step.value()) {
        const std::optional<std::string> excess = limits.Count(*step.value());
        Record(report_, *std::move(step).value());
        ReportProgress();
        if (request_.settle == engine::Settle::kEach) DeliverWebhooks();
        if (auto error = CheckShop()) return error;
        if (excess) return MakeError(AdvanceErrc::kAdvanceLimit, *excess);
      } else if (NextTick() <= target_) {
        if (auto error = RunTick()) return error;
      } else if (TryFinish()) {
        return std::nullopt;
      } else if (auto error = CheckShop()) {
        return error;
      }
    }
  }

  AdvanceError MakeError(AdvanceErrc code, std::string message) const {
    return {code, std::move(message), engine_.ReadClock().now};
  }

  bool IsStopped() const { return dispatcher_.stopped() || engine_.IsAdvanceCancelled(); }

  std::optional<AdvanceError> CheckStopped() const {
    if (dispatcher_.stopped())
      return MakeError(AdvanceErrc::kShuttingDown, MakeShuttingDownError().message);
    if (!engine_.IsAdvanceCancelled()) return std::nullopt;
    const std::size_t fired = report_.fired_total;
    return MakeError(AdvanceErrc::kCancelled, "the advance was cancelled after " +
                                                  std::to_string(fired) +
                                                  (fired == 1 ? " event" : " events"));
  }

  Instant NextTick() const { return ticks_ ? ticks_->next() : Instant::max(); }

  /// Reports from time to time, so that a long advance does not look as if it hung.
  void ReportProgress() {
    const milliseconds elapsed = started_.Elapsed();
    if (elapsed - last_report_ < request_.report_interval) return;
    last_report_ = elapsed;
    const Instant now = engine_.Now();
    engine_.activity().AddEvent(now, engine::AdvanceUnderWay{.from = report_.from,
                                                             .target = target_,
                                                             .timers = report_.fired_total,
                                                             .elapsed = elapsed});
  }

  std::optional<AdvanceError> ResolveTarget() {
    const Instant last =
        shared_clock_ == nullptr ? FromUnixSeconds(kLastUnixSecond) : engine::kLastShownTime;
    const Instant from = report_.from;
    if (const auto* condition = std::get_if<engine::AdvanceCondition>(&request_.target)) {
      target_ = *condition == engine::AdvanceCondition::kIdle
                    ? last
                    : std::max(from, advance_.FindNextTimerTime().value_or(from));
      return std::nullopt;
    }
    const auto* period = std::get_if<Period>(&request_.target);
    target_ = period != nullptr ? Add(from, *period) : std::get<Instant>(request_.target);
    if (target_ < from) {
      return MakeError(AdvanceErrc::kBackwards, "the clock is at " + FormatIso(from) +
                                                    " and cannot be moved back to " +
                                                    FormatIso(target_));
    }
    if (target_ > last) {
      return MakeError(AdvanceErrc::kBeyondCalendar,
                       "the clock cannot go beyond " + FormatIso(last));
    }
    return std::nullopt;
  }

  /// A shop whose clock stands still would handle each further event at the wrong time.
  std::optional<AdvanceError> CheckClockFile() const {
    const std::optional<std::string> problem =
        shared_clock_ == nullptr ? std::nullopt : shared_clock_->FindProblem(engine_.Now());
    if (!problem) return std::nullopt;
    return MakeError(AdvanceErrc::kClockFile, *problem);
  }

  /// Whatever an exited program of the shop would have done is missing from all that follows.
  std::optional<AdvanceError> CheckPrograms() const {
    const std::string end = FindExitedProgram();
    if (end.empty()) return std::nullopt;
    return MakeError(AdvanceErrc::kShopUnreachable, "the shop has exited: " + end);
  }

  std::string FindExitedProgram() const {
    return programs_.find_exited ? programs_.find_exited(started_.Elapsed()) : "";
  }

  /// Fails when nothing takes the webhooks of a shop that shares the clock or has ticks: it would
  /// miss all that follows. Any other merchant's receiver may be down.
  std::optional<AdvanceError> CheckShop() const {
    if (auto error = CheckPrograms()) return error;
    const webhook::DeliveryCounts& deliveries = report_.deliveries;
    if ((shared_clock_ == nullptr && !ticks_) || deliveries.refused == 0) return std::nullopt;
    return MakeError(AdvanceErrc::kShopUnreachable,
                     (deliveries.succeeded > 0 ? "the shop no longer accepts webhooks: "
                                               : "the shop accepts no webhooks: ") +
                         deliveries.refusal);
  }

  /// Moves the clock to the next tick, lets the merchant act, and delivers the resulting webhooks.
  std::optional<AdvanceError> RunTick() {
    const engine::TickRule& tick = *request_.tick;
    const milliseconds time_left =
        started_.TimeLeft(engine::GetTimeLimit(tick, report_.ticks.total));
    if (auto error = CheckTickBounds(tick, time_left)) return error;
    advance_.MoveTo(ticks_->next());
    ticks_->MoveOn();
    ++report_.ticks.total;
    const std::size_t calls_before = engine_.activity().CountRequests();
    const TickActionResult result = RunTickAction(
        tick, lease_, programs_.run, std::min<milliseconds>(time_left, tick.action_limit),
        [this] { return IsStopped() || !FindExitedProgram().empty(); });
    if (auto error = CheckPrograms()) return error;
    if (!result.failure.empty() && !IsStopped()) {
      if (result.is_unreachable) return MakeError(AdvanceErrc::kShopUnreachable, result.failure);
      if (report_.ticks.failed++ == 0) {
        report_.ticks.first_failure = FormatIso(engine_.ReadClock().now) + " " + result.failure;
      }
    }
    AwaitQuiet(tick.wait);
    if (request_.settle == engine::Settle::kEach) DeliverWebhooks();
    report_.ticks.with_shop_calls += engine_.activity().CountRequests() == calls_before ? 0U : 1U;
    return CheckShop();
  }

  std::optional<AdvanceError> CheckTickBounds(const engine::TickRule& tick,
                                              milliseconds time_left) const {
    if (time_left.count() == 0) {
      const auto limit = tick.limit.value_or(engine::kDefaultTickTime);
      return MakeError(AdvanceErrc::kTooManyTicks,
                       "stopped after " + std::to_string(limit.count()) + " s (\"max_seconds\")" +
                           (tick.limit ? "" : ", not counting \"wait_ms\" of each tick"));
    }
    if (report_.ticks.total < tick.max_ticks) return std::nullopt;
    return MakeError(AdvanceErrc::kTooManyTicks,
                     "stopped after " + std::to_string(tick.max_ticks) + " ticks (\"max\")");
  }

  void AwaitQuiet(milliseconds quiet) {
    if (quiet <= milliseconds{0}) return;
    const milliseconds max_wait = quiet + engine::kMaxQuietWait;
    if (!engine_.activity().WaitForQuiet(quiet, max_wait, [this] { return IsStopped(); }))
      ++report_.unsettled;
  }

  /// Posts the pending webhooks and waits until the merchant has finished reacting to them.
  void DeliverWebhooks() {
    if (!engine_.HasOutgoing()) return;
    report_.deliveries += lease_.Deliver(response_timeout_);
    AwaitQuiet(quiet_);
  }

  /// Moves the clock to the target, by which nothing more is due. Returns false when moving it has
  /// made an event due.
  bool TryFinish() {
    const auto* condition = std::get_if<engine::AdvanceCondition>(&request_.target);
    const bool stops_when_idle =
        condition != nullptr && *condition == engine::AdvanceCondition::kIdle;
    Complete(stops_when_idle ? engine_.ReadClock().now : target_);
    if (request_.settle == engine::Settle::kEnd && engine_.HasOutgoing()) {
      advance_.MoveTo(report_.to);
      DeliverWebhooks();
      return false;
    }
    return advance_.End(report_.to);
  }

  /// Fills in what the report has at the end of the advance, at `to`.
  void Complete(Instant to) {
    report_.to = to;
    report_.late_total = advance_.CountLateSchedules();
    report_.late_schedules = advance_.ListLateSchedules();
    report_.distant_schedules = advance_.ListDistantSchedules(to);
    report_.clock_remedy = engine_.GetSetup().clock_remedy;
  }

  engine::Engine& engine_;
  engine::Advance& advance_;
  webhook::Dispatcher& dispatcher_;
  webhook::DeliveryLease& lease_;
  const engine::AdvanceRequest& request_;
  const ShopPrograms& programs_;
  const sim::Stopwatch started_;
  std::optional<TickTimes> ticks_{};
  milliseconds quiet_{0};
  const engine::SharedClockPtr shared_clock_{engine_.shared_clock()};
  milliseconds response_timeout_{WebhookSettings{}.response_timeout};
  Instant target_;
  milliseconds last_report_{0};
  AdvanceReport report_;
};

}  // namespace

BasicResult<AdvanceReport, AdvanceError> RunAdvance(const engine::SandboxPtr& sandbox,
                                                    webhook::Dispatcher& dispatcher,
                                                    const engine::AdvanceRequest& advance_request,
                                                    const OnAdvanceBegin& on_begin,
                                                    const ShopPrograms& programs) {
  engine::Engine& engine = sandbox->engine;
  const auto make_error = [&engine](AdvanceErrc code, std::string message) {
    return AdvanceError{code, std::move(message), engine.ReadClock().now};
  };
  std::optional<webhook::DeliveryLease>
      lease;  // declared first: released after the clock, so that others may post again
  std::optional<engine::Advance> advance = engine::Advance::Begin(engine);
  if (!advance) {
    return make_error(AdvanceErrc::kAlreadyAdvancing,
                      "another advance of this sandbox is under way");
  }
  if (on_begin) on_begin(advance->number());
  if (std::optional<webhook::DeliveryLease> taken = dispatcher.Acquire(sandbox))
    lease.emplace(*std::move(taken));
  if (!lease) return make_error(AdvanceErrc::kShuttingDown, MakeShuttingDownError().message);
  return AdvanceRun(engine, *advance, dispatcher, *lease, advance_request, programs).Run();
}

BasicResult<AdvanceReport, AdvanceError> StoppableAdvance::Run(
    const engine::AdvanceRequest& advance_request) {
  const OnAdvanceBegin on_begin = [this](std::uint64_t number) {
    number_ = number;
    if (stop_ != engine::AdvanceStop::kNone) StopInEngine(number, stop_);
  };
  return RunAdvance(sandbox_, dispatcher_, advance_request, on_begin, programs_);
}

void StoppableAdvance::Stop(engine::AdvanceStop reason) {
  stop_ = reason;
  if (number_ != 0) StopInEngine(number_, reason);
}

void StoppableAdvance::StopInEngine(std::uint64_t number, engine::AdvanceStop reason) {
  sandbox_->engine.StopAdvance(number, reason, [this] { dispatcher_.AbortPosts(sandbox_); });
}

bool CancelAdvance(const engine::SandboxPtr& sandbox, webhook::Dispatcher& dispatcher) {
  // Longer than any event and any interval of polling for a cancellation, so it is never reached.
  constexpr milliseconds kLimit{10'000};
  return sandbox->engine.CancelAdvance(kLimit, [&] { dispatcher.AbortPosts(sandbox); });
}

}  // namespace portone::control
