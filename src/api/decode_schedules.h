// SPDX-License-Identifier: MIT
// Decoders for the parameters of schedule lists, whose names differ between the two lists.
#pragma once

#include "api/route.h"
#include "commands/schedule_lists.h"

namespace portone::api {

/// schedule_from and schedule_to (required, unix seconds, at most three calendar months apart),
/// schedule_status, page, limit, sorting ("scheduled": earliest first). Errors, in this order:
/// MissingParameter, InvalidParameter; for the status UnsupportedStatus.
// FIDELITY: schedule-lists
Result<commands::ListSchedules> DecodeListSchedules(const Call& call);

/// As above, for the customer in the path: from, to, schedule-status, page.
Result<commands::ListCustomerSchedules> DecodeListCustomerSchedules(const Call& call);

}  // namespace portone::api
