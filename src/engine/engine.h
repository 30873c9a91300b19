// SPDX-License-Identifier: MIT
// The single writer of one sandbox: one world, one clock and one agenda behind one mutex. Knows no
// specific command or query: they are types of their own, dispatched by overload.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "commands/initial_state.h"
#include "commands/timers.h"
#include "commands/transaction.h"
#include "domain/fault_plan.h"
#include "domain/errors.h"
#include "domain/world.h"
#include "engine/journal.h"
#include "engine/request_log.h"
#include "sim/agenda.h"
#include "sim/clock.h"
#include "sim/id_mint.h"

namespace portone::engine {

/// The clock used for token expiry. // FIDELITY: token-clock
enum class TokenTime : std::uint8_t { kWall, kSandbox };

/// The number of events in one advance after which it is considered an endless loop.
struct Guards {
  std::size_t events = 10'000'000;
  std::size_t events_at_one_instant = 100'000;
};

/// The state a sandbox starts from, and returns to on Reset.
struct Setup {
  std::uint64_t seed = 1;
  sim::ClockSettings clock;
  TokenTime tokens = TokenTime::kWall;
  Guards guards;
  Merchant merchant;
  FaultPlan faults;
  std::shared_ptr<const InitialState> beginning;  ///< null: starts empty
};

struct ClockReading {
  Instant now;
  sim::ClockSettings settings;
  bool advancing = false;
};

/// A change of the clock; absent fields stay unchanged.
struct ClockChange {
  std::optional<sim::ClockMode> mode;
  std::optional<int> speed;  ///< scaled mode only
  std::optional<Instant> now;
};

enum class ClockRefusal : std::uint8_t {
  kAdvancing,   ///< an advance is in progress
  kBackwards,   ///< the sandbox has records with a later time
  kSkipsTimer,  ///< a timer is due by then
};

/// Takes over an object that is no longer needed, to free it elsewhere.
using Deleter = std::function<void(std::shared_ptr<void>)>;

/// All members may be called from any thread; none does I/O or calls back while it holds the lock.
class Engine {
 public:
  /// `agenda_changed` is called, without the lock, when the time of the next timer has changed
  /// while the clock runs. `deleter` receives the old world on Reset. Either may be empty.
  Engine(Setup setup, sim::WallClock wall, std::function<void()> agenda_changed = {},
         Deleter deleter = {});

  /// Applies a command at the sandbox's time, after firing all due timers, and records `cause` in
  /// the journal. Returns the result of `Apply(Tx&, command)`, or Poisoned after a bug. A fault's
  /// change to the reply is stored in `reply_fault`. During an advance no timers are fired here;
  /// the advance fires them one by one.
  template <class Command>
  auto Run(Cause cause, const Command& command, std::optional<ReplyFault>* reply_fault = nullptr)
      -> decltype(Apply(std::declval<commands::Tx&>(), command)) {
    return Guarded([&]() -> decltype(Apply(std::declval<commands::Tx&>(), command)) {
      const Instant now = clock_.Now();
      FireTimersUntil(now);
      SideEffects side_effects;
      std::optional<ReplyFault> fault;
      commands::Tx tx = TxAt(now, side_effects, cause.tier);
      tx.path = std::string_view(cause.target).substr(0, cause.target.find('?'));
      tx.test_code = cause.test_code;
      tx.reply_fault = &fault;
      auto result = Apply(tx, command);
      FireTimersUntil(now);
      // A webhook reply for a world before a reset is not an input of the current one.
      const bool outdated = cause.generation && *cause.generation != world_.generation;
      if (!outdated) journal_.Append({0, now, std::move(cause), std::move(side_effects)});
      if (reply_fault != nullptr) *reply_fault = std::move(fault);
      return result;
    });
  }

  /// The reply profile of this sandbox. Takes no lock.
  Profile profile() const { return profile_.load(std::memory_order_acquire); }

  /// Whether any fault applies to requests. Takes no lock.
  bool HasRequestFaults() const { return has_request_faults_.load(std::memory_order_acquire); }
  /// Matches a request against the faults. If the request then runs no command, the caller must
  /// record it with JournalRequest.
  FaultMatch MatchRequest(const FaultTarget& request);
  /// Records a request that changed nothing except the fault counters.
  void JournalRequest(Cause cause);

  /// Runs a query at the sandbox's time, after firing all due timers. Not recorded in the journal.
  template <class T>
  auto Query(const T& query, TierCode tier = {})
      -> decltype(Handle(std::declval<const commands::View&>(), query)) {
    return Guarded([&]() -> decltype(Handle(std::declval<const commands::View&>(), query)) {
      const Instant now = clock_.Now();
      FireTimersUntil(now);
      const commands::View view{world_, agenda_, now, TokenNow(now), tier};
      return Handle(view, query);
    });
  }

  // Time.

  ClockReading ReadClock();
  /// Changes the clock. If refused, returns the reason and changes nothing. Only a sandbox without
  /// records can be set back in time.
  std::optional<ClockRefusal> SetClock(const ClockChange& change);

