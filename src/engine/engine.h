// SPDX-License-Identifier: MIT
// The single writer of one sandbox: one world, one clock and one agenda behind one mutex. Names no
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

#include "commands/timers.h"
#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/world.h"
#include "engine/activity_log.h"
#include "engine/awaited_replies.h"
#include "engine/clock_change.h"
#include "engine/journal.h"
#include "engine/sandbox_mutex.h"
#include "engine/sandbox_setup.h"
#include "engine/shared_clock.h"
#include "sim/agenda.h"
#include "sim/clock.h"
#include "sim/id_mint.h"

namespace portone::engine {

/// Takes over an object that is no longer needed, to free it elsewhere.
using Deleter = std::function<void(std::shared_ptr<void>)>;

/// All members may be called from any thread; none does I/O, and none but CancelAdvance and
/// StopAdvance calls back while it holds the lock.
/// Advancing the clock: see engine/advance.h.
class Engine {
 public:
  /// `on_agenda_changed` is called, without the lock (unless the caller has it by TryEnter), when
  /// the time of the next timer has changed while the clock runs. `deleter` receives the old world
  /// on Reset. Either may be empty. `bodies` stores the bodies of requests; null: the engine
  /// creates its own store. `id_scope` distinguishes the payments' ids from those of other
  /// sandboxes with the same seed. `feed` gets the events, under the key `imp_key`; null: they are
  /// discarded.
  Engine(Setup setup, sim::WallClock wall, std::function<void()> on_agenda_changed = {},
         Deleter deleter = {}, std::shared_ptr<BodyStore> bodies = nullptr,
         std::string id_scope = "", std::shared_ptr<EventFeed> feed = nullptr,
         const std::string& imp_key = "");

  /// Applies a command at the sandbox's time, after firing all due timers, and records `input` in
  /// the journal. Returns the result of `Apply(Tx&, command)`, or Poisoned after an exception. A
  /// fault's change to the reply is stored in `reply_fault`. During an advance no timers are fired
  /// here; the advance fires them one by one.
  template <class Command>
  auto Run(JournalInput input, const Command& command,
           std::optional<ReplyFault>* reply_fault = nullptr)
      -> decltype(Apply(std::declval<commands::Tx&>(), command)) {
    std::optional<decltype(Apply(std::declval<commands::Tx&>(), command))> result;
    std::optional<Error> poisoned = RunCommand(
        std::move(input), [&](commands::Tx& tx) { result.emplace(Apply(tx, command)); },
        reply_fault);
    if (poisoned) return *std::move(poisoned);
    return *std::move(result);
  }

  /// Holds the sandbox for the calls of one thread: other threads wait until it is released, and
  /// the thread's own calls of members do not.
  using Hold = std::unique_lock<SandboxMutex>;
  /// For threads that must not wait long. Takes the sandbox when it is free, or becomes free while
  /// the first such thread waits, at most 5 ms, and no timer is due; else the result owns nothing.
  Hold TryEnter();

  /// The sandbox's time. Takes no lock that is held for long.
  Instant Now() const;

  /// Whether replies wait for the receivers of their webhooks. Takes no lock.
  bool DeliversWebhooksFirst() const {
    return delivers_webhooks_first_.load(std::memory_order_acquire);
  }

  /// The reply profile of this sandbox. Takes no lock.
  Profile profile() const { return profile_.load(std::memory_order_acquire); }

  /// Where the receipt links of this sandbox lead. Takes no lock.
  ReceiptLinks receipt_links() const { return receipt_links_.load(std::memory_order_acquire); }

  /// How this sandbox reads requests. Takes no lock.
  Tolerance tolerance() const { return tolerance_.load(std::memory_order_acquire); }

  /// Whether any fault applies to requests. Takes no lock.
  bool HasRequestFaults() const { return has_request_faults_.load(std::memory_order_acquire); }
  /// Matches a request against the faults. If the request then runs no command, the caller must
  /// record it with JournalRequest.
  FaultMatch MatchRequest(const FaultTarget& request);
  /// Records a request that changed nothing except the fault counters.
  void JournalRequest(ApiRequest request);

  /// Runs a query at the sandbox's time, after firing all due timers. Not recorded in the journal.
  /// Returns the result of `Handle(const View&, query)`, or Poisoned, or OutOfMemory.
  template <class T>
  auto Query(const T& query, TierCode tier = {})
      -> decltype(Handle(std::declval<const commands::View&>(), query)) {
    std::optional<decltype(Handle(std::declval<const commands::View&>(), query))> result;
    std::optional<Error> error =
        RunQuery(tier, [&](const commands::View& view) { result.emplace(Handle(view, query)); });
    if (error) return *std::move(error);
    return *std::move(result);
  }

