// SPDX-License-Identifier: MIT
#include "commands/order_statuses.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "commands/gateway_calls.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// The statuses that the gateway knows besides the three that a merchant may report.
constexpr std::array<std::string_view, 11> kOtherStatuses{
    "PAYMENT_WAITNG",    "PAYED",           "DELIVERY_READY",  "DELIVERING",
    "DELIVERY_COMPLETE", "CANCEL_REQUEST",  "EXCHANGE_WAIT",   "EXCHANGE_COMPLETE",
    "RETURN_WAIT",       "RETURN_COMPLETE", "OUTSELLER_REFUND"};

/// The gateway's name for a status; it may not have been told any yet.
std::string_view GetStatusName(OrderStatus status) {
  return status == OrderStatus::kNone ? "PAYED" : Name(status);
}

/// Errors: OrderStatusUnknown, OrderStatusRefused.
Result<OrderStatus> ReadStatus(const std::string& text, OrderStatus before) {
  const bool is_other =
      std::find(kOtherStatuses.begin(), kOtherStatuses.end(), text) != kOtherStatuses.end();
  if (is_other) return errors::OrderStatusRefused(GetStatusName(before), text);
  const std::optional<OrderStatus> status = Parse<OrderStatus>(text);
  if (!status) return errors::OrderStatusUnknown(text);
  if (!MayBecome(before, *status))
    return errors::OrderStatusRefused(GetStatusName(before), Name(*status));
  return *status;
}

/// What the gateway knows of the order: that of a payment that was fully cancelled is cancelled.
OrderStatus GetOrderStatus(const Payment& payment) {
  return GetRemainingAmount(payment).IsZero() ? OrderStatus::kCanceled : payment.order_status;
}

}  // namespace

Result<Payment> Apply(Tx& tx, const ReportOrderStatus& command) {
  const Payment* payment = tx.ledger.payments.Find(command.imp_uid);
  if (payment == nullptr) return errors::PaymentNotFound();
  if (!gateways::Get(payment->pg).optional_operations.order_status) {
    return errors::WrongGateway(gateways::FindGatewayNameWith(&OptionalOperations::order_status));
  }
  if (!WasPaid(*payment) || payment->without_charge) return errors::GatewayFailed(texts::kNotPaid);
  PORTONE_TRY(const OrderStatus status, ReadStatus(command.status, GetOrderStatus(*payment)));
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, *payment));
  return tx.ledger.payments.Update(command.imp_uid,
                                   [&](Payment& updated) { updated.order_status = status; });
}

}  // namespace portone::commands
