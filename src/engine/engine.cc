// SPDX-License-Identifier: MIT
#include "engine/engine.h"

#include <algorithm>
#include <functional>
#include <new>
#include <thread>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "commands/fault_target.h"
#include "domain/errors.h"

namespace portone::engine {
Engine::Engine(Setup setup, sim::WallClock wall, std::function<void()> on_agenda_changed,
               Deleter deleter, std::shared_ptr<BodyStore> bodies, std::string id_scope,
               std::shared_ptr<EventFeed> feed, const std::string& imp_key)
    : wall_(wall),
      on_agenda_changed_(std::move(on_agenda_changed)),
      deleter_(std::move(deleter)),
      bodies_(bodies != nullptr ? std::move(bodies) : std::make_shared<BodyStore>()),
      setup_(std::move(setup)),
      clock_(setup_.clock, wall),
      ids_(setup_.seed, std::move(id_scope)),
      activity_(std::move(feed), imp_key),
      shown_clock_(clock_) {
  StartOver();
  Publish();
}

Engine::Hold Engine::TryEnter() {
  // Longer than a thread that holds the sandbox for a short call is kept off its processor, short
  // enough to hold up nobody. While longer work holds the sandbox, only the first caller waits.
  constexpr std::chrono::milliseconds kMaxWait{5};
  if (GetNextTimerWallTime() <= wall_()) return {};
  Hold hold(mutex_, std::try_to_lock);
  if (!hold.owns_lock()) {
    if (is_slow_to_enter_.load(std::memory_order_relaxed) || !hold.try_lock_for(kMaxWait)) {
      is_slow_to_enter_.store(true, std::memory_order_relaxed);
      return hold;
    }
  }
  is_slow_to_enter_.store(false, std::memory_order_relaxed);
  return hold;
}

Instant Engine::Now() const {
  const std::lock_guard lock(shown_clock_mutex_);
  return shown_clock_.Now();
}

FaultMatch Engine::MatchRequest(const FaultTarget& request) {
  const std::lock_guard lock(mutex_);
  if (poison_) return {};
  FaultMatch match = world_.faults.Match(request, commands::MakeFaultDraw(ids_));
  if (match.hit)
    activity_.AddEvent(clock_.Now(), FaultEvent{MakeAppliedFault(*match.hit, request)});
  return match;
}

void Engine::JournalRequest(ApiRequest request) {
  const std::lock_guard lock(mutex_);
  journal_.Append({0, clock_.Now(), std::move(request), {}});
}

commands::SuspectSchedules Engine::ReadLateSchedules() const {
  const std::lock_guard lock(mutex_);
  return late_schedules_;
}

commands::SuspectSchedules Engine::ReadDistantSchedules() const {
  const std::lock_guard lock(mutex_);
  return distant_schedules_;
}

bool Engine::CancelAdvance(std::chrono::milliseconds limit,
                           const std::function<void()>& stop_waiting) {
  std::unique_lock lock(mutex_);
  if (!advancing_) return false;
  const std::uint64_t number = advance_number_;
  StopAdvance(number, AdvanceStop::kCancelled, stop_waiting);
  return advance_ended_.wait_for(lock, limit,
                                 [&] { return !advancing_ || advance_number_ != number; });
}

void Engine::StopAdvance(std::uint64_t number, AdvanceStop why,
                         const std::function<void()>& stop_waiting) {
  const std::lock_guard lock(mutex_);
  if (!advancing_ || advance_number_ != number) return;
  advance_stop_.store(why, std::memory_order_release);
  // With the lock held, so that this advance does not end, and what another one waits for is left
  // alone.
  stop_waiting();
}

void Engine::EndAdvance() {
  advancing_ = false;
  advance_stop_.store(AdvanceStop::kNone, std::memory_order_release);
  advance_ended_.notify_all();
}

std::optional<Error> Engine::RunGuarded(const std::function<void()>& work) {
  std::optional<Error> error;
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    if (poison_) return poison_;
    try {
      work();
      changed = Publish();
    } catch (const std::bad_alloc&) {
      error = errors::PoisonedByMemory();
      changed = Poison(*error);
    } catch (const std::exception& bug) {  // commands never throw intentionally
      error = errors::Poisoned(bug.what(), ids_.seed(), journal_.last_sequence());
      changed = Poison(*error);
    }
  }
  if (changed && on_agenda_changed_) on_agenda_changed_();
  return error;
}

