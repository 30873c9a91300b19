// SPDX-License-Identifier: MIT
// What lists of schedules are asked for with, in the two spellings that the API has.
#pragma once

#include "api/route.h"
#include "commands/schedule_lists.h"

namespace portone::api {

/// schedule_from and schedule_to (required, unix seconds, at most three calendar months apart),
/// schedule_status, page, limit, sorting ("scheduled": the earliest first). Refused, in this order:
/// MissingParameter, InvalidParameter; for the status UnsupportedStatus.
// FIDELITY: schedule-lists
Result<commands::ListSchedules> DecodeListSchedules(const Call& call);

/// The same of the customer in the path: from, to, schedule-status, page.
Result<commands::ListSchedulesOf> DecodeListSchedulesOf(const Call& call);

}  // namespace portone::api
