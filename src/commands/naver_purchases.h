// SPDX-License-Identifier: MIT
// What Naver Pay offers after a payment: points for the buyer, confirmation of the purchase, the
// amount of a cash receipt.
#pragma once

#include "commands/transaction.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/result.h"

namespace portone::commands {

/// Makes the gateway grant its points for a payment, once. Errors, in this order: PaymentNotFound,
/// GatewayFailed (the payment belongs to another gateway; the channel is not set up; it is not paid
/// or fully cancelled; the points were granted before; a fault).
// FIDELITY: naver-after-payment
struct GrantPoints {
  ImpUid imp_uid;
};
Result<Done> Apply(Tx& tx, const GrantPoints& command);

/// Confirms a purchase, once: the buyer has received it. Errors: as GrantPoints.
// FIDELITY: naver-after-payment
struct ConfirmPurchase {
  ImpUid imp_uid;
};
Result<Done> Apply(Tx& tx, const ConfirmPurchase& command);

/// The amount a cash receipt may be issued for: the remaining balance, split by means of payment
/// and by tax. `by_points` + `by_primary` = `supply` + `vat` = `total`; the tax-free part counts as
/// supply.
struct CashReceiptAmount {
  Money total;
  Money by_points;
  Money by_primary;
  Money supply;
  Money vat;
};

/// Errors, in this order: WrongGateway (unknown payment, or its gateway does not report it),
/// GatewayFailed (the channel is not set up; not paid).
// FIDELITY: naver-after-payment
struct FindCashReceiptAmount {
  ImpUid imp_uid;
};
Result<CashReceiptAmount> Handle(const View& view, const FindCashReceiptAmount& query);

}  // namespace portone::commands