std::optional<Error> Engine::RunCommand(JournalInput input,
                                        const std::function<void(commands::Tx&)>& apply,
                                        std::optional<ReplyFault>* reply_fault) {
  const auto work = [&] {
    const Instant now = clock_.Now();
    FireTimersUntil(now);
    const std::size_t queued = outbox_.size();
    SideEffects side_effects;
    std::optional<ReplyFault> fault;
    commands::Tx tx = MakeTxFor(input, now, side_effects);
    tx.reply_fault = &fault;
    apply(tx);
    ReportEffects(now, side_effects);
    FireTimersUntil(now);
    HoldForReply(input, queued);
    if (!IsOutdated(input)) {
      ReportWebhookResult(now, input);
      journal_.Append({0, now, std::move(input), std::move(side_effects)});
    }
    if (reply_fault != nullptr) *reply_fault = std::move(fault);
  };
  return RunGuarded(std::ref(work));
}

std::optional<Error> Engine::RunQuery(const TierCode& tier,
                                      const std::function<void(const commands::View&)>& handle) {
  std::optional<Error> out_of_memory;
  const auto work = [&] {
    const Instant now = clock_.Now();
    FireTimersUntil(now);
    try {
      handle(commands::View{world_, agenda_, now, GetTokenTime(now), tier});
    } catch (const std::bad_alloc&) {
      out_of_memory = errors::OutOfMemory();
    }
  };
  std::optional<Error> poisoned = RunGuarded(std::ref(work));
  return poisoned ? poisoned : out_of_memory;
}

void Engine::CatchUp() {
  // The next caller gets the error of a poisoned sandbox.
  static_cast<void>(RunGuarded([this] { FireTimersUntil(clock_.Now()); }));
}

Instant Engine::GetNextTimerWallTime() const {
  return Instant{Duration{next_timer_ms_.load(std::memory_order_acquire)}};
}

std::optional<commands::OutgoingWebhook> Engine::TakeOutgoing() {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(outbox_.begin(), outbox_.end(), [&](const auto& outgoing) {
    return advancing_ || outgoing.request == 0 || !awaited_replies_.Contains(outgoing.request);
  });
  if (found == outbox_.end()) return std::nullopt;
  commands::OutgoingWebhook next = std::move(*found);
  outbox_.erase(found);
  awaited_replies_.RemoveWebhook(next.request);
  outgoing_count_.store(outbox_.size(), std::memory_order_release);
  return next;
}

std::vector<JournalEntry> Engine::ReadJournal(std::uint64_t since) const {
  const std::lock_guard lock(mutex_);
  return journal_.ListSince(since);
}

std::string Engine::DescribeWorld() const {
  const std::lock_guard lock(mutex_);
  return Describe(world_);
}

std::uint64_t Engine::seed() const {
  const std::lock_guard lock(mutex_);
  return ids_.seed();
}

commands::Tx Engine::MakeTxAt(Instant now, SideEffects& side_effects, TierCode tier) {
  return {.world = world_,
          .now = now,
          .token_now = GetTokenTime(now),
          .sequence = activity_.NextSequence(),
          .ids = ids_,
          .agenda = agenda_,
          .outbox = outbox_,
          .side_effects = side_effects,
          .late_schedules = &late_schedules_,
          .distant_schedules = &distant_schedules_,
          .tier = tier};
}

/// The next valid timer; stale ones are dropped.
const sim::AgendaEntry* Engine::FindNextEntry() {
  const sim::AgendaEntry* next = agenda_.Next();
  while (next != nullptr && !commands::IsPending(world_, next->timer)) {
    agenda_.Pop();
    next = agenda_.Next();
  }
  return next;
}

