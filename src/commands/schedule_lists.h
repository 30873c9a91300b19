// SPDX-License-Identifier: MIT
// Lists of schedules: of all customers, and of one.
#pragma once

#include "commands/page.h"
#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/schedule_table.h"
#include "domain/switches.h"

namespace portone::commands {

/// A page, and the reply format that the sandbox's switch selects.
struct ScheduleList {
  Page<ScheduleView> page;
  ScheduleListShape shape = ScheduleListShape::kPaged;
};

/// Schedules of all customers in a time range; a page beyond the end is empty. Never refused.
// FIDELITY: schedule-lists
struct ListSchedules {
  ScheduleFilter filter;
  SortDirection direction = SortDirection::kDescending;  ///< the latest schedule_at first
  PageRequest request;
};
Result<ScheduleList> Handle(const View& view, const ListSchedules& query);

/// The same for one customer, the latest schedule_at first; empty for an unknown customer.
// FIDELITY: schedule-lists
struct ListCustomerSchedules {
  CustomerUid customer_uid;
  ScheduleFilter filter;
  PageRequest request;
};
Result<ScheduleList> Handle(const View& view, const ListCustomerSchedules& query);

}  // namespace portone::commands
