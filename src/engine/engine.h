// SPDX-License-Identifier: MIT
// The single writer of one sandbox: one world, one clock, one agenda, behind one mutex. Mentions no
// resource: what can be asked for are the commands' own types, found by overload.
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
#include "domain/error.h"
#include "domain/fault_plan.h"
#include "domain/world.h"
#include "engine/journal.h"
#include "engine/request_log.h"
#include "sim/agenda.h"
#include "sim/clock.h"
#include "sim/id_mint.h"

namespace portone::engine {

/// By which clock access tokens live. // FIDELITY: token-clock
enum class TokenTime : std::uint8_t { kWall, kSandbox };

/// How much may happen in one advance before it is taken for a loop that never ends.
struct Guards {
  std::size_t events = 10'000'000;
  std::size_t events_at_one_instant = 100'000;
};

/// What a sandbox starts from, and returns to on Reset.
struct Setup {
  std::uint64_t seed = 1;
  sim::ClockSettings clock;
  TokenTime tokens = TokenTime::kWall;
  Guards guards;
  Merchant merchant;
  FaultPlan faults;
  std::shared_ptr<const Beginning> beginning;  ///< null: nothing is there at first
};

struct ClockReading {
  Instant now;
  sim::ClockSettings settings;
  bool advancing = false;
};

/// What is to change of a clock; the rest stays.
struct ClockChange {
  std::optional<sim::ClockMode> mode;
  std::optional<int> speed;  ///< scaled only
  std::optional<Instant> now;
};

enum class ClockRefusal : std::uint8_t {
  kAdvancing,  ///< somebody moves it
  kBackwards,  ///< something here bears a later date
  kSkipsDue,   ///< something is due by then
};

/// Takes over what is no longer wanted, to free it elsewhere.
using Bury = std::function<void(std::shared_ptr<void>)>;

/// All members may be called from any thread; none does I/O or calls back while it holds the lock.
class Engine {
 public:
  /// `agenda_changed` is called, without the lock, when the time of the next due entry has changed
  /// while the clock runs. `bury` is given the old world on Reset. Either may be empty.
  Engine(Setup setup, sim::WallClock wall, std::function<void()> agenda_changed = {},
         Bury bury = {});

  /// Applies a command at the sandbox's time, after everything that is due by then, and journals
  /// `cause`. Returns what `Apply(Tx&, command)` returns; Poisoned after a bug. What a fault does
  /// to the reply goes to `reply_fault`. During an advance nothing is fired here: whoever advances
  /// fires one entry after the other.
  template <class Command>
  auto Run(Cause cause, const Command& command, std::optional<ReplyFault>* reply_fault = nullptr)
      -> decltype(Apply(std::declval<commands::Tx&>(), command)) {
    return Guarded([&]() -> decltype(Apply(std::declval<commands::Tx&>(), command)) {
      const Instant now = clock_.Now();
      FireDueBy(now);
      Consequences consequences;
      std::optional<ReplyFault> fault;
      commands::Tx tx = TxAt(now, consequences, cause.tier);
      tx.path = std::string_view(cause.target).substr(0, cause.target.find('?'));
      tx.test_code = cause.test_code;
      tx.reply_fault = &fault;
      auto result = Apply(tx, command);
      FireDueBy(now);
      // The answer to a webhook of a world that is gone is no input of this one.
      const bool late = cause.generation && *cause.generation != world_.generation;
      if (!late) journal_.Append({0, now, std::move(cause), std::move(consequences)});
      if (reply_fault != nullptr) *reply_fault = std::move(fault);
      return result;
    });
  }

  /// The shape of replies that this sandbox asks for. Cheap: no lock.
  Profile profile() const { return profile_.load(std::memory_order_acquire); }

  /// Whether any fault is about requests. Cheap: no lock.
  bool WatchesRequests() const { return watches_requests_.load(std::memory_order_acquire); }
  /// Shows a request to the faults. What the request then does is journalled as its cause; whoever
  /// calls this sees to it (JournalRequest) when it does nothing that is.
  FaultMeeting MeetRequest(const FaultSite& request);
  /// Journals a request that changed nothing but what faults have counted.
  void JournalRequest(Cause cause);

  /// Answers a query at the sandbox's time, after everything that is due by then. Not journalled.
  template <class Query>
  auto Ask(const Query& query, TierCode tier = {})
      -> decltype(Answer(std::declval<const commands::View&>(), query)) {
    return Guarded([&]() -> decltype(Answer(std::declval<const commands::View&>(), query)) {
      const Instant now = clock_.Now();
      FireDueBy(now);
      const commands::View view{world_, agenda_, now, TokenNow(now), tier};
      return Answer(view, query);
    });
  }

  // Time.

  ClockReading ReadClock();
  /// Changes the clock, or says why not; then nothing is changed. A sandbox in which nothing has
  /// been made may be put back in time.
  std::optional<ClockRefusal> SetClock(const ClockChange& change);

