// SPDX-License-Identifier: MIT
#include "engine/engine.h"

#include <algorithm>

#include "commands/faults.h"
#include "sim/stopwatch.h"

namespace portone::engine {

Engine::Engine(Setup setup, sim::WallClock wall, std::function<void()> agenda_changed, Bury bury)
    : wall_(wall),
      agenda_changed_(std::move(agenda_changed)),
      bury_(std::move(bury)),
      setup_(std::move(setup)),
      clock_(setup_.clock, wall),
      ids_(setup_.seed) {
  StartOver();
  Publish();
}

FaultMeeting Engine::MeetRequest(const FaultSite& request) {
  const std::lock_guard lock(mutex_);
  if (poison_) return {};
  return world_.faults.Meet(request, commands::DrawFrom(ids_));
}

void Engine::JournalRequest(Cause cause) {
  const std::lock_guard lock(mutex_);
  journal_.Append({0, clock_.Now(), std::move(cause), {}});
}

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
    if (!poison_) FireDueBy(now);
    const Instant to = change.now.value_or(now);
    refusal = WhyNotSet(now, to);
    if (!refusal) PutClock(to, change);
    changed = Publish();
  }
  if (changed && agenda_changed_) agenda_changed_();
  return refusal;
}

std::optional<ClockRefusal> Engine::WhyNotSet(Instant now, Instant to) {
  if (to < now && world_.HasHistory()) return ClockRefusal::kBackwards;
  const sim::AgendaEntry* next = poison_ ? nullptr : NextEntry();
  if (to > now && next != nullptr && next->at <= to) return ClockRefusal::kSkipsDue;
  return std::nullopt;
}

void Engine::PutClock(Instant to, const ClockChange& change) {
  sim::ClockSettings settings = clock_.settings();
  settings.start = to;
  if (change.mode) settings.mode = *change.mode;
  if (change.speed) settings.speed = *change.speed;
  if (settings.mode != sim::ClockMode::kScaled) settings.speed = 1;
  clock_ = sim::Clock(settings, wall_);
  ShortenToken();
  std::string text(sim::ModeText(settings.mode));
  if (settings.mode == sim::ClockMode::kScaled) text += " " + std::to_string(settings.speed);
  journal_.Append({0, to, Cause{.kind = CauseKind::kClockSet, .clock = std::move(text)}, {}});
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
    const sim::AgendaEntry* next = NextEntry();
    if (next == nullptr || next->at > until) return std::optional<Fired>();
    // What a running clock had not fired yet when it was held happens where the clock stands.
    const Instant at = std::max(next->at, clock_.Now());
    clock_.Hold(at);
    sim::AgendaEntry entry = agenda_.Pop();
    entry.at = at;
    Consequences consequences;
    Fired fired = Fire(entry, consequences);
    journal_.Append({0, at, Cause{.kind = CauseKind::kDueFired}, std::move(consequences)});
    return std::optional<Fired>(std::move(fired));
  });
}

std::optional<Instant> Engine::NextDue() {
  const std::lock_guard lock(mutex_);
  if (poison_) return std::nullopt;
  const sim::AgendaEntry* next = NextEntry();
  return next == nullptr ? std::nullopt : std::optional(next->at);
}

void Engine::MoveTo(Instant to) {
  const std::lock_guard lock(mutex_);
  PORTONE_INVARIANT(advancing_, "the clock was moved outside an advance");
  clock_.Hold(std::max(to, clock_.Now()));
}

