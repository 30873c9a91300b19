// SPDX-License-Identifier: MIT
#include "control/run_advance.h"

#include <algorithm>
#include <utility>

#include "commands/webhook_settings.h"
#include "control/control_reply.h"
#include "engine/advance.h"
#include "engine/event.h"
#include "sim/stopwatch.h"

namespace portone::control {
namespace {

using std::chrono::milliseconds;

/// Counts events and detects an endless loop of events.
class RunawayGuard {
 public:
  explicit RunawayGuard(engine::Guards limits) : limits_(limits) {}

  std::optional<std::string> Count(const FiredTimer& fired) {
    at_one_instant_ = fired.at == last_ ? at_one_instant_ + 1 : 1;
    last_ = fired.at;
    ++total_;
    const bool too_many = total_ > limits_.events;
    if (!too_many && at_one_instant_ <= limits_.events_at_one_instant) return std::nullopt;
    return std::to_string(too_many ? total_ : at_one_instant_) + " events" +
           (too_many ? "" : " at one instant") + "; the last: " + std::string(fired.kind) +
           (fired.merchant_uid.empty() ? "" : " of " + fired.merchant_uid) + " at " +
           FormatIso(fired.at);
  }

 private:
  const engine::Guards limits_;
  std::size_t total_ = 0;
  std::size_t at_one_instant_ = 0;
  Instant last_ = Instant::min();
};

void Record(AdvanceReport& report, FiredTimer fired) {
  if (fired.kind == AttemptWebhook::kName) {
    report.dropped += fired.outcome == kDroppedOutcome ? 1U : 0U;
    return;
  }
  ++report.fired_total;
  if (report.fired.size() < kMaxFiredListed) report.fired.push_back(std::move(fired));
}

/// One advance in progress. The clock is held, and only this thread posts the sandbox's webhooks.
class AdvanceRun {
 public:
  AdvanceRun(engine::Engine& engine, engine::Advance& advance, webhook::Dispatcher& dispatcher,
             webhook::DeliveryLease& lease, const engine::AdvanceRequest& advance_request)
      : engine_(engine),
        advance_(advance),
        dispatcher_(dispatcher),
        lease_(lease),
        request_(advance_request) {
    const Result<WebhookSettings> settings = engine.Query(commands::ReadWebhookSettings{});
    if (settings.ok()) response_timeout_ = settings.value().response_timeout;
    report_.from = engine.ReadClock().now;
    // Not counted: whether these were still pending depends on how fast the workers are.
    lease_.Deliver(response_timeout_);
  }

  /// Fires all events due by the target and moves the clock there; then the clock is released.
  BasicResult<AdvanceReport, AdvanceError> Run() {
    if (auto error = FindTarget()) return *error;
    engine::Guards guards = engine_.CurrentSetup().guards;
    guards.events = request_.max_events.value_or(guards.events);
    RunawayGuard guard(guards);
    while (true) {
      if (dispatcher_.stopped()) {
        return MakeError(AdvanceErrc::kShuttingDown, MakeShuttingDownError().message);
      }
      if (engine_.AdvanceCancelled()) {
        const std::size_t fired = report_.fired_total;
        return MakeError(AdvanceErrc::kCancelled, "the advance was cancelled after " +
                                                      std::to_string(fired) +
                                                      (fired == 1 ? " event" : " events"));
      }
      Result<std::optional<FiredTimer>> step = advance_.FireNextTimer(horizon_);
      if (!step.ok()) return MakeError(AdvanceErrc::kPoisoned, step.error().message);
      if (step.value()) {
        const std::optional<std::string> runaway = guard.Count(*step.value());
        Record(report_, *std::move(step).value());
        TellProgress();
        if (request_.settle == engine::Settle::kEach) DeliverWebhooks();
        if (runaway) return MakeError(AdvanceErrc::kRunaway, *runaway);
      } else if (TryFinish()) {
        return std::move(report_);
      }
    }
  }

 private:
  AdvanceError MakeError(AdvanceErrc code, std::string message) const {
    return {code, std::move(message), engine_.ReadClock().now};
  }

