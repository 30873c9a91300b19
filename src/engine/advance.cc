// SPDX-License-Identifier: MIT
#include "engine/advance.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <utility>

#include "base/invariant.h"

namespace portone::engine {
namespace {

/// The number of late schedules after the first `before`; 0 when the sandbox was reset since.
std::size_t CountLate(const commands::SuspectSchedules& late, std::size_t before) {
  return late.total() > before ? late.total() - before : 0;
}

}  // namespace

std::optional<Advance> Advance::Begin(Engine& engine) {
  const std::lock_guard lock(engine.mutex_);
  if (engine.advancing_) return std::nullopt;
  const Instant now = engine.clock_.Now();
  engine.advancing_ = true;
  engine.advance_from_ = now;
  engine.advance_timers_ = 0;
  const std::uint64_t number = ++engine.advance_number_;
  engine.clock_.Hold(now);
  engine.journal_.Append({0, now, AdvanceStarted{}, {}});
  engine.Publish();
  Advance begun(engine, number);
  begun.late_before_ = engine.late_schedules_.total();
  return begun;
}

Advance::Advance(Advance&& other) noexcept
    : engine_(std::exchange(other.engine_, nullptr)),
      number_(other.number_),
      late_before_(other.late_before_),
      has_charged_(other.has_charged_) {}

Advance::~Advance() {
  if (engine_ == nullptr) return;
  Release(std::nullopt);
  engine_->CatchUp();
}

Engine& Advance::GetEngine() const {
  PORTONE_INVARIANT(engine_ != nullptr, "an advance was used after its end");
  return *engine_;
}

std::optional<Instant> Advance::FindNextTimerTime() {
  Engine& engine = GetEngine();
  const std::lock_guard lock(engine.mutex_);
  if (engine.poison_) return std::nullopt;
  const sim::AgendaEntry* next = engine.FindNextEntry();
  return next == nullptr ? std::nullopt : std::optional(next->at);
}

Result<std::optional<FiredTimer>> Advance::FireNextTimer(Instant target) {
  Engine& engine = GetEngine();
  std::optional<FiredTimer> fired;
  const auto work = [&] {
    const sim::AgendaEntry* next = engine.FindNextEntry();
    if (next == nullptr || next->at > target) return;
    // Timers that were overdue when the advance began fire at the time the clock was stopped.
    const Instant at = std::max(next->at, engine.clock_.Now());
    engine.MoveClock(at);
    sim::AgendaEntry entry = engine.agenda_.Pop();
    entry.at = at;
    SideEffects side_effects;
    fired = engine.Fire(entry, side_effects);
    has_charged_ = has_charged_ || fired->kind == ChargeSchedule::kName;
    engine.journal_.Append({0, at, TimerFired{}, std::move(side_effects)});
  };
  std::optional<Error> poisoned = engine.RunGuarded(std::ref(work));
  if (poisoned) return *std::move(poisoned);
  return fired;
}

std::size_t Advance::CountLateSchedules() const {
  return CountLate(GetEngine().ReadLateSchedules(), late_before_);
}

std::vector<commands::SuspectSchedule> Advance::ListLateSchedules() const {
  return GetEngine().ReadLateSchedules().ListSince(late_before_);
}

std::vector<commands::SuspectSchedule> Advance::ListDistantSchedules(Instant now) const {
  if (has_charged_) return {};
  return GetEngine().ReadDistantSchedules().ListAfter(now);
}

std::vector<std::string> Advance::DescribeSuspectSchedules() const {
  Engine& engine = GetEngine();
  const commands::ClockRemedy remedy = engine.setup_.clock_remedy;
  std::vector<std::string> warnings;
  const std::size_t late = CountLate(engine.late_schedules_, late_before_);
  if (late > 0) {
    warnings.push_back(commands::DescribeLateSchedules(
        late, engine.late_schedules_.ListSince(late_before_), remedy));
  }
  const auto distant = engine.distant_schedules_.ListAfter(engine.clock_.Now());
  if (!has_charged_ && !distant.empty())
    warnings.push_back(commands::DescribeDistantSchedules(distant, remedy));
  return warnings;
}

void Advance::MoveTo(Instant to) {
  Engine& engine = GetEngine();
  const std::lock_guard lock(engine.mutex_);
  engine.MoveClock(std::max(to, engine.clock_.Now()));
  engine.Publish();
}

bool Advance::Release(std::optional<Instant> to) {
  Engine& engine = GetEngine();
  bool changed = false;
  {
    const std::lock_guard lock(engine.mutex_);
    if (to) {
      const sim::AgendaEntry* next = engine.poison_ ? nullptr : engine.FindNextEntry();
      if (next != nullptr && next->at <= *to) return false;
      engine.MoveClock(std::max(*to, engine.clock_.Now()));
    }
    // An advance that reached its target was not stopped, even if it had been asked to stop.
    const AdvanceStop stop = to ? AdvanceStop::kNone : engine.advance_stop_.load();
    SideEffects side_effects;
    side_effects.warnings = DescribeSuspectSchedules();
    engine.journal_.Append({0, engine.clock_.Now(), AdvanceEnded{stop}, std::move(side_effects)});
    engine.ReportAdvance(stop);
    engine.clock_.Release();
    engine.EndAdvance();
    changed = engine.Publish();
  }
  if (changed && engine.on_agenda_changed_) engine.on_agenda_changed_();
  return true;
}

bool Advance::End(Instant to) {
  const bool ended = Release(to);
  if (ended) engine_ = nullptr;
  return ended;
}

void Advance::EndAndLoad(Setup setup) {
  GetEngine().Replace(std::move(setup), true, SandboxChange::kLoaded);
  engine_ = nullptr;
}

}  // namespace portone::engine
