// SPDX-License-Identifier: MIT
// All schedules of one merchant, with lookup and listing.
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
  /// Assigns an id and stores the schedule.
  const Schedule& Insert(Schedule schedule);

  /// REQUIRES: it exists.
  const Schedule& Get(ScheduleId id) const;
  bool Has(ScheduleId id) const { return id >= 1 && id <= schedules_.size(); }
  /// The latest schedule with an order number, or null.
  const Schedule* Find(const MerchantUid& merchant_uid) const;
  /// All schedules of a customer, oldest first.
  const std::vector<ScheduleId>& FindByCustomer(const CustomerUid& customer_uid) const;
  /// All schedules, oldest first.
  const std::deque<Schedule>& All() const { return schedules_; }

  /// The number of matching schedules.
  std::size_t Count(const ScheduleFilter& filter) const { return calendar_.Count(filter); }
  /// The matching schedules, ordered by due time: skips `skip`, then returns at most `limit`.
  std::vector<const Schedule*> List(const ScheduleFilter& filter, SortDirection direction,
                                    std::size_t skip, std::size_t limit) const;
  /// Schedules whose charge failed at or after `from` and before `to` and that the daily recovery
  /// has not yet handled, in the order of failure, at most `limit`.
  std::vector<ScheduleId> ListFailed(Instant from, Instant to, std::size_t limit) const;

  /// Applies `change` to a schedule: the only way to modify one. REQUIRES: it exists, and `change`
  /// does not modify its ids or customer.
  template <class Change>
  const Schedule& Update(ScheduleId id, const Change& change) {
    PORTONE_INVARIANT(Has(id), "no schedule has this id");
    Schedule& schedule = schedules_[id - 1];
    const ScheduleCalendar::Entry entry = MakeEntry(schedule);
    failed_.erase(MakeFailure(schedule));
    change(schedule);
    UpdateIndexes(schedule, entry);
    return schedule;
  }

 private:
  using Failure = std::pair<Instant, ScheduleId>;

  static ScheduleCalendar::Entry MakeEntry(const Schedule& schedule) {
    return {schedule.schedule_at, schedule.status};
  }
  static Failure MakeFailure(const Schedule& schedule) {
    return {schedule.executed_at.value_or(Instant::min()), schedule.id};
  }
  void UpdateIndexes(const Schedule& schedule, ScheduleCalendar::Entry before);

  std::deque<Schedule> schedules_;  // schedule id n is at n - 1
  std::unordered_map<MerchantUid, ScheduleId> latest_;
  std::unordered_map<CustomerUid, std::vector<ScheduleId>> by_customer_;
  ScheduleCalendar calendar_;
  std::set<Failure> failed_;
};

}  // namespace portone
