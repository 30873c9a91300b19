// SPDX-License-Identifier: MIT
#include "commands/order_statuses.h"

#include "commands/gateway_calls.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// What the gateway knows of the order: that of a payment that was fully cancelled is cancelled.
OrderStatus FindOrderStatus(const Payment& payment) {
  return RemainingAmount(payment).IsZero() ? OrderStatus::kCanceled : payment.order_status;
}

}  // namespace

Result<Payment> Apply(Tx& tx, const TellOrderStatus& command) {
  const Payment* payment = tx.ledger.payments.Find(command.imp_uid);
  if (payment == nullptr) return errors::PaymentNotFound();
  if (!gateways::Get(payment->pg).optional_operations.order_status) {
    return errors::WrongGateway(gateways::FindGatewayNameWith(&OptionalOperations::order_status));
  }
  if (!WasPaid(*payment) || payment->issue_only) return errors::GatewayFailed(texts::kNotPaid);
  const OrderStatus before = FindOrderStatus(*payment);
  if (!MayBecome(before, command.status))
    return errors::OrderStatusRefused(Name(before), Name(command.status));
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, *payment));
  return tx.ledger.payments.Update(
      command.imp_uid, [&](Payment& updated) { updated.order_status = command.status; });
}

}  // namespace portone::commands