  // Time.

  ClockReading ReadClock();
  /// Changes the clock. If refused, returns the reason and changes nothing. Only a sandbox without
  /// records can be set back in time.
  std::optional<ClockRefusal> SetClock(const ClockChange& change);

  /// From now on, shows the sandbox's time to other programs in `clock`, which replaces the
  /// previous one: each change, and during an advance the time of each event before any effect of
  /// the event is visible. Access tokens then follow the sandbox's clock. Null: the clock is not
  /// shown.
  void ShareClock(SharedClockPtr clock);
  /// The clock in which the sandbox's time is shown; null: none.
  SharedClockPtr shared_clock() const;

  /// The schedules since the last reset that were refused because their time had passed.
  commands::SuspectSchedules ReadLateSchedules() const;
  /// Those that were made for a distant time.
  commands::SuspectSchedules ReadDistantSchedules() const;

  /// Whether an advance is in progress. Takes no lock.
  bool IsAdvancing() const { return advancing_copy_.load(std::memory_order_acquire); }

  /// Asks the advance in progress to end after its current event, and waits until it has ended, for
  /// at most `limit` of real time. `stop_waiting` is called once in between, with the lock held, to
  /// interrupt whatever the advance may be waiting for. False when no advance is in progress, or it
  /// has not ended in time.
  bool CancelAdvance(std::chrono::milliseconds limit, const std::function<void()>& stop_waiting);
  /// Asks the advance with this number to end, if it is the one in progress, without waiting for
  /// its end. `stop_waiting` is as above. REQUIRES: `why` is not kNone.
  void StopAdvance(std::uint64_t number, AdvanceStop why,
                   const std::function<void()>& stop_waiting);
  /// Whether the advance in progress is to end. Takes no lock.
  bool IsAdvanceCancelled() const {
    return advance_stop_.load(std::memory_order_acquire) != AdvanceStop::kNone;
  }

  /// Fires the timers that a running clock has made due. Called at GetNextTimerWallTime.
  void CatchUp();
  /// When CatchUp next has work, in real time. Instant::max() while the clock is stopped or there
  /// are no timers.
  Instant GetNextTimerWallTime() const;

  /// Whether webhooks are queued to be posted. Takes no lock.
  bool HasOutgoing() const { return outgoing_count_.load(std::memory_order_acquire) > 0; }
  /// Whether one of them can be posted now: others may follow a reply that is not sent yet, except
  /// during an advance. Takes no lock.
  bool HasReadyOutgoing() const {
    const std::size_t awaiting = IsAdvancing() ? 0 : awaited_replies_.webhook_count();
    return outgoing_count_.load(std::memory_order_acquire) > awaiting;
  }
  /// The next webhook that can be posted now, which leaves the queue; nullopt: there is none.
  std::optional<commands::OutgoingWebhook> TakeOutgoing();
  /// Must be called once the reply to the request with this number in the activity log was sent,
  /// or will never be: webhooks that it caused can be posted now. Takes no lock that is held for
  /// long.
  void EndReply(std::uint64_t request) { awaited_replies_.Remove(request); }

  /// The log of API calls and the event counter; others can watch them for changes.
  ActivityLog& activity() { return activity_; }

  /// Restores the setup and keeps the access token. During an advance returns false and changes
  /// nothing.
  bool Reset();
  /// Replaces the setup, then resets. During an advance returns false and changes nothing.
  bool Load(Setup setup);
  Setup GetSetup() const;
  /// What a new sandbox is made from: the setup with merchant, faults and clock as control calls
  /// have left them. A clock that was set or advanced starts at its present time.
  Setup MakeTemplateSetup();
  /// A setup that reproduces the current state: loading it, here or elsewhere, leads to the same
  /// world at the same time. Journal and request log are not included.
  Setup Snapshot();

  std::vector<JournalEntry> ReadJournal(std::uint64_t since) const;
  std::string DescribeWorld() const;
  std::uint64_t seed() const;

 private:
  friend class Advance;

  // The bodies of Run and Query, compiled once: the templates keep the results. Each returns
  // Poisoned if the sandbox was poisoned before or by this call, a query that found no memory
  // OutOfMemory, else nullopt.

