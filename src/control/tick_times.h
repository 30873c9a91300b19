// SPDX-License-Identifier: MIT
// The times at which an advance pauses. Independent of any clock.
#pragma once

#include <variant>

#include "domain/calendar.h"
#include "domain/cron.h"
#include "engine/advance_request.h"

namespace portone::control {

/// The ticks of a rule after `from`, one after the other. Used by one thread.
class TickTimes {
 public:
  TickTimes(const engine::TickRule& tick, Instant from) : when_(tick.when), from_(from) {
    MoveOn();
  }

  /// Instant::max() after the last one.
  Instant next() const { return next_; }

  void MoveOn() {
    if (const auto* every = std::get_if<Period>(&when_)) {
      ++count_;
      next_ = Add(from_, {every->months * count_, every->duration * count_});
    } else {
      const Instant after = count_++ == 0 ? from_ : next_;
      next_ = FindNextMinute(std::get<CronSchedule>(when_), after).value_or(Instant::max());
    }
  }

 private:
  const std::variant<Period, CronSchedule> when_;
  const Instant from_;
  Instant next_{};
  int count_ = 0;
};

}  // namespace portone::control
