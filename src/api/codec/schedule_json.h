// SPDX-License-Identifier: MIT
// JSON encoding of a schedule.
#pragma once

#include <vector>

#include "api/reply_writer.h"
#include "commands/schedule_lists.h"
#include "commands/schedules.h"

namespace portone::api {

/// Keys in the order observed in recorded replies, newer ones last.
// FIDELITY: schedule-object
void EncodeSchedule(ReplyWriter& json, const commands::ScheduleView& view);
void EncodeSchedules(ReplyWriter& json, const std::vector<commands::ScheduleView>& views);

/// A page object or a plain array of its elements, depending on `list.shape`.
// FIDELITY: schedule-lists
void EncodeScheduleList(ReplyWriter& json, const commands::ScheduleList& list);

}  // namespace portone::api
