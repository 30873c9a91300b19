// SPDX-License-Identifier: MIT
#include "control/advance.h"

#include <algorithm>
#include <utility>

#include "commands/webhook_settings.h"

namespace portone::control {
namespace {

using std::chrono::milliseconds;

/// Holds a sandbox's clock; lets it go again whatever happens.
class Hold {
 public:
  explicit Hold(engine::Engine& engine) : engine_(engine), held_(engine.BeginAdvance()) {}
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  ~Hold() {
    if (!held_) return;
    engine_.AbandonAdvance();
    engine_.CatchUp();  // what is due where the clock now stands must not lie about
  }

  bool held() const { return held_; }
  /// False when something is due by `to` after all.
  bool Release(Instant to) {
    held_ = !engine_.EndAdvance(to);
    return !held_;
  }

 private:
  engine::Engine& engine_;
  bool held_;
};

/// Counts events and notices a loop that never ends.
class RunawayGuard {
 public:
  explicit RunawayGuard(engine::Guards most) : most_(most) {}

  std::optional<std::string> Count(const Fired& fired) {
    at_one_instant_ = fired.at == last_ ? at_one_instant_ + 1 : 1;
    last_ = fired.at;
    ++total_;
    const bool too_many = total_ > most_.events;
    if (!too_many && at_one_instant_ <= most_.events_at_one_instant) return std::nullopt;
    return std::to_string(too_many ? total_ : at_one_instant_) + " events" +
           (too_many ? "" : " at one instant") + "; the last: " + std::string(fired.kind) +
           (fired.merchant_uid.empty() ? "" : " of " + fired.merchant_uid) + " at " +
           FormatIso(fired.at);
  }

 private:
  const engine::Guards most_;
  std::size_t total_ = 0;
  std::size_t at_one_instant_ = 0;
  Instant last_ = Instant::min();
};

void Note(AdvanceReport& report, Fired fired) {
  if (fired.kind == kAttemptWebhook) {
    report.dropped += fired.outcome == kDroppedOutcome ? 1U : 0U;
    return;
  }
  ++report.fired_total;
  if (report.fired.size() < kFiredListed) report.fired.push_back(std::move(fired));
}

/// One advance under way. The clock is held and the sandbox's webhooks are this thread's to post.
class Advancing {
 public:
  Advancing(engine::Engine& engine, webhook::Dispatcher& dispatcher, webhook::Lane& lane,
            const engine::AdvanceOrder& order)
      : engine_(engine), dispatcher_(dispatcher), lane_(lane), order_(order) {
    const Result<WebhookSettings> settings = engine.Ask(commands::ReadWebhookSettings{});
    if (settings.ok()) answer_timeout_ = settings.value().answer_timeout;
    report_.from = engine.ReadClock().now;
    // What was on its way before is not counted: a worker may or may not have been faster.
    lane_.Deliver(answer_timeout_);
  }

  /// Fires what is due until the target and goes there; then the clock goes on.
  BasicResult<AdvanceReport, AdvanceError> Run(Hold& hold) {
    if (auto fault = FindTarget()) return *fault;
    engine::Guards guards = engine_.CurrentSetup().guards;
    guards.events = order_.events_most.value_or(guards.events);
    RunawayGuard guard(guards);
    while (true) {
      if (dispatcher_.stopped()) {
        return Fail(AdvanceFault::kShuttingDown, "the emulator is being stopped");
      }
      Result<std::optional<Fired>> step = engine_.StepToNextDue(horizon_);
      if (!step.ok()) return Fail(AdvanceFault::kPoisoned, step.error().message);
      if (step.value()) {
        const std::optional<std::string> runaway = guard.Count(*step.value());
        Note(report_, *std::move(step).value());
        if (order_.settle == engine::Settle::kEach) Tell();
        if (runaway) return Fail(AdvanceFault::kRunaway, *runaway);
      } else if (Arrive(hold)) {
        return std::move(report_);
      }
    }
  }

 private:
  AdvanceError Fail(AdvanceFault fault, std::string message) const {
    return {fault, std::move(message), engine_.ReadClock().now};
  }

  std::optional<AdvanceError> FindTarget() {
    const Instant last = FromUnixSeconds(kLastUnixSecond);
    const Instant from = report_.from;
    if (const auto* until = std::get_if<engine::Until>(&order_.target)) {
      horizon_ =
          *until == engine::Until::kIdle ? last : std::max(from, engine_.NextDue().value_or(from));
      return std::nullopt;
    }
    const auto* period = std::get_if<Period>(&order_.target);
    horizon_ = period != nullptr ? Add(from, *period) : std::get<Instant>(order_.target);
    if (horizon_ < from) {
      return Fail(AdvanceFault::kBackwards, "the clock stands at " + FormatIso(from) +
                                                " and cannot be moved back to " +
                                                FormatIso(horizon_));
    }
    if (horizon_ > last) {
      return Fail(AdvanceFault::kBeyondCalendar, "the clock cannot go beyond " + FormatIso(last));
    }
    return std::nullopt;
  }

  /// Posts what is to be told and waits until the merchant has done with it.
  void Tell() {
    if (!engine_.HasOutgoing()) return;
    report_.deliveries += lane_.Deliver(answer_timeout_);
    if (order_.quiet <= milliseconds{0}) return;
    const auto stopped = [this] { return dispatcher_.stopped(); };
    if (!engine_.AwaitQuiet(order_.quiet, engine::kUnquietMost, stopped)) ++report_.unsettled;
  }

  /// Nothing more is due by the target. False when going there has made something due.
  bool Arrive(Hold& hold) {
    const auto* until = std::get_if<engine::Until>(&order_.target);
    const bool idle = until != nullptr && *until == engine::Until::kIdle;
    report_.to = idle ? engine_.ReadClock().now : horizon_;
    if (order_.settle == engine::Settle::kEnd && engine_.HasOutgoing()) {
      engine_.MoveTo(report_.to);
      Tell();
      return false;
    }
    return hold.Release(report_.to);
  }

  engine::Engine& engine_;
  webhook::Dispatcher& dispatcher_;
  webhook::Lane& lane_;
  const engine::AdvanceOrder& order_;
  milliseconds answer_timeout_{WebhookSettings{}.answer_timeout};
  Instant horizon_;
  AdvanceReport report_;
};

}  // namespace

BasicResult<AdvanceReport, AdvanceError> Advance(const engine::SandboxPtr& sandbox,
                                                 webhook::Dispatcher& dispatcher,
                                                 const engine::AdvanceOrder& order) {
  engine::Engine& engine = sandbox->engine;
  const auto fail = [&engine](AdvanceFault fault, std::string message) {
    return AdvanceError{fault, std::move(message), engine.ReadClock().now};
  };
  std::optional<webhook::Lane>
      lane;  // given up after the clock is let go: then others may post again
  Hold hold(engine);
  if (!hold.held()) {
    return fail(AdvanceFault::kAlreadyAdvancing, "another advance of this sandbox is under way");
  }
  if (std::optional<webhook::Lane> taken = dispatcher.Take(sandbox))
    lane.emplace(*std::move(taken));
  if (!lane) return fail(AdvanceFault::kShuttingDown, "the emulator is being stopped");
  return Advancing(engine, dispatcher, *lane, order).Run(hold);
}

}  // namespace portone::control
