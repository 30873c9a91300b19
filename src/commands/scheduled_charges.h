// SPDX-License-Identifier: MIT
// Charging a schedule: when its time comes, when the merchant retries it, when the daily recovery
// does.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/payment.h"
#include "domain/timer.h"

namespace portone::commands {

/// Executes a schedule whose time has come and tells of the payment, paid or failed.
/// REQUIRES: its turn is the due's, and `tx` is for its ledger.
// FIDELITY: scheduled-charge
Fired Execute(Tx& tx, const ChargeSchedule& due);

/// Has everything that failed on the day charged again at once, one due each; what was paid in
/// another way since is passed over. REQUIRES: `tx` is for its ledger.
// FIDELITY: recovery
Fired Execute(Tx& tx, const RecoverSchedules& due);

/// Charges a failed or revoked schedule now. The schedule becomes an executed one with this
/// payment, which is told of, paid or failed. A declined charge is a success with a failed payment.
/// Refused, in this order: ScheduleNotFound, ScheduleNotRepeatable, CustomerNotFoundStrict (its key
/// is gone), MerchantUidUsed, ChargeRefused, FaultInjected.
// FIDELITY: schedule-changes
struct RetrySchedule {
  MerchantUid merchant_uid;
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const RetrySchedule& command);

}  // namespace portone::commands
