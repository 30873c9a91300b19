// SPDX-License-Identifier: MIT
// Calls to a gateway that neither charge nor cancel: deliveries, order statuses, points, members.
#pragma once

#include "commands/transaction.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// Applies the faults of `other_gateway_call`, as the last check before the change. Errors:
/// GatewayFailed (a fault declines), FaultInjected.
Result<Done> CallGateway(Tx& tx, const PgCode& pg, const MerchantUid& merchant_uid);
/// The same for a call about a payment.
Result<Done> CallGateway(Tx& tx, const Payment& payment);

}  // namespace portone::commands
