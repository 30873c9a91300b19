// SPDX-License-Identifier: MIT
// Exclusive control of a sandbox's clock while it is being advanced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "domain/result.h"
#include "domain/timer.h"
#include "engine/engine.h"

namespace portone::engine {

/// An advance in progress: the clock stands still, and only this object moves it and fires timers.
/// Unless it was ended, its destruction resumes the clock from where it stands and fires the timers
/// that are due. Members may be called from any thread, one at a time.
class Advance {
 public:
  /// Begins an advance; nothing if another one of the sandbox is in progress. REQUIRES: `engine`
  /// outlives the advance.
  static std::optional<Advance> Begin(Engine& engine);

  Advance(Advance&& other) noexcept;
  Advance& operator=(Advance&&) = delete;
  Advance(const Advance&) = delete;
  Advance& operator=(const Advance&) = delete;
  ~Advance();

  /// Distinguishes this advance from the others of the sandbox; from 1.
  std::uint64_t number() const { return number_; }

  /// The time of the next timer.
  std::optional<Instant> FindNextTimerTime();
  /// Moves the clock to the next timer due at or before `target` and fires it. Returns nothing if
  /// there is none.
  Result<std::optional<FiredTimer>> FireNextTimer(Instant target);
  /// How many schedules were refused so far because their time had passed, and the newest of them.
  std::size_t CountLateSchedules() const;
  std::vector<commands::SuspectSchedule> ListLateSchedules() const;
  /// The newest of the distant schedules that lie ahead of the clock at `now`; none when a schedule
  /// was charged, for then the merchant's times cannot be that wrong.
  std::vector<commands::SuspectSchedule> ListDistantSchedules(Instant now) const;
  /// Moves the clock to `to`, never back. REQUIRES: no timer is due by then.
  void MoveTo(Instant to);

  /// Ends the advance: moves the clock to `to` and resumes its mode. If a timer is due by then,
  /// does nothing and returns false. REQUIRES: not ended.
  bool End(Instant to);
  /// Ends the advance, replaces the setup and resets. REQUIRES: not ended.
  void EndAndLoad(Setup setup);

 private:
  Advance(Engine& engine, std::uint64_t number) : engine_(&engine), number_(number) {}
  Engine& GetEngine() const;  // REQUIRES: not ended
  /// Resumes the clock's mode at `to`, or where it stands, even if timers are due. If a timer is
  /// due by `to`, does nothing and returns false.
  bool Release(std::optional<Instant> to);
  /// What the end of the advance says about the merchant's clock. REQUIRES: the engine is locked.
  std::vector<std::string> DescribeSuspectSchedules() const;

  Engine* engine_;  // null once ended or moved from
  std::uint64_t number_;
  std::size_t late_before_ = 0;  // schedules refused because their time had passed
  bool has_charged_ = false;     // a schedule
};

}  // namespace portone::engine