  /// Every few seconds, so that a long advance does not look like one that hangs.
  void TellProgress() {
    constexpr milliseconds kInterval{3'000};
    const milliseconds took = watch_.Elapsed();
    if (took - told_ < kInterval) return;
    told_ = took;
    const Instant now = engine_.Now();
    engine_.activity().Tell(
        now,
        engine::AdvanceUnderWay{
            .from = report_.from, .target = horizon_, .timers = report_.fired_total, .took = took});
  }

  std::optional<AdvanceError> FindTarget() {
    const Instant last = FromUnixSeconds(kLastUnixSecond);
    const Instant from = report_.from;
    if (const auto* until = std::get_if<engine::Until>(&request_.target)) {
      horizon_ = *until == engine::Until::kIdle
                     ? last
                     : std::max(from, advance_.NextTimerTime().value_or(from));
      return std::nullopt;
    }
    const auto* period = std::get_if<Period>(&request_.target);
    horizon_ = period != nullptr ? Add(from, *period) : std::get<Instant>(request_.target);
    if (horizon_ < from) {
      return MakeError(AdvanceErrc::kBackwards, "the clock is at " + FormatIso(from) +
                                                    " and cannot be moved back to " +
                                                    FormatIso(horizon_));
    }
    if (horizon_ > last) {
      return MakeError(AdvanceErrc::kBeyondCalendar,
                       "the clock cannot go beyond " + FormatIso(last));
    }
    return std::nullopt;
  }

  /// Posts the pending webhooks and waits until the merchant has finished reacting to them.
  void DeliverWebhooks() {
    if (!engine_.HasOutgoing()) return;
    report_.deliveries += lease_.Deliver(response_timeout_);
    if (request_.quiet <= milliseconds{0}) return;
    const auto stopped = [this] { return dispatcher_.stopped() || engine_.AdvanceCancelled(); };
    if (!engine_.activity().WaitForQuiet(request_.quiet, engine::kMaxQuietWait, stopped))
      ++report_.unsettled;
  }

  /// Moves the clock to the target, by which nothing more is due. Returns false when moving it has
  /// made an event due.
  bool TryFinish() {
    const auto* until = std::get_if<engine::Until>(&request_.target);
    const bool idle = until != nullptr && *until == engine::Until::kIdle;
    report_.to = idle ? engine_.ReadClock().now : horizon_;
    if (request_.settle == engine::Settle::kEnd && engine_.HasOutgoing()) {
      advance_.MoveTo(report_.to);
      DeliverWebhooks();
      return false;
    }
    return advance_.End(report_.to);
  }

  engine::Engine& engine_;
  engine::Advance& advance_;
  webhook::Dispatcher& dispatcher_;
  webhook::DeliveryLease& lease_;
  const engine::AdvanceRequest& request_;
  milliseconds response_timeout_{WebhookSettings{}.response_timeout};
  Instant horizon_;
  const sim::Stopwatch watch_{};
  milliseconds told_{0};
  AdvanceReport report_;
};

}  // namespace

BasicResult<AdvanceReport, AdvanceError> RunAdvance(const engine::SandboxPtr& sandbox,
                                                    webhook::Dispatcher& dispatcher,
                                                    const engine::AdvanceRequest& advance_request,
                                                    const AdvanceBegun& begun) {
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
  if (begun) begun(advance->number());
  if (std::optional<webhook::DeliveryLease> taken = dispatcher.Acquire(sandbox))
    lease.emplace(*std::move(taken));
  if (!lease) return make_error(AdvanceErrc::kShuttingDown, MakeShuttingDownError().message);
  return AdvanceRun(engine, *advance, dispatcher, *lease, advance_request).Run();
}

BasicResult<AdvanceReport, AdvanceError> StoppableAdvance::Run(
    const engine::AdvanceRequest& advance_request) {
  return RunAdvance(sandbox_, dispatcher_, advance_request, [this](std::uint64_t number) {
    number_ = number;
    if (stop_ != engine::AdvanceStop::kNone) TellEngine(number, stop_);
  });
}

void StoppableAdvance::Stop(engine::AdvanceStop why) {
  stop_ = why;
  if (number_ != 0) TellEngine(number_, why);
}

void StoppableAdvance::TellEngine(std::uint64_t number, engine::AdvanceStop why) {
  sandbox_->engine.StopAdvance(number, why, [this] { dispatcher_.AbortPosts(sandbox_); });
}

bool CancelAdvance(const engine::SandboxPtr& sandbox, webhook::Dispatcher& dispatcher) {
  // Beyond the longest event and what polls for a cancellation, so that it never matters.
  constexpr milliseconds kLimit{10'000};
  return sandbox->engine.CancelAdvance(kLimit, [&] { dispatcher.AbortPosts(sandbox); });
}

}  // namespace portone::control
