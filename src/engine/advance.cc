// SPDX-License-Identifier: MIT
#include "engine/advance.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "base/invariant.h"

namespace portone::engine {
namespace {

/// Those after the first `before`; none when the sandbox was reset since.
std::size_t CountLate(const commands::LateSchedules& late, std::size_t before) {
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
  const std::uint64_t number = ++engine.advances_;
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
      late_before_(other.late_before_) {}

Advance::~Advance() {
  if (engine_ == nullptr) return;
  Release(std::nullopt);
  engine_->CatchUp();
}

Engine& Advance::engine() const {
  PORTONE_INVARIANT(engine_ != nullptr, "an advance was used after its end");
  return *engine_;
}

std::optional<Instant> Advance::NextTimerTime() {
  Engine& held = engine();
  const std::lock_guard lock(held.mutex_);
  if (held.poison_) return std::nullopt;
  const sim::AgendaEntry* next = held.NextEntry();
  return next == nullptr ? std::nullopt : std::optional(next->at);
}

Result<std::optional<FiredTimer>> Advance::FireNextTimer(Instant until) {
  Engine& held = engine();
  return held.RunGuarded([&]() -> Result<std::optional<FiredTimer>> {
    const sim::AgendaEntry* next = held.NextEntry();
    if (next == nullptr || next->at > until) return std::optional<FiredTimer>();
    // Timers that were overdue when the advance began fire at the time the clock was stopped.
    const Instant at = std::max(next->at, held.clock_.Now());
    held.MoveClock(at);
    sim::AgendaEntry entry = held.agenda_.Pop();
    entry.at = at;
    SideEffects side_effects;
    FiredTimer fired = held.Fire(entry, side_effects);
    held.journal_.Append({0, at, TimerFired{}, std::move(side_effects)});
    return std::optional<FiredTimer>(std::move(fired));
  });
}

std::size_t Advance::CountLateSchedules() const {
  return CountLate(engine().ReadLateSchedules(), late_before_);
}

std::vector<commands::LateSchedule> Advance::ListLateSchedules() const {
  return engine().ReadLateSchedules().ListSince(late_before_);
}

void Advance::MoveTo(Instant to) {
  Engine& held = engine();
  const std::lock_guard lock(held.mutex_);
  held.MoveClock(std::max(to, held.clock_.Now()));
  held.Publish();
}

bool Advance::Release(std::optional<Instant> to) {
  Engine& held = engine();
  bool changed = false;
  {
    const std::lock_guard lock(held.mutex_);
    if (to) {
      const sim::AgendaEntry* next = held.poison_ ? nullptr : held.NextEntry();
      if (next != nullptr && next->at <= *to) return false;
      held.MoveClock(std::max(*to, held.clock_.Now()));
    }
    // One that reached its target was not stopped, even if it was to be.
    const AdvanceStop stop = to ? AdvanceStop::kNone : held.advance_stop_.load();
    SideEffects side_effects;
    const std::size_t late = CountLate(held.late_schedules_, late_before_);
    if (late > 0) {
      side_effects.warnings.push_back(
          commands::DescribeLateSchedules(late, held.late_schedules_.ListSince(late_before_)));
    }
    held.journal_.Append({0, held.clock_.Now(), AdvanceEnded{stop}, std::move(side_effects)});
    held.TellAdvance(stop);
    held.clock_.Release();
    held.EndAdvance();
    changed = held.Publish();
  }
  if (changed && held.agenda_changed_) held.agenda_changed_();
  return true;
}

bool Advance::End(Instant to) {
  const bool ended = Release(to);
  if (ended) engine_ = nullptr;
  return ended;
}

void Advance::EndAndLoad(Setup setup) {
  engine().Replace(std::move(setup), true, SandboxChange::kLoaded);
  engine_ = nullptr;
}

}  // namespace portone::engine
