// SPDX-License-Identifier: MIT
// All schedules of one merchant and the ways to find them.
#pragma once

#include <deque>
#include <unordered_map>
#include <vector>

#include "base/invariant.h"
#include "domain/ids.h"
#include "domain/schedule.h"

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

  /// Lets `change` change a schedule: the only way to. REQUIRES: it exists, and neither its ids nor
  /// its customer change.
  template <class Change>
  const Schedule& Update(ScheduleId id, const Change& change) {
    PORTONE_INVARIANT(Has(id), "a schedule id points nowhere");
    change(schedules_[id - 1]);
    return schedules_[id - 1];
  }

 private:
  std::deque<Schedule> schedules_;  // schedule id n is at n - 1
  std::unordered_map<MerchantUid, ScheduleId> latest_;
  std::unordered_map<CustomerUid, std::vector<ScheduleId>> of_;
};

}  // namespace portone
