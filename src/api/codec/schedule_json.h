// SPDX-License-Identifier: MIT
// A schedule as the V1 API prints it.
#pragma once

#include <vector>

#include "api/json_writer.h"
#include "commands/schedules.h"

namespace portone::api {

/// Keys in the order that was recorded, the newer ones last.
// FIDELITY: schedule-object
void EncodeSchedule(JsonWriter& json, const commands::ScheduleView& view);
void EncodeSchedules(JsonWriter& json, const std::vector<commands::ScheduleView>& views);

}  // namespace portone::api