  /// Stops the clock and gives the caller control of it until EndAdvance. False if another advance
  /// is in progress.
  bool BeginAdvance();
  /// Moves the clock to the next timer due at or before `until` and fires it. Returns nothing if
  /// there is none. REQUIRES: BeginAdvance.
  Result<std::optional<FiredTimer>> FireNextTimer(Instant until);
  /// The time of the next timer.
  std::optional<Instant> NextTimerTime();
  /// Moves the clock to `to` and stops it there. REQUIRES: BeginAdvance, and no timer is due by
  /// then.
  void MoveTo(Instant to);
  /// Moves the clock to `to` and resumes its mode. If a timer is due by then, does nothing and
  /// returns false. REQUIRES: BeginAdvance.
  bool EndAdvance(Instant to);
  /// Resumes the clock from its current time, even if timers are due. REQUIRES: BeginAdvance.
  void AbandonAdvance();
  /// Ends the advance, replaces the setup and resets. REQUIRES: BeginAdvance.
  void EndAdvanceAndLoad(Setup setup);
  /// Whether an advance is in progress. Takes no lock.
  bool Advancing() const { return advancing_seen_.load(std::memory_order_acquire); }

  /// Fires the timers that a running clock has made due. Called at NextTimerWallTime.
  void CatchUp();
  /// When CatchUp next has work, in real time. Instant::max() while the clock is stopped or there
  /// are no timers.
  Instant NextTimerWallTime() const;

  // Webhooks ready to be posted.

  /// Takes no lock.
  bool HasOutgoing() const { return outgoing_count_.load(std::memory_order_acquire) > 0; }
  std::optional<commands::OutgoingWebhook> TakeOutgoing();

  // API calls, and waiting for events.

  /// Must be called at the start of an API call. Returns its sequence number among all events.
  std::uint64_t BeginRequest();
  /// Must be called when the reply is complete. Sets `at` in the stored record and returns it.
  Instant EndRequest(RequestRecord record);
  std::vector<RequestRecord> Requests() const;
  void ClearRequests();

  /// Waits, in real time, until no API call has been made or in progress for `quiet`. False if that
  /// does not happen within `timeout`, or once `cancelled` returns true.
  bool WaitForQuiet(std::chrono::milliseconds quiet, std::chrono::milliseconds timeout,
                    const std::function<bool()>& cancelled);
  /// Changes with every event.
  std::uint64_t Version() const;
  /// Waits, in real time, until the version differs from `seen`. False on timeout.
  bool WaitForChange(std::uint64_t seen, std::chrono::milliseconds timeout);

  // The sandbox as a whole.

  /// Restores the setup and keeps the access token. During an advance returns false and changes
  /// nothing.
  bool Reset();
  /// Replaces the setup, then resets. During an advance returns false and changes nothing.
  bool Load(Setup setup);
  Setup CurrentSetup() const;
  /// A setup that reproduces the current state: loading it, here or elsewhere, leads to the same
  /// world at the same time. Journal and request log are not included.
  Setup Snapshot();

  std::vector<JournalEntry> ReadJournal(std::uint64_t since) const;
  std::string DescribeWorld() const;
  std::uint64_t seed() const;

 private:
  /// Runs `work` under the lock; a violated invariant poisons the sandbox.
  template <class Work>
  auto Guarded(Work work) -> decltype(work()) {
    bool changed = false;
    auto result = [&]() -> decltype(work()) {
      const std::lock_guard lock(mutex_);
      if (poison_) return *poison_;
      try {
        auto inner = work();
        changed = Publish();
        return inner;
      } catch (const std::exception& bug) {  // commands never throw intentionally
        poison_ = errors::Poisoned(bug.what(), ids_.seed(), journal_.last_sequence());
        changed = Publish();
        return *poison_;
      }
    }();
    if (changed && agenda_changed_) agenda_changed_();
    return result;
  }

  /// Replaces the setup, then resets. Returns false and changes nothing if an advance is in
  /// progress and `ends_advance` is false.
  bool Replace(Setup setup, bool ends_advance);

  // All of these REQUIRE the lock.
  commands::Tx TxAt(Instant now, SideEffects& side_effects, TierCode tier = {});
  Instant TokenNow(Instant now) const;
  const sim::AgendaEntry* NextEntry();
  void FireTimersUntil(Instant now);
  FiredTimer Fire(const sim::AgendaEntry& entry, SideEffects& side_effects);
  bool Publish();
  void SaveManualStart();
  std::optional<ClockRefusal> CheckClockChange(Instant now, Instant to);
  void ApplyClockChange(Instant to, const ClockChange& change);
  void StartOver();
  void RestoreInitialState(const InitialState& beginning);
  void ClampTokenExpiry();
  void FinishAdvance();

  mutable std::mutex mutex_;
  const sim::WallClock wall_;
  const std::function<void()> agenda_changed_;
  const Deleter deleter_;

  Setup setup_;
  World world_;
  sim::Clock clock_;
  sim::Agenda agenda_;
  sim::IdMint ids_;
  commands::Outbox outbox_;
  Journal journal_;
  RequestLog requests_;
  std::size_t open_requests_ = 0;
  std::uint64_t version_ = 0;  // sequence number of the last event; not reset
  std::uint64_t reset_version_ =
      0;  // requests with lower numbers belong to the world before a reset
  std::optional<Error> poison_;
  bool advancing_ = false;

  std::condition_variable version_changed_;
  std::size_t waiters_ = 0;

  // Copies that are read without the lock; updated by Publish.
  std::atomic<bool> advancing_seen_{false};
  std::atomic<std::size_t> outgoing_count_{0};
  std::atomic<bool> has_request_faults_{false};
  std::atomic<Profile> profile_{Profile::kCurrent};
  std::atomic<std::int64_t> next_timer_ms_{std::numeric_limits<std::int64_t>::max()};
};

}  // namespace portone::engine