bool Engine::EndAdvance(Instant to) {
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    PORTONE_INVARIANT(advancing_, "an advance was ended that never began");
    const sim::AgendaEntry* next = poison_ ? nullptr : NextEntry();
    if (next != nullptr && next->at <= to) return false;
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

std::uint64_t Engine::RequestBegan() {
  const std::lock_guard lock(mutex_);
  ++requests_under_way_;
  profile_.store(world_.merchant.switches.profile, std::memory_order_release);
  if (waiting_ > 0) happened_changed_.notify_all();
  return ++happened_;
}

Instant Engine::RequestEnded(RequestRecord record) {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.Now();
  record.at = now;
  if (record.sequence > reset_at_) requests_.Append(std::move(record));
  --requests_under_way_;
  ++happened_;
  if (waiting_ > 0) happened_changed_.notify_all();
  return now;
}

std::vector<RequestRecord> Engine::Requests() const {
  const std::lock_guard lock(mutex_);
  return requests_.All();
}

void Engine::ForgetRequests() {
  const std::lock_guard lock(mutex_);
  requests_.Clear();
  ++happened_;
  if (waiting_ > 0) happened_changed_.notify_all();
}

bool Engine::AwaitQuiet(std::chrono::milliseconds quiet, std::chrono::milliseconds most,
                        const std::function<bool()>& given_up) {
  constexpr std::chrono::milliseconds kSlice{200};  // between looks whether it is given up
  const sim::Stopwatch watch;
  sim::Stopwatch still;
  std::unique_lock lock(mutex_);
  ++waiting_;
  std::uint64_t seen = happened_;
  bool is_quiet = false;
  while (!is_quiet && !given_up()) {
    if (happened_ != seen || requests_under_way_ > 0) {
      if (watch.Left(most) == std::chrono::milliseconds{0}) break;
      seen = happened_;
      still = sim::Stopwatch();
    }
    happened_changed_.wait_for(lock, std::min(kSlice, still.Left(quiet)),
                               [&] { return happened_ != seen; });
    is_quiet = happened_ == seen && requests_under_way_ == 0 &&
               still.Left(quiet) == std::chrono::milliseconds{0};
  }
  --waiting_;
  return is_quiet;
}

std::uint64_t Engine::Version() const {
  const std::lock_guard lock(mutex_);
  return happened_;
}

bool Engine::AwaitChange(std::uint64_t seen, std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  ++waiting_;
  const bool changed = happened_changed_.wait_for(lock, timeout, [&] { return happened_ != seen; });
  --waiting_;
  return changed;
}

bool Engine::Reset() {
  return Load(CurrentSetup());
}

bool Engine::Load(Setup setup) {
  return Replace(std::move(setup), false);
}

void Engine::EndAdvanceWith(Setup setup) {
  Replace(std::move(setup), true);
}

bool Engine::Replace(Setup setup, bool ends_advance) {
  /// Freed when the lock is gone, and where `bury_` wants it: its size must hold nobody up.
  struct Remains {
    World world;
    Journal journal;
    sim::Agenda agenda;
    commands::Outbox outbox;
    RequestLog requests;
  };
  auto old = std::make_shared<Remains>();
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    PORTONE_INVARIANT(advancing_ || !ends_advance, "an advance was ended that never began");
    if (advancing_ != ends_advance) return false;
    advancing_ = false;
    setup_ = std::move(setup);
    std::swap(old->world, world_);
    std::swap(old->journal, journal_);
    std::swap(old->agenda, agenda_);
    std::swap(old->outbox, outbox_);
    std::swap(old->requests, requests_);
    world_.token = old->world.token;
    world_.tokens_issued = old->world.tokens_issued;
    world_.generation = old->world.generation + 1;
    reset_at_ = happened_;
    StartOver();
    ++happened_;  // whoever waits for something to be gone looks again
    changed = Publish();
  }
  if (changed && agenda_changed_) agenda_changed_();
  if (bury_) bury_(std::move(old));
  return true;
}

Setup Engine::CurrentSetup() const {
  const std::lock_guard lock(mutex_);
  return setup_;
}

Setup Engine::Snapshot() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.Now();
  if (!poison_) FireDueBy(now);
  Setup setup = setup_;
  setup.clock = clock_.settings();
  setup.clock.start = now;
  setup.merchant = world_.merchant;
  setup.faults = world_.faults;
  const commands::View view{world_, agenda_, now, TokenNow(now)};
  setup.beginning = std::make_shared<const Beginning>(commands::Kept(view, outbox_));
  return setup;
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

commands::Tx Engine::TxAt(Instant now, Consequences& consequences, TierCode tier) {
  return {.world = world_,
          .now = now,
          .token_now = TokenNow(now),
          .sequence = ++happened_,
          .ids = ids_,
          .agenda = agenda_,
          .outbox = outbox_,
          .consequences = consequences,
          .tier = tier};
}

Instant Engine::TokenNow(Instant now) const {
  return setup_.tokens == TokenTime::kSandbox ? now : wall_();
}

/// The next entry that still means something; what does not is dropped on the way.
const sim::AgendaEntry* Engine::NextEntry() {
  const sim::AgendaEntry* next = agenda_.Next();
  while (next != nullptr && !commands::StillDue(world_, next->due)) {
    agenda_.Pop();
    next = agenda_.Next();
  }
  return next;
}

void Engine::FireDueBy(Instant now) {
  if (advancing_) return;
  Consequences consequences;  // of timers: they recur by themselves and are not journalled
  for (auto next = NextEntry(); next != nullptr && next->at <= now; next = NextEntry())
    Fire(agenda_.Pop(), consequences);
}

Fired Engine::Fire(const sim::AgendaEntry& entry, Consequences& consequences) {
  commands::Tx tx = TxAt(entry.at, consequences, TierOf(entry.due));
  return commands::Apply(tx, entry.due);
}

/// Makes the state that others read without the lock follow; true when the next due time changed.
bool Engine::Publish() {
  advancing_seen_.store(advancing_, std::memory_order_release);
  outgoing_.store(outbox_.size(), std::memory_order_release);
  watches_requests_.store(world_.faults.WatchesRequests(), std::memory_order_release);
  if (waiting_ > 0) happened_changed_.notify_all();
  const auto* next = poison_ ? nullptr : NextEntry();  // a poisoned sandbox fires nothing
  const auto wall = next == nullptr ? std::nullopt : clock_.WallTimeOf(next->at);
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
  world_.faults = setup_.faults;
  clock_ = sim::Clock(setup_.clock, wall_);
  FixStart();
  ids_ = sim::IdMint(setup_.seed);
  poison_.reset();
  if (setup_.beginning) BeginWith(*setup_.beginning);
  ShortenToken();
}

void Engine::BeginWith(const Beginning& beginning) {
  Consequences consequences;
  commands::Tx tx = TxAt(clock_.Now(), consequences);
  happened_ = std::max(happened_, commands::Begin(tx, beginning));
  reset_at_ = happened_;
}

/// A clock that went back must not make a token live longer than any.
void Engine::ShortenToken() {
  if (!world_.token) return;
  const Instant latest = TokenNow(clock_.Now()) + kTokenLifetime;
  world_.token->expired_at = std::min(world_.token->expired_at, latest);
}

}  // namespace portone::engine
