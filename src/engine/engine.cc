// SPDX-License-Identifier: MIT
#include "engine/engine.h"

#include <algorithm>

namespace portone::engine {

Engine::Engine(Setup setup, sim::WallClock wall, std::function<void()> agenda_changed)
    : wall_(wall),
      agenda_changed_(std::move(agenda_changed)),
      setup_(std::move(setup)),
      clock_(setup_.clock, wall),
      ids_(setup_.seed) {
  world_.merchant = setup_.merchant;
  FixStart();
}

ClockReading Engine::ReadClock() {
  const std::lock_guard lock(mutex_);
  return {clock_.Now(), clock_.settings(), advancing_};
}

bool Engine::BeginAdvance() {
  const std::lock_guard lock(mutex_);
  if (advancing_) return false;
  const Instant now = clock_.Now();
  advancing_ = true;
  clock_.Hold(now);
  journal_.Append({0, now, Cause{.kind = CauseKind::kAdvanceBegun}, {}});
  Publish();
  return true;
}

Result<std::optional<Fired>> Engine::StepToNextDue(Instant until) {
  return Guarded([&]() -> Result<std::optional<Fired>> {
    PORTONE_INVARIANT(advancing_, "the clock was stepped outside an advance");
    const std::optional<sim::AgendaEntry> entry = agenda_.PopUntil(until);
    if (!entry) return std::optional<Fired>();
    // What a running clock had not fired yet when it was held happens where the clock stands.
    const Instant at = std::max(entry->at, clock_.Now());
    clock_.Hold(at);
    std::vector<Notice> notices;
    Fired fired = Fire({at, entry->sequence, entry->due}, notices);
    journal_.Append({0, at, Cause{.kind = CauseKind::kDueFired}, std::move(notices)});
    return std::optional<Fired>(std::move(fired));
  });
}

bool Engine::EndAdvance(Instant to) {
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    PORTONE_INVARIANT(advancing_, "an advance was ended that never began");
    const auto next = agenda_.NextAt();
    if (next && *next <= to && !poison_) return false;
    clock_.Hold(std::max(to, clock_.Now()));
    FinishAdvance();
    changed = Publish();
  }
  if (changed && agenda_changed_) agenda_changed_();
  return true;
}

void Engine::AbandonAdvance() {
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    PORTONE_INVARIANT(advancing_, "an advance was abandoned that never began");
    FinishAdvance();
    changed = Publish();
  }
  if (changed && agenda_changed_) agenda_changed_();
}

void Engine::CatchUp() {
  const Result<Done> done = Guarded([&]() -> Result<Done> {
    FireDueBy(clock_.Now());
    return Done{};
  });
  static_cast<void>(done.ok());  // a poisoned sandbox tells its callers
}

Instant Engine::NextDueOnTheWall() const {
  return Instant{Duration{next_due_ms_.load(std::memory_order_acquire)}};
}

std::optional<commands::Outgoing> Engine::TakeOutgoing() {
  const std::lock_guard lock(mutex_);
  if (outbox_.empty()) return std::nullopt;
  commands::Outgoing next = std::move(outbox_.front());
  outbox_.pop_front();
  outgoing_.store(outbox_.size(), std::memory_order_release);
  return next;
}

bool Engine::Reset() {
  return Load(CurrentSetup());
}

bool Engine::Load(Setup setup) {
  World old_world;  // these are destroyed when the lock is gone: their size must hold nobody up
  Journal old_journal;
  sim::Agenda old_agenda;
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    if (advancing_) return false;
    setup_ = std::move(setup);
    std::swap(old_world, world_);
    std::swap(old_journal, journal_);
    std::swap(old_agenda, agenda_);
    world_.token = old_world.token;
    world_.tokens_issued = old_world.tokens_issued;
    world_.generation = old_world.generation + 1;
    StartOver();
    changed = Publish();
  }
  if (changed && agenda_changed_) agenda_changed_();
  return true;
}

Setup Engine::CurrentSetup() const {
  const std::lock_guard lock(mutex_);
  return setup_;
}

std::vector<JournalEntry> Engine::ReadJournal(std::uint64_t since) const {
  const std::lock_guard lock(mutex_);
  return journal_.Since(since);
}

std::string Engine::DescribeWorld() const {
  const std::lock_guard lock(mutex_);
  return Describe(world_);
}

std::uint64_t Engine::seed() const {
  const std::lock_guard lock(mutex_);
  return ids_.seed();
}

commands::Tx Engine::TxAt(Instant now, std::vector<Notice>& notices) {
  return {world_, now, TokenNow(now), ids_, agenda_, outbox_, notices};
}

Instant Engine::TokenNow(Instant now) const {
  return setup_.tokens == TokenTime::kSandbox ? now : wall_();
}

void Engine::FireDueBy(Instant now) {
  if (advancing_) return;
  std::vector<Notice> notices;  // of timers: they recur by themselves and are not journalled
  while (const auto entry = agenda_.PopUntil(now))
    Fire(*entry, notices);
}

Fired Engine::Fire(const sim::AgendaEntry& entry, std::vector<Notice>& notices) {
  commands::Tx tx = TxAt(entry.at, notices);
  return commands::Apply(tx, entry.due);
}

/// Makes the state that others read without the lock follow; true when the next due time changed.
bool Engine::Publish() {
  advancing_seen_.store(advancing_, std::memory_order_release);
  outgoing_.store(outbox_.size(), std::memory_order_release);
  const auto next = poison_ ? std::nullopt : agenda_.NextAt();  // a poisoned sandbox fires nothing
  const auto wall = next ? clock_.WallTimeOf(*next) : std::nullopt;
  const std::int64_t ms = wall.value_or(Instant::max()).time_since_epoch().count();
  return next_due_ms_.exchange(ms, std::memory_order_acq_rel) != ms;
}

void Engine::FinishAdvance() {
  journal_.Append({0, clock_.Now(), Cause{.kind = CauseKind::kAdvanceEnded}, {}});
  clock_.Release();
  advancing_ = false;
}

/// A clock that stands still and was given no start returns on Reset to where it first stood.
void Engine::FixStart() {
  if (setup_.clock.mode == sim::ClockMode::kManual) setup_.clock.start = clock_.Now();
}

void Engine::StartOver() {
  world_.merchant = setup_.merchant;
  clock_ = sim::Clock(setup_.clock, wall_);
  FixStart();
  ids_ = sim::IdMint(setup_.seed);
  outbox_.clear();
  poison_.reset();
  if (world_.token) {
    // A clock that went back must not make a token live longer than any.
    const Instant latest = TokenNow(clock_.Now()) + kTokenLifetime;
    world_.token->expired_at = std::min(world_.token->expired_at, latest);
  }
}

}  // namespace portone::engine
