// SPDX-License-Identifier: MIT
// Executing cancellations that were decided before. Does not decide what may be cancelled.
#pragma once

#include "commands/transaction.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/pending_table.h"

namespace portone::commands {

/// Executes a planned cancellation now, and sends its webhook. Returns the payment as it then is.
/// REQUIRES: the payment has not been cancelled in another way since.
const Payment& CompleteCancellation(Tx& tx, const ImpUid& imp_uid, PendingCancellation pending);

}  // namespace portone::commands
