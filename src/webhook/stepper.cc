// SPDX-License-Identifier: MIT
#include "webhook/stepper.h"

#include <optional>
#include <utility>

namespace portone::webhook {
namespace {

/// Holds a sandbox's clock; lets it go again whatever happens.
class Hold {
 public:
  explicit Hold(engine::Engine& engine) : engine_(engine), held_(engine.BeginAdvance()) {}
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  ~Hold() {
    if (held_) engine_.AbandonAdvance();
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

Instant TargetFrom(Instant now, const AdvanceTarget& target) {
  const auto* period = std::get_if<Period>(&target);
  return period != nullptr ? Add(now, *period) : std::get<Instant>(target);
}

/// Counts events and notices a loop that never ends.
class RunawayGuard {
 public:
  std::optional<std::string> Count(const Fired& fired) {
    at_one_instant_ = fired.at == last_ ? at_one_instant_ + 1 : 1;
    last_ = fired.at;
    ++total_;
    if (total_ <= kEventsMost && at_one_instant_ <= kEventsAtOneInstantMost) return std::nullopt;
    return std::to_string(total_ > kEventsMost ? total_ : at_one_instant_) + " events" +
           (total_ > kEventsMost ? "" : " at one instant") + ", the last a " +
           std::string(fired.kind) + " of " + fired.merchant_uid + " at " + FormatIso(fired.at);
  }

 private:
  std::size_t total_ = 0;
  std::size_t at_one_instant_ = 0;
  Instant last_ = Instant::min();
};

void Add(DeliveryCounts& sum, const DeliveryCounts& more) {
  sum.succeeded += more.succeeded;
  sum.failed += more.failed;
}

void Note(AdvanceReport& report, Fired fired) {
  if (fired.kind == kAttemptWebhook) {
    report.dropped += fired.outcome == kDroppedOutcome ? 1U : 0U;
    return;
  }
  ++report.fired_total;
  if (report.fired.size() < kFiredListed) report.fired.push_back(std::move(fired));
}

}  // namespace

BasicResult<AdvanceReport, AdvanceError> Advance(engine::Sandbox& sandbox, Dispatcher& dispatcher,
                                                 const AdvanceTarget& target) {
  engine::Engine& engine = sandbox.engine;
  const auto fail = [&engine](AdvanceFault fault, std::string message) {
    return AdvanceError{fault, std::move(message), engine.ReadClock().now};
  };
  Hold hold(engine);
  if (!hold.held()) {
    return fail(AdvanceFault::kAlreadyAdvancing, "another advance of this sandbox is under way");
  }
  AdvanceReport report;
  report.from = engine.ReadClock().now;
  report.to = TargetFrom(report.from, target);
  if (report.to < report.from) {
    return fail(AdvanceFault::kBackwards, "the clock stands at " + FormatIso(report.from) +
                                              " and cannot be moved back to " +
                                              FormatIso(report.to));
  }
  RunawayGuard guard;
  // What was on its way before is not counted: a worker may or may not have been faster.
  dispatcher.Drain(sandbox, kDuringAdvance);
  while (true) {
    if (dispatcher.stopped()) {
      return fail(AdvanceFault::kShuttingDown, "the emulator is being stopped");
    }
    Result<std::optional<Fired>> step = engine.StepToNextDue(report.to);
    if (!step.ok()) return fail(AdvanceFault::kPoisoned, step.error().message);
    if (!step.value()) {
      if (hold.Release(report.to)) return report;
      continue;  // somebody has just put something there
    }
    const std::optional<std::string> runaway = guard.Count(*step.value());
    Note(report, *std::move(step).value());
    if (engine.HasOutgoing()) Add(report.deliveries, dispatcher.Drain(sandbox, kDuringAdvance));
    if (runaway) return fail(AdvanceFault::kRunaway, *runaway);
  }
}

}  // namespace portone::webhook
