// SPDX-License-Identifier: MIT
// Charging a schedule: at its time, on the merchant's retry and in the daily recovery.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/payment.h"
#include "domain/result.h"
#include "domain/timer.h"

namespace portone::commands {

/// Executes a schedule and sends a webhook for the payment, paid or failed. REQUIRES: the timer's
/// revision is the schedule's, and `tx` is for its ledger.
// FIDELITY: scheduled-charge
FiredTimer Execute(Tx& tx, const ChargeSchedule& timer);

/// Plans a new charge, now, for every schedule that failed on the day, with one timer each. Orders
/// that have been paid in another way since are skipped. REQUIRES: `tx` is for its ledger.
// FIDELITY: recovery
FiredTimer Execute(Tx& tx, const RecoverSchedules& timer);

/// Charges a failed or revoked schedule now. The schedule becomes executed with this payment, and a
/// webhook is sent, paid or failed. A declined charge is a success with a failed payment. Errors,
/// in this order: ScheduleNotFound, ScheduleNotRetryable, CustomerNotFoundAs404 (its key was
/// deleted), MerchantUidUsed, ChargeRefused, FaultInjected.
// FIDELITY: schedule-changes
struct RetrySchedule {
  MerchantUid merchant_uid;
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const RetrySchedule& command);

}  // namespace portone::commands
