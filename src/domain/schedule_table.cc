// SPDX-License-Identifier: MIT
#include "domain/schedule_table.h"

#include <utility>

namespace portone {

const Schedule& ScheduleTable::Insert(Schedule schedule) {
  schedule.id = schedules_.size() + 1;
  latest_[schedule.order.merchant_uid] = schedule.id;
  of_[schedule.customer_uid].push_back(schedule.id);
  return schedules_.emplace_back(std::move(schedule));
}

const Schedule& ScheduleTable::Get(ScheduleId id) const {
  PORTONE_INVARIANT(Has(id), "a schedule id points nowhere");
  return schedules_[id - 1];
}

const Schedule* ScheduleTable::Find(const MerchantUid& merchant_uid) const {
  const auto found = latest_.find(merchant_uid);
  return found == latest_.end() ? nullptr : &Get(found->second);
}

const std::vector<ScheduleId>& ScheduleTable::Of(const CustomerUid& customer_uid) const {
  static const std::vector<ScheduleId> kNone;
  const auto found = of_.find(customer_uid);
  return found == of_.end() ? kNone : found->second;
}

}  // namespace portone
