// SPDX-License-Identifier: MIT
// An index of schedules by day, with counts by status: counting a period adds up its days, and a
// page visits only the days it covers.
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

/// Selects schedules due at or after `from` and before `to`, with one status or any.
struct ScheduleFilter {
  Instant from = Instant::min();
  Instant to = Instant::max();
  std::optional<ScheduleStatus> status;

  bool Matches(const Schedule& schedule) const {
    return schedule.schedule_at >= from && schedule.schedule_at < to &&
           (!status || schedule.status == *status);
  }
};

class ScheduleCalendar {
 public:
  /// The due time and status of a schedule.
  struct Entry {
    Instant at;
    ScheduleStatus status = ScheduleStatus::kScheduled;
  };

  /// REQUIRES: the schedule is not in the calendar.
  void Add(ScheduleId id, Entry entry);
  /// REQUIRES: the schedule is at `from`.
  void Move(ScheduleId id, Entry from, Entry to);

  /// The number of matching schedules.
  std::size_t Count(const ScheduleFilter& filter) const;
  /// The matching schedules, ordered by due time and then id, forwards or backwards: skips `skip`,
  /// then returns at most `limit`.
  std::vector<ScheduleId> List(const ScheduleFilter& filter, SortDirection direction,
                               std::size_t skip, std::size_t limit) const;

 private:
  using Entries = std::map<std::pair<Instant, ScheduleId>, ScheduleStatus>;
  struct Day {
    std::array<std::size_t, 3> counts{};  // by status
    Entries entries;
  };
  using Days = std::map<Instant, Day>;  // by midnight in Korea
  struct Walk;

  static std::size_t CountOn(const Days::value_type& day, const ScheduleFilter& filter);
  static std::pair<Entries::const_iterator, Entries::const_iterator> FindEntries(
      const Day& day, const ScheduleFilter& filter);
  std::pair<Days::const_iterator, Days::const_iterator> FindDays(
      const ScheduleFilter& filter) const;

  Days days_;
};

}  // namespace portone
