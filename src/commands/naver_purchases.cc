// SPDX-License-Identifier: MIT
#include "commands/naver_purchases.h"

#include "commands/gateway_calls.h"
#include "domain/balance.h"
#include "domain/errors.h"
#include "domain/gateway_rules.h"
#include "domain/payment.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

using OptionalOperation = bool OptionalOperations::*;

/// Errors: GatewayFailed, when the gateway would reject any operation on this payment.
Result<Done> CheckPaidAtGateway(const World& world, Instant now, const Payment& payment) {
  const Channel channel =
      ResolveChannel(world.merchant, {payment.channel_key, payment.pg, payment.pg_id, {}});
  const GatewayRequest request{Operation::kAgain, channel, payment.order, now, now};
  if (const auto error = gateways::Get(payment.pg).check_access(request)) {
    return errors::GatewayFailed(FormatFailReason(*error));
  }
  const bool paid = WasPaid(payment) && !payment.without_charge;
  if (!paid) return errors::GatewayFailed(texts::kNotPaid);
  if (GetRemainingAmount(payment).IsZero()) return errors::GatewayFailed(texts::kFullyCancelled);
  return Done{};
}

Result<const Payment*> FindPaid(const Tx& tx, const ImpUid& imp_uid, OptionalOperation operation) {
  const Payment* payment = tx.ledger.payments.Find(imp_uid);
  if (payment == nullptr) return errors::PaymentNotFound();
  if (!(gateways::Get(payment->pg).optional_operations.*operation)) {
    return errors::GatewayFailed(
        errors::WrongGateway(gateways::FindGatewayNameWith(operation)).message);
  }
  PORTONE_RETURN_IF_ERROR(CheckPaidAtGateway(tx.world, tx.now, *payment));
  return payment;
}

}  // namespace

Result<Done> Apply(Tx& tx, const GrantPoints& command) {
  PORTONE_TRY(const Payment* payment, FindPaid(tx, command.imp_uid, &OptionalOperations::points));
  if (payment->points_granted) return errors::GatewayFailed(texts::kPointsAlreadyGranted);
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, *payment));
  tx.ledger.payments.Update(command.imp_uid, [](Payment& paid) { paid.points_granted = true; });
  return Done{};
}

Result<Done> Apply(Tx& tx, const ConfirmPurchase& command) {
  PORTONE_TRY(const Payment* payment, FindPaid(tx, command.imp_uid, &OptionalOperations::confirm));
  if (payment->purchase_confirmed) return errors::GatewayFailed(texts::kPurchaseAlreadyConfirmed);
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, *payment));
  tx.ledger.payments.Update(command.imp_uid, [](Payment& paid) { paid.purchase_confirmed = true; });
  return Done{};
}

Result<CashReceiptAmount> Handle(const View& view, const FindCashReceiptAmount& query) {
  const OptionalOperation operation = &OptionalOperations::cash_amount;
  const Payment* payment = view.ledger.payments.Find(query.imp_uid);
  if (payment == nullptr || !(gateways::Get(payment->pg).optional_operations.*operation)) {
    return errors::WrongGateway(gateways::FindGatewayNameWith(operation));
  }
  PORTONE_RETURN_IF_ERROR(CheckPaidAtGateway(view.world, view.now, *payment));
  const Balance balance = ComputeBalance(*payment);
  const Money zero{0, balance.amount.currency};
  const bool in_points =
      payment->pay_method == PayMethod::kPoint || payment->pay_method == PayMethod::kNaverpayPoint;
  return CashReceiptAmount{balance.amount, in_points ? balance.amount : zero,
                           in_points ? zero : balance.amount, balance.amount - balance.parts.vat,
                           balance.parts.vat};
}

}  // namespace portone::commands
