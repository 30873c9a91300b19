// SPDX-License-Identifier: MIT
// Telling a gateway what becomes of an order after it was paid.
#pragma once

#include <string>

#include "commands/transaction.h"
#include "domain/order_status.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// Stores what the gateway is told; no money moves. A status may be reported again, but never an
/// earlier one, and a cancelled order stays cancelled. Errors, in this order: PaymentNotFound,
/// WrongGateway, GatewayFailed (not paid), OrderStatusUnknown, OrderStatusRefused, GatewayFailed (a
/// fault).
// FIDELITY: order-status
struct ReportOrderStatus {
  ImpUid imp_uid;
  std::string status;  ///< as sent: the gateway judges it, and so it has to know the order first
};
Result<Payment> Apply(Tx& tx, const ReportOrderStatus& command);

}  // namespace portone::commands
