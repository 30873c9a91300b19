// SPDX-License-Identifier: MIT
#include "domain/schedule_table.h"

#include <utility>

namespace portone {
namespace {

bool AwaitsRecovery(const Schedule& schedule) {
  return schedule.status == ScheduleStatus::kExecuted && schedule.fail_reason &&
         !schedule.recovery_done;
}

}  // namespace

const Schedule& ScheduleTable::Insert(Schedule schedule) {
  schedule.id = schedules_.size() + 1;
  latest_[schedule.order.merchant_uid] = schedule.id;
  by_customer_[schedule.customer_uid].push_back(schedule.id);
  calendar_.Add(schedule.id, MakeEntry(schedule));
  if (AwaitsRecovery(schedule)) failed_.insert(MakeFailure(schedule));
  return schedules_.emplace_back(std::move(schedule));
}

const Schedule& ScheduleTable::Get(ScheduleId id) const {
  PORTONE_INVARIANT(Has(id), "no schedule has this id");
  return schedules_[id - 1];
}

const Schedule* ScheduleTable::Find(const MerchantUid& merchant_uid) const {
  const auto found = latest_.find(merchant_uid);
  return found == latest_.end() ? nullptr : &Get(found->second);
}

const std::vector<ScheduleId>& ScheduleTable::FindByCustomer(
    const CustomerUid& customer_uid) const {
  static const std::vector<ScheduleId> kNone;
  const auto found = by_customer_.find(customer_uid);
  return found == by_customer_.end() ? kNone : found->second;
}

std::vector<const Schedule*> ScheduleTable::List(const ScheduleFilter& filter,
                                                 SortDirection direction, std::size_t skip,
                                                 std::size_t limit) const {
  std::vector<const Schedule*> list;
  for (const ScheduleId id : calendar_.List(filter, direction, skip, limit))
    list.push_back(&Get(id));
  return list;
}

std::vector<ScheduleId> ScheduleTable::ListFailed(Instant from, Instant to,
                                                  std::size_t limit) const {
  std::vector<ScheduleId> ids;
  for (auto failure = failed_.lower_bound({from, 0});
       failure != failed_.end() && failure->first < to && ids.size() < limit; ++failure) {
    ids.push_back(failure->second);
  }
  return ids;
}

void ScheduleTable::UpdateIndexes(const Schedule& schedule, ScheduleCalendar::Entry before) {
  calendar_.Move(schedule.id, before, MakeEntry(schedule));
  if (AwaitsRecovery(schedule)) failed_.insert(MakeFailure(schedule));
}

}  // namespace portone