void Engine::FireTimersUntil(Instant now) {
  if (advancing_) return;
  SideEffects side_effects;  // unused: timers repeat on replay, so they are not journalled
  for (auto next = FindNextEntry(); next != nullptr && next->at <= now; next = FindNextEntry())
    Fire(agenda_.Pop(), side_effects);
}

/// The transaction of a command. REQUIRES: `input` outlives it.
commands::Tx Engine::MakeTxFor(const JournalInput& input, Instant now, SideEffects& side_effects) {
  if (const auto* request = std::get_if<ApiRequest>(&input)) {
    commands::Tx tx = MakeTxAt(now, side_effects, request->tier);
    tx.path = std::string_view(request->target).substr(0, request->target.find('?'));
    tx.test_code = request->test_code;
    return tx;
  }
  if (const auto* window = std::get_if<PaymentConcluded>(&input)) {
    commands::Tx tx = MakeTxAt(now, side_effects, window->tier);
    tx.test_code = window->test_code;
    return tx;
  }
  return MakeTxAt(now, side_effects);
}

/// Whether this is a webhook's result for a world before a reset, which is not an input of this
/// one.
bool Engine::IsOutdated(const JournalInput& input) const {
  const auto* webhook = std::get_if<WebhookResult>(&input);
  return webhook != nullptr && webhook->attempt.generation != world_.generation;
}

/// Makes the webhooks from the index `first` on wait for the reply to the request that caused them.
/// During an advance they do not wait: its thread posts them, and its caller waits for it.
// FIDELITY: webhook-order
void Engine::HoldForReply(const JournalInput& input, std::size_t first) {
  const auto* request = std::get_if<ApiRequest>(&input);
  const bool has_reply_first = request != nullptr && request->sequence != 0 &&
                               !world_.merchant.webhook.webhook_first && !advancing_;
  if (!has_reply_first || first >= outbox_.size()) return;
  for (std::size_t i = first; i < outbox_.size(); ++i)
    outbox_[i].request = request->sequence;
  // Counted first, so that HasReadyOutgoing never overlooks one that was ready before.
  outgoing_count_.store(outbox_.size(), std::memory_order_release);
  awaited_replies_.Add(request->sequence, outbox_.size() - first);
}

FiredTimer Engine::Fire(const sim::AgendaEntry& entry, SideEffects& side_effects) {
  commands::Tx tx = MakeTxAt(entry.at, side_effects, GetTier(entry.timer));
  FiredTimer fired = commands::Apply(tx, entry.timer);
  ReportFiredTimer(fired);
  ReportEffects(entry.at, side_effects);
  return fired;
}

/// Updates the copies that are read without the lock. Returns whether the time of the next timer
/// has changed.
bool Engine::Publish() {
  advancing_copy_.store(advancing_, std::memory_order_release);
  outgoing_count_.store(outbox_.size(), std::memory_order_release);
  has_request_faults_.store(world_.faults.HasRequestFaults(), std::memory_order_release);
  profile_.store(world_.merchant.switches.profile, std::memory_order_release);
  receipt_links_.store(world_.merchant.switches.receipt_links, std::memory_order_release);
  tolerance_.store(GetTolerance(world_.merchant.switches), std::memory_order_release);
  delivers_webhooks_first_.store(world_.merchant.webhook.webhook_first, std::memory_order_release);
  {
    const std::lock_guard lock(shown_clock_mutex_);
    shown_clock_ = clock_;
  }
  if (shared_clock_ != nullptr) ShowClock();
  const auto* next = poison_ ? nullptr : FindNextEntry();  // a poisoned sandbox fires nothing
  const auto wall = next == nullptr ? std::nullopt : clock_.FindWallTime(next->at);
  const std::int64_t ms = wall.value_or(Instant::max()).time_since_epoch().count();
  return next_timer_ms_.exchange(ms, std::memory_order_acq_rel) != ms;
}

/// Stops the sandbox until it is reset. Returns as Publish.
bool Engine::Poison(Error error) {
  poison_ = std::move(error);
  return Publish();
}

}  // namespace portone::engine
