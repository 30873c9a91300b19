// SPDX-License-Identifier: MIT
#include "commands/gateway_calls.h"

#include <optional>

#include "commands/fault_target.h"
#include "commands/faults.h"
#include "domain/errors.h"

namespace portone::commands {

Result<Done> CallGateway(Tx& tx, const PgCode& pg, const MerchantUid& merchant_uid) {
  PORTONE_TRY(const std::optional<GatewayError> declined,
              ApplyFault(tx, MakeFaultTarget(FaultOperation::kOtherGatewayCall, pg, merchant_uid)));
  if (declined) return errors::GatewayFailed(FormatFailReason(*declined));
  return Done{};
}

Result<Done> CallGateway(Tx& tx, const Payment& payment) {
  return CallGateway(tx, payment.pg, payment.order.merchant_uid);
}

}  // namespace portone::commands
