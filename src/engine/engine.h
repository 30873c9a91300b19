// SPDX-License-Identifier: MIT
// The single writer of one sandbox: one world, one clock, one agenda, behind one mutex. Mentions no
// resource: what can be asked for are the commands' own types, found by overload.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "commands/due.h"
#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/world.h"
#include "engine/journal.h"
#include "sim/agenda.h"
#include "sim/clock.h"
#include "sim/id_mint.h"

namespace portone::engine {

/// By which clock access tokens live. // FIDELITY: token-clock
enum class TokenTime : std::uint8_t { kWall, kSandbox };

/// What a sandbox starts from, and returns to on Reset.
struct Setup {
  std::uint64_t seed = 1;
  sim::ClockSettings clock;
  TokenTime tokens = TokenTime::kWall;
  Merchant merchant;
};

struct ClockReading {
  Instant now;
  sim::ClockSettings settings;
  bool advancing = false;
};

/// All members may be called from any thread; none does I/O or calls back while it holds the lock.
class Engine {
 public:
  /// `agenda_changed` is called, without the lock, when the time of the next due entry has changed
  /// while the clock runs; may be empty.
  Engine(Setup setup, sim::WallClock wall, std::function<void()> agenda_changed = {});

  /// Applies a command at the sandbox's time, after everything that is due by then, and journals
  /// `cause`. Returns what `Apply(Tx&, command)` returns; Poisoned after a bug. During an advance
  /// nothing is fired here: whoever advances fires one entry after the other.
  template <class Command>
  auto Run(Cause cause, const Command& command)
      -> decltype(Apply(std::declval<commands::Tx&>(), command)) {
    return Guarded([&]() -> decltype(Apply(std::declval<commands::Tx&>(), command)) {
      const Instant now = clock_.Now();
      FireDueBy(now);
      std::vector<Notice> notices;
      commands::Tx tx = TxAt(now, notices);
      auto result = Apply(tx, command);
      FireDueBy(now);
      journal_.Append({0, now, std::move(cause), std::move(notices)});
      return result;
    });
  }

  /// Answers a query at the sandbox's time, after everything that is due by then. Not journalled.
  template <class Query>
  auto Ask(const Query& query) -> decltype(Answer(std::declval<const commands::View&>(), query)) {
    return Guarded([&]() -> decltype(Answer(std::declval<const commands::View&>(), query)) {
      const Instant now = clock_.Now();
      FireDueBy(now);
      const commands::View view{world_, now, TokenNow(now)};
      return Answer(view, query);
    });
  }

  // Time.

  ClockReading ReadClock();

  /// Stands still and belongs to the caller until EndAdvance. False when another advance is on.
  bool BeginAdvance();
  /// Fires the next entry that is due at or before `until`, at its own instant, where the clock
  /// then stands. Nothing when there is none. REQUIRES: BeginAdvance.
  Result<std::optional<Fired>> StepToNextDue(Instant until);
  /// Moves to `to` and lets the clock go on in its own mode; does nothing and says false when
  /// something is due by then after all. REQUIRES: BeginAdvance.
  bool EndAdvance(Instant to);
  /// Lets the clock go on from where it stands, whatever is due. REQUIRES: BeginAdvance.
  void AbandonAdvance();
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

  // The whole.

  /// Back to the setup, with the credentials' token kept. False, and nothing is changed, during an
  /// advance.
  bool Reset();
  /// Replaces the setup, then resets. False, and nothing is changed, during an advance.
  bool Load(Setup setup);
  Setup CurrentSetup() const;

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

  // All of these REQUIRE the lock.
  commands::Tx TxAt(Instant now, std::vector<Notice>& notices);
  Instant TokenNow(Instant now) const;
  void FireDueBy(Instant now);
  Fired Fire(const sim::AgendaEntry& entry, std::vector<Notice>& notices);
  bool Publish();
  void FixStart();
  void StartOver();
  void FinishAdvance();

  mutable std::mutex mutex_;
  const sim::WallClock wall_;
  const std::function<void()> agenda_changed_;

  Setup setup_;
  World world_;
  sim::Clock clock_;
  sim::Agenda agenda_;
  sim::IdMint ids_;
  commands::Outbox outbox_;
  Journal journal_;
  std::optional<Error> poison_;
  bool advancing_ = false;

  // What others read without the lock; Publish makes them follow.
  std::atomic<bool> advancing_seen_{false};
  std::atomic<std::size_t> outgoing_{0};
  std::atomic<std::int64_t> next_due_ms_{std::numeric_limits<std::int64_t>::max()};
};

}  // namespace portone::engine