  /// Stands still and belongs to the caller until EndAdvance. False when another advance is on.
  bool BeginAdvance();
  /// Fires the next entry that is due at or before `until`, at its own instant, where the clock
  /// then stands. Nothing when there is none. REQUIRES: BeginAdvance.
  Result<std::optional<Fired>> StepToNextDue(Instant until);
  /// When the next entry is due.
  std::optional<Instant> NextDue();
  /// Moves to `to` and stands there. REQUIRES: BeginAdvance, and nothing is due by then.
  void MoveTo(Instant to);
  /// Moves to `to` and lets the clock go on in its own mode; does nothing and says false when
  /// something is due by then after all. REQUIRES: BeginAdvance.
  bool EndAdvance(Instant to);
  /// Lets the clock go on from where it stands, whatever is due. REQUIRES: BeginAdvance.
  void AbandonAdvance();
  /// Ends the advance in another world: replaces the setup, then resets. REQUIRES: BeginAdvance.
  void EndAdvanceWith(Setup setup);
  /// Cheap: no lock.
  bool Advancing() const { return advancing_seen_.load(std::memory_order_acquire); }

  /// Fires what has come due by itself. For whoever watches NextDueOnTheWall.
  void CatchUp();
  /// When CatchUp next has work, in real time; Instant::max() while the clock stands still or
  /// nothing is due.
  Instant NextDueOnTheWall() const;

  // Webhooks that are ready to leave.

  /// Cheap: no lock.
  bool HasOutgoing() const { return outgoing_.load(std::memory_order_acquire) > 0; }
  std::optional<commands::Outgoing> TakeOutgoing();

  // Calls of the API, and waiting for what happens.

  /// To be called when a call of the API begins; returns its place among all that happens.
  std::uint64_t RequestBegan();
  /// To be called when it is answered; its `at` is filled in and returned.
  Instant RequestEnded(RequestRecord record);
  std::vector<RequestRecord> Requests() const;
  void ForgetRequests();

  /// Waits, in real time, until for `quiet` no call of the API was made or was under way. False
  /// when that has not come about after `most`.
  bool AwaitQuiet(std::chrono::milliseconds quiet, std::chrono::milliseconds most,
                  const std::function<bool()>& given_up);
  /// Changes whenever anything happens.
  std::uint64_t Version() const;
  /// Waits, in real time, until the version is another one than `seen`. False at the timeout.
  bool AwaitChange(std::uint64_t seen, std::chrono::milliseconds timeout);

  // The whole.

  /// Back to the setup, with the credentials' token kept. False, and nothing is changed, during an
  /// advance.
  bool Reset();
  /// Replaces the setup, then resets. False, and nothing is changed, during an advance.
  bool Load(Setup setup);
  Setup CurrentSetup() const;
  /// A setup that starts where this sandbox stands now: Load of it, here or elsewhere, leads to the
  /// same world at the same time. What was said on the way (journal, requests) is not in it.
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
      } catch (const std::exception& bug) {  // no command throws on purpose
        poison_ = errors::Poisoned(bug.what(), ids_.seed(), journal_.last_sequence());
        changed = Publish();
        return *poison_;
      }
    }();
    if (changed && agenda_changed_) agenda_changed_();
    return result;
  }

  /// Replaces the setup, then resets. False, and nothing is changed, when an advance is on that
  /// this does not end.
  bool Replace(Setup setup, bool ends_advance);

  // All of these REQUIRE the lock.
  commands::Tx TxAt(Instant now, Consequences& consequences, TierCode tier = {});
  Instant TokenNow(Instant now) const;
  const sim::AgendaEntry* NextEntry();
  void FireDueBy(Instant now);
  Fired Fire(const sim::AgendaEntry& entry, Consequences& consequences);
  bool Publish();
  void FixStart();
  std::optional<ClockRefusal> WhyNotSet(Instant now, Instant to);
  void PutClock(Instant to, const ClockChange& change);
  void StartOver();
  void BeginWith(const Beginning& beginning);
  void ShortenToken();
  void FinishAdvance();

  mutable std::mutex mutex_;
  const sim::WallClock wall_;
  const std::function<void()> agenda_changed_;
  const Bury bury_;

  Setup setup_;
  World world_;
  sim::Clock clock_;
  sim::Agenda agenda_;
  sim::IdMint ids_;
  commands::Outbox outbox_;
  Journal journal_;
  RequestLog requests_;
  std::size_t requests_under_way_ = 0;
  std::uint64_t happened_ = 0;  // numbers everything that happens, never starts again
  std::uint64_t reset_at_ = 0;  // what began before belongs to a world that is gone
  std::optional<Error> poison_;
  bool advancing_ = false;

  std::condition_variable happened_changed_;
  std::size_t waiting_ = 0;

  // What others read without the lock; Publish makes them follow.
  std::atomic<bool> advancing_seen_{false};
  std::atomic<std::size_t> outgoing_{0};
  std::atomic<bool> watches_requests_{false};
  std::atomic<Profile> profile_{Profile::kCurrent};
  std::atomic<std::int64_t> next_due_ms_{std::numeric_limits<std::int64_t>::max()};
};

}  // namespace portone::engine
