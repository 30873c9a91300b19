// SPDX-License-Identifier: MIT
// The clock of a sandbox: reading, changing and sharing it.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/engine.h"

namespace portone::engine {
namespace {

/// "manual", "live", "scaled 60".
std::string FormatMode(const sim::ClockSettings& settings) {
  std::string text(Name(settings.mode));
  if (settings.mode == sim::ClockMode::kScaled) text += " " + std::to_string(settings.speed);
  return text;
}

}  // namespace

ClockReading Engine::ReadClock() {
  const std::lock_guard lock(mutex_);
  return {clock_.Now(), clock_.settings(), advancing_};
}

std::optional<ClockRefusal> Engine::SetClock(const ClockChange& change) {
  bool changed = false;
  std::optional<ClockRefusal> refusal;
  {
    const std::lock_guard lock(mutex_);
    if (advancing_) return ClockRefusal::kAdvancing;
    const Instant now = clock_.Now();
    if (!poison_) FireTimersUntil(now);
    const Instant to = change.now.value_or(now);
    refusal = CheckClockChange(now, to);
    if (!refusal) ApplyClockChange(to, change);
    changed = Publish();
  }
  if (changed && on_agenda_changed_) on_agenda_changed_();
  return refusal;
}

std::optional<ClockRefusal> Engine::CheckClockChange(Instant now, Instant to) {
  if (to < now && world_.HasHistory()) return ClockRefusal::kBackwards;
  const sim::AgendaEntry* next = poison_ ? nullptr : FindNextEntry();
  if (to > now && next != nullptr && next->at <= to) return ClockRefusal::kSkipsTimer;
  return std::nullopt;
}

void Engine::ApplyClockChange(Instant to, const ClockChange& change) {
  sim::ClockSettings settings = clock_.settings();
  settings.start = to;
  if (change.mode) settings.mode = *change.mode;
  if (change.speed) settings.speed = *change.speed;
  if (settings.mode != sim::ClockMode::kScaled) settings.speed = 1;
  const Instant from = clock_.Now();
  clock_ = sim::Clock(settings, wall_);
  is_clock_moved_ = true;
  shown_projection_.reset();
  ClampTokenExpiry();
  ReportClockChange(from, to, AdvanceStop::kNone, 0);
  journal_.Append({0, to, ClockSet{FormatMode(settings)}, {}});
}

void Engine::ShareClock(SharedClockPtr clock) {
  const std::lock_guard lock(mutex_);
  shared_clock_ = std::move(clock);
  shown_projection_.reset();
  ClampTokenExpiry();
  Publish();
}

SharedClockPtr Engine::shared_clock() const {
  const std::lock_guard lock(mutex_);
  return shared_clock_;
}

void Engine::MoveClock(Instant to) {
  clock_.Hold(to);
  is_clock_moved_ = true;
}

Instant Engine::GetTokenTime(Instant now) const {
  const bool is_shared = shared_clock_ != nullptr;  // clients then compare with this clock
  return is_shared || setup_.token_clock == TokenClock::kSandbox ? now : wall_();
}

/// Reports the end of an advance, unless the advance only held the clock to load another state.
void Engine::ReportAdvance(AdvanceStop stop) {
  const Instant now = clock_.Now();
  const bool did_nothing = now == advance_from_ && advance_timers_ == 0;
  if (!did_nothing || stop != AdvanceStop::kNone)
    ReportClockChange(advance_from_, now, stop, advance_timers_);
}

void Engine::ReportClockChange(Instant from, Instant to, AdvanceStop stop, std::size_t timers) {
  activity_.AddEvent(to, ClockMoved{.from = from,
                                    .to = to,
                                    .timers = timers,
                                    .mode = FormatMode(clock_.settings()),
                                    .stop = stop});
}

/// Shows a changed clock to other programs. A clock that stands still is shown as running: programs
/// measure elapsed time with it.
void Engine::ShowClock() {
  const sim::ClockProjection projection = clock_.Project();
  if (shown_projection_ == projection) return;
  shared_clock_->Show(
      {projection.wall.value_or(wall_()), projection.sandbox_time, std::max(projection.speed, 1)},
      !shown_projection_);
  shown_projection_ = projection;
}

/// Stores the initial time of a manual clock without a start time, so that Reset returns to it.
void Engine::SaveManualStart() {
  if (setup_.clock.mode == sim::ClockMode::kManual) setup_.clock.start = clock_.Now();
}

/// Limits the token's remaining lifetime to the maximum after the clock was set back.
void Engine::ClampTokenExpiry() {
  if (!world_.token) return;
  const Instant latest = GetTokenTime(clock_.Now()) + kTokenLifetime;
  world_.token->expired_at = std::min(world_.token->expired_at, latest);
}

}  // namespace portone::engine
