// SPDX-License-Identifier: MIT
// All schedules of one merchant and the ways to find and list them.
#pragma once

#include <cstddef>
#include <deque>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "domain/ids.h"
#include "domain/schedule.h"
#include "domain/schedule_calendar.h"

namespace portone {

class ScheduleTable {
 public:
  /// Gives it its id and stores it.
  const Schedule& Insert(Schedule schedule);

  /// REQUIRES: it exists.
  const Schedule& Get(ScheduleId id) const;
  bool Has(ScheduleId id) const { return id >= 1 && id <= schedules_.size(); }
  /// The latest schedule under an order number, or null.
  const Schedule* Find(const MerchantUid& merchant_uid) const;
  /// Every schedule ever made for a customer, oldest first.
  const std::vector<ScheduleId>& Of(const CustomerUid& customer_uid) const;
  /// Every schedule ever made, oldest first.
  const std::deque<Schedule>& All() const { return schedules_; }

  /// How many fit.
  std::size_t Count(const ScheduleFilter& filter) const { return calendar_.Count(filter); }
  /// Those that fit, by the time they are due, from the `skip`th on, at most `limit`.
  std::vector<const Schedule*> List(const ScheduleFilter& filter, Direction direction,
                                    std::size_t skip, std::size_t limit) const;
  /// Those whose charge failed at or after `from` and before `to` and that the daily recovery has
  /// not had yet, in the order in which they failed, at most `limit`.
  std::vector<ScheduleId> FailedBetween(Instant from, Instant to, std::size_t limit) const;

  /// Lets `change` change a schedule: the only way to. REQUIRES: it exists, and neither its ids nor
  /// its customer change.
  template <class Change>
  const Schedule& Update(ScheduleId id, const Change& change) {
    PORTONE_INVARIANT(Has(id), "a schedule id points nowhere");
    Schedule& schedule = schedules_[id - 1];
    const ScheduleCalendar::Place place = PlaceOf(schedule);
    failed_.erase(FailureOf(schedule));
    change(schedule);
    Follow(schedule, place);
    return schedule;
  }

 private:
  using Failure = std::pair<Instant, ScheduleId>;

  static ScheduleCalendar::Place PlaceOf(const Schedule& schedule) {
    return {schedule.schedule_at, schedule.status};
  }
  static Failure FailureOf(const Schedule& schedule) {
    return {schedule.executed_at.value_or(Instant::min()), schedule.id};
  }
  void Follow(const Schedule& schedule, ScheduleCalendar::Place before);

  std::deque<Schedule> schedules_;  // schedule id n is at n - 1
  std::unordered_map<MerchantUid, ScheduleId> latest_;
  std::unordered_map<CustomerUid, std::vector<ScheduleId>> of_;
  ScheduleCalendar calendar_;
  std::set<Failure> failed_;
};

}  // namespace portone
