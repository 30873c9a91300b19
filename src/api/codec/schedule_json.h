// SPDX-License-Identifier: MIT
// A schedule as the V1 API prints it.
#pragma once

#include <vector>

#include "api/reply_writer.h"
#include "commands/schedule_lists.h"
#include "commands/schedules.h"

namespace portone::api {

/// Keys in the order that was recorded, the newer ones last.
// FIDELITY: schedule-object
void EncodeSchedule(ReplyWriter& json, const commands::ScheduleView& view);
void EncodeSchedules(ReplyWriter& json, const std::vector<commands::ScheduleView>& views);

/// A page as an object, or its elements alone, as the list says.
// FIDELITY: schedule-lists
void EncodeScheduleList(ReplyWriter& json, const commands::ScheduleList& list);

}  // namespace portone::api
