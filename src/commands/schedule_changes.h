// SPDX-License-Identifier: MIT
// Another time for a schedule: for a pending one, and for one that was revoked or failed.
#pragma once

#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/schedule.h"

namespace portone::commands {

/// Moves a pending schedule. Refused, in this order: ScheduleNotFound, ScheduleNotPending,
/// ScheduleTimePast.
// FIDELITY: schedule-changes
struct MoveSchedule {
  MerchantUid merchant_uid;
  Instant schedule_at;
};
Result<ScheduleView> Apply(Tx& tx, const MoveSchedule& command);

/// Makes a failed or revoked schedule a pending one again, without what became of it before.
/// Refused, in this order: ScheduleNotFound, ScheduleNotRepeatable, ScheduleTimePast,
/// MerchantUidUsed.
// FIDELITY: schedule-changes
struct Reschedule {
  MerchantUid merchant_uid;
  Instant schedule_at;
};
Result<ScheduleView> Apply(Tx& tx, const Reschedule& command);

/// The latest schedule under an order number, when it may be tried again: revoked, or executed with
/// a payment that failed. Refused, in this order: ScheduleNotFound, ScheduleNotRepeatable.
Result<const Schedule*> FindRepeatable(const View& view, const MerchantUid& merchant_uid);

}  // namespace portone::commands
