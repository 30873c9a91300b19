// SPDX-License-Identifier: MIT
// Telling a gateway what becomes of an order after it was paid.
#pragma once

#include "commands/transaction.h"
#include "domain/order_status.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// Stores what the gateway is told; no money moves. A status may be told again, but not one that
/// lies before it, and an order that is cancelled stays so. Errors, in this order: PaymentNotFound,
/// WrongGateway, GatewayFailed (not paid), OrderStatusRefused, GatewayFailed (a fault).
// FIDELITY: order-status
struct TellOrderStatus {
  ImpUid imp_uid;
  OrderStatus status = OrderStatus::kDeliveryStart;
};
Result<Payment> Apply(Tx& tx, const TellOrderStatus& command);

}  // namespace portone::commands
