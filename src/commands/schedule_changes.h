// SPDX-License-Identifier: MIT
// Changing the time of a schedule: of a pending one, and of a revoked or failed one.
#pragma once

#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/schedule.h"

namespace portone::commands {

/// Moves a pending schedule. Errors, in this order: ScheduleNotFound, ScheduleNotPending,
/// RescheduleInPast.
// FIDELITY: schedule-changes
struct MoveSchedule {
  MerchantUid merchant_uid;
  Instant schedule_at;
};
Result<ScheduleView> Apply(Tx& tx, const MoveSchedule& command);

/// Makes a failed or revoked schedule pending again and clears its previous result. Errors, in
/// this order: ScheduleNotFound, ScheduleNotRetryable, RescheduleInPast, MerchantUidUsed.
// FIDELITY: schedule-changes
struct Reschedule {
  MerchantUid merchant_uid;
  Instant schedule_at;
};
Result<ScheduleView> Apply(Tx& tx, const Reschedule& command);

/// The latest schedule under an order number, if it can be retried: it was revoked, or executed and
/// its payment failed. Errors, in this order: ScheduleNotFound, ScheduleNotRetryable.
Result<const Schedule*> FindRetryableSchedule(const View& view, const MerchantUid& merchant_uid);

}  // namespace portone::commands
