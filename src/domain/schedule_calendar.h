// SPDX-License-Identifier: MIT
// Which schedules are due on which day, with how many of each status: a list of a span of time is
// counted day by day, and a page of it looks only at the days it stands on.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "domain/ids.h"
#include "domain/payment_index.h"
#include "domain/schedule.h"

namespace portone {

/// What a list is narrowed to: schedules due at or after `from` and before `to`, of one status or
/// of any.
struct ScheduleFilter {
  Instant from = Instant::min();
  Instant to = Instant::max();
  std::optional<ScheduleStatus> status;

  bool Fits(const Schedule& schedule) const {
    return schedule.schedule_at >= from && schedule.schedule_at < to &&
           (!status || schedule.status == *status);
  }
};

class ScheduleCalendar {
 public:
  /// When a schedule is due and what has become of it.
  struct Place {
    Instant at;
    ScheduleStatus status = ScheduleStatus::kScheduled;
  };

  /// REQUIRES: it is not there yet.
  void Add(ScheduleId id, Place place);
  /// REQUIRES: it is at `from`.
  void Move(ScheduleId id, Place from, Place to);

  /// How many fit.
  std::size_t Count(const ScheduleFilter& filter) const;
  /// Those that fit, by the time they are due and those of one instant by id, forwards or
  /// backwards, from the `skip`th on, at most `limit`.
  std::vector<ScheduleId> List(const ScheduleFilter& filter, Direction direction, std::size_t skip,
                               std::size_t limit) const;

 private:
  using Entries = std::map<std::pair<Instant, ScheduleId>, ScheduleStatus>;
  struct Day {
    std::array<std::size_t, 3> counts{};  // by status
    Entries entries;
  };
  using Days = std::map<Instant, Day>;  // by their first instant
  struct Walk;

  static std::size_t CountOn(const Days::value_type& day, const ScheduleFilter& filter);
  static std::pair<Entries::const_iterator, Entries::const_iterator> Within(
      const Day& day, const ScheduleFilter& filter);
  std::pair<Days::const_iterator, Days::const_iterator> Touched(const ScheduleFilter& filter) const;

  Days days_;
};

}  // namespace portone
