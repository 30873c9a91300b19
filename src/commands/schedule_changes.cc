// SPDX-License-Identifier: MIT
#include "commands/schedule_changes.h"

#include "commands/charging.h"
#include "domain/errors.h"

namespace portone::commands {
namespace {

/// Errors: RescheduleInPast.
Result<Done> CheckTime(const Tx& tx, const Schedule& schedule, Instant schedule_at) {
  if (schedule_at > tx.now) return Done{};
  tx.NoteLateSchedule(schedule.customer_uid, schedule.order.merchant_uid, schedule_at);
  return errors::RescheduleInPast(schedule.order.merchant_uid);
}

}  // namespace

Result<ScheduleView> Apply(Tx& tx, const MoveSchedule& command) {
  const Schedule* schedule = tx.ledger.schedules.Find(command.merchant_uid);
  if (schedule == nullptr) return errors::ScheduleNotFound();
  if (schedule->status != ScheduleStatus::kScheduled) {
    return errors::ScheduleNotPending(command.merchant_uid);
  }
  PORTONE_RETURN_IF_ERROR(CheckTime(tx, *schedule, command.schedule_at));
  const Schedule& moved = tx.ledger.schedules.Update(schedule->id, [&](Schedule& updated) {
    updated.schedule_at = command.schedule_at;
    ++updated.revision;
  });
  PlanCharge(tx, moved);
  tx.NoteIfDistant(moved);
  return MakeScheduleView(tx.ledger, moved);
}

Result<ScheduleView> Apply(Tx& tx, const Reschedule& command) {
  PORTONE_TRY(const Schedule* schedule, FindRetryableSchedule(tx.view(), command.merchant_uid));
  PORTONE_RETURN_IF_ERROR(CheckTime(tx, *schedule, command.schedule_at));
  PORTONE_RETURN_IF_ERROR(CheckUnpaid(tx.view(), command.merchant_uid));
  const Schedule& rescheduled = tx.ledger.schedules.Update(schedule->id, [&](Schedule& updated) {
    updated.status = ScheduleStatus::kScheduled;
    updated.schedule_at = command.schedule_at;
    updated.executed_at.reset();
    updated.revoked_at.reset();
    updated.imp_uid.reset();
    updated.fail_reason.reset();
    updated.recovery_done = false;
    ++updated.revision;
  });
  PlanCharge(tx, rescheduled);
  tx.NoteIfDistant(rescheduled);
  return MakeScheduleView(tx.ledger, rescheduled);
}

Result<const Schedule*> FindRetryableSchedule(const View& view, const MerchantUid& merchant_uid) {
  const Schedule* schedule = view.ledger.schedules.Find(merchant_uid);
  if (schedule == nullptr) return errors::ScheduleNotFound();
  const bool failed =
      MakeScheduleView(view.ledger, *schedule).payment_status == PaymentStatus::kFailed;
  if (schedule->status != ScheduleStatus::kRevoked && !failed) {
    return errors::ScheduleNotRetryable(merchant_uid);
  }
  return schedule;
}

}  // namespace portone::commands
