// SPDX-License-Identifier: MIT
// Lists of schedules: of all customers, and of one.
#pragma once

#include "commands/page.h"
#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/schedule_table.h"
#include "domain/switches.h"

namespace portone::commands {

/// A page, and the shape in which the sandbox wants it written.
struct ScheduleList {
  Page<ScheduleView> page;
  ScheduleLists shape = ScheduleLists::kPaged;
};

/// Schedules of all customers in a span of time; a page beyond the end is empty. Never refused.
// FIDELITY: schedule-lists
struct ListSchedules {
  ScheduleFilter filter;
  Direction direction = Direction::kBackward;  ///< the latest schedule_at first
  PageRequest asked;
};
Result<ScheduleList> Answer(const View& view, const ListSchedules& query);

/// The same of one customer, the latest schedule_at first; an unknown one has none.
// FIDELITY: schedule-lists
struct ListSchedulesOf {
  CustomerUid customer_uid;
  ScheduleFilter filter;
  PageRequest asked;
};
Result<ScheduleList> Answer(const View& view, const ListSchedulesOf& query);

}  // namespace portone::commands
