// SPDX-License-Identifier: MIT
// What a sandbox starts from: resetting it, loading another setup, and taking its state as one.
#include <algorithm>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "commands/initial_state.h"
#include "commands/snapshot.h"
#include "domain/errors.h"
#include "engine/engine.h"

namespace portone::engine {
namespace {

/// The faults of `current` with the counters that they had in `loaded`, or none: what one sandbox's
/// calls have counted is not another's.
FaultPlan CopyCounters(const FaultPlan& loaded, const FaultPlan& current) {
  std::vector<Fault> faults = current.All();
  for (Fault& fault : faults) {
    const auto same = std::find_if(loaded.All().begin(), loaded.All().end(),
                                   [&fault](const Fault& other) { return other.id == fault.id; });
    const bool is_new = same == loaded.All().end();
    fault.seen = is_new ? 0 : same->seen;
    fault.applied = is_new ? 0 : same->applied;
  }
  return FaultPlan::Restore(std::move(faults), current.last_id());
}

}  // namespace

bool Engine::Reset() {
  return Replace(GetSetup(), false, SandboxChange::kReset);
}

bool Engine::Load(Setup setup) {
  return Replace(std::move(setup), false, SandboxChange::kLoaded);
}

bool Engine::Replace(Setup setup, bool ends_advance, SandboxChange change) {
  /// Freed after the lock is released, by `deleter_` if set: freeing a large world takes long.
  struct OldState {
    explicit OldState(std::shared_ptr<BodyStore> bodies) : journal(std::move(bodies)) {}

    World world;
    Journal journal;
    sim::Agenda agenda;
    commands::Outbox outbox;
    RequestLog requests;
  };
  auto old = std::make_shared<OldState>(bodies_);
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    if (advancing_ != ends_advance) return false;
    EndAdvance();
    setup_ = std::move(setup);
    std::swap(old->world, world_);
    std::swap(old->journal, journal_);
    std::swap(old->agenda, agenda_);
    std::swap(old->outbox, outbox_);
    awaited_replies_.Clear();
    world_.token = old->world.token;
    world_.tokens_issued = old->world.tokens_issued;
    world_.generation = old->world.generation + 1;
    try {
      StartOver();
      old->requests = activity_.Restart();
      activity_.AddEvent(clock_.Now(), SandboxChanged{change});
    } catch (const std::bad_alloc&) {
      poison_ = errors::PoisonedByMemory();
    }
    changed = Publish();
  }
  if (changed && on_agenda_changed_) on_agenda_changed_();
  if (deleter_) deleter_(std::move(old));
  return true;
}

Setup Engine::GetSetup() const {
  const std::lock_guard lock(mutex_);
  return setup_;
}

Setup Engine::MakeTemplateSetup() {
  const std::lock_guard lock(mutex_);
  Setup setup = setup_;
  setup.merchant = world_.merchant;
  setup.faults = CopyCounters(setup_.faults, world_.faults);
  if (is_clock_moved_) {
    setup.clock = clock_.settings();
    setup.clock.start = clock_.Now();
  }
  return setup;
}

Setup Engine::Snapshot() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.Now();
  if (!poison_) FireTimersUntil(now);
  Setup setup = setup_;
  setup.clock = clock_.settings();
  setup.clock.start = now;
  setup.merchant = world_.merchant;
  setup.faults = world_.faults;
  const commands::View view{world_, agenda_, now, GetTokenTime(now)};
  setup.initial_state = std::make_shared<const InitialState>(commands::TakeSnapshot(view, outbox_));
  return setup;
}

void Engine::StartOver() {
  world_.merchant = setup_.merchant;
  world_.faults = setup_.faults;
  clock_ = sim::Clock(setup_.clock, wall_);
  is_clock_moved_ = false;
  shown_projection_.reset();
  SaveManualStart();
  ids_ = sim::IdMint(setup_.seed, ids_.scope());
  poison_.reset();
  late_schedules_.Clear();
  distant_schedules_.Clear();
  if (setup_.initial_state) RestoreInitialState(*setup_.initial_state);
  ClampTokenExpiry();
}

void Engine::RestoreInitialState(const InitialState& initial_state) {
  SideEffects side_effects;
  commands::Tx tx = MakeTxAt(clock_.Now(), side_effects);
  activity_.ContinueAfter(commands::LoadInitialState(tx, initial_state));
}

}  // namespace portone::engine