  /// Runs `work` under the lock; an exception poisons the sandbox.
  [[nodiscard]] std::optional<Error> RunGuarded(const std::function<void()>& work);
  std::optional<Error> RunCommand(JournalInput input,
                                  const std::function<void(commands::Tx&)>& apply,
                                  std::optional<ReplyFault>* reply_fault);
  std::optional<Error> RunQuery(const TierCode& tier,
                                const std::function<void(const commands::View&)>& handle);

  /// Replaces the setup, then resets, and reports this as `change`. Returns false and changes
  /// nothing if an advance is in progress and `ends_advance` is false.
  bool Replace(Setup setup, bool ends_advance, SandboxChange change);

  // All of these REQUIRE the lock.
  commands::Tx MakeTxAt(Instant now, SideEffects& side_effects, TierCode tier = {});
  commands::Tx MakeTxFor(const JournalInput& input, Instant now, SideEffects& side_effects);
  bool IsOutdated(const JournalInput& input) const;
  void HoldForReply(const JournalInput& input, std::size_t first);
  Instant GetTokenTime(Instant now) const;
  const sim::AgendaEntry* FindNextEntry();
  void FireTimersUntil(Instant now);
  FiredTimer Fire(const sim::AgendaEntry& entry, SideEffects& side_effects);
  void ReportEffects(Instant now, SideEffects& side_effects);
  void ReportWebhookResult(Instant now, const JournalInput& input);
  void ReportFiredTimer(const FiredTimer& fired);
  void ReportAdvance(AdvanceStop stop);
  void ReportClockChange(Instant from, Instant to, AdvanceStop stop, std::size_t timers);
  void MoveClock(Instant to);  // during an advance
  bool Publish();
  void ShowClock();
  bool Poison(Error error);
  void EndAdvance();
  void SaveManualStart();
  std::optional<ClockRefusal> CheckClockChange(Instant now, Instant to);
  void ApplyClockChange(Instant to, const ClockChange& change);
  void StartOver();
  void RestoreInitialState(const InitialState& initial_state);
  void ClampTokenExpiry();

  // Recursive, so that a thread which holds the sandbox (TryEnter) can call any member.
  mutable SandboxMutex mutex_;
  const sim::WallClock wall_;
  const std::function<void()> on_agenda_changed_;
  const Deleter deleter_;
  const std::shared_ptr<BodyStore> bodies_;

  Setup setup_;
  World world_;
  sim::Clock clock_;
  sim::Agenda agenda_;
  sim::IdMint ids_;
  commands::Outbox outbox_;
  AwaitedReplies awaited_replies_;  // has a lock of its own
  Journal journal_{bodies_};
  std::optional<Error> poison_;
  commands::SuspectSchedules late_schedules_;
  commands::SuspectSchedules distant_schedules_;
  bool advancing_ = false;
  bool is_clock_moved_ = false;  // set or advanced since the setup was loaded
  SharedClockPtr shared_clock_;
  // What shared_clock_ shows now; nothing: the next time shown may be earlier.
  std::optional<sim::ClockProjection> shown_projection_;
  std::uint64_t advance_number_ = 0;  // of the last advance that began
  Instant advance_from_;              // where the clock was when the last one began
  std::size_t advance_timers_ = 0;    // fired by it, not counting attempts of webhooks
  std::condition_variable_any advance_ended_;

  ActivityLog activity_;  // has a lock of its own

  // Copies that are read without the lock; updated by Publish.
  std::atomic<bool> advancing_copy_{false};
  std::atomic<AdvanceStop> advance_stop_{AdvanceStop::kNone};
  std::atomic<std::size_t> outgoing_count_{0};
  std::atomic<bool> has_request_faults_{false};
  std::atomic<Profile> profile_{Profile::kCurrent};
  std::atomic<ReceiptLinks> receipt_links_{ReceiptLinks::kEmulator};
  std::atomic<Tolerance> tolerance_{Tolerance{}};
  std::atomic<bool> delivers_webhooks_first_{false};
  std::atomic<bool> is_slow_to_enter_{false};  // the last TryEnter waited in vain
  std::atomic<std::int64_t> next_timer_ms_{std::numeric_limits<std::int64_t>::max()};

  mutable std::mutex shown_clock_mutex_;  // guards the copy; held for a few instructions
  mutable sim::Clock shown_clock_;        // a copy of clock_, updated by Publish
};

}  // namespace portone::engine
