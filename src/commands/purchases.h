// SPDX-License-Identifier: MIT
// What a merchant does with a purchase after it was paid, at gateways that have it: points for the
// buyer, confirmation, how much of it a cash receipt may say.
#pragma once

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/ids.h"
#include "domain/money.h"

namespace portone::commands {

/// Has the gateway give its own points for a payment, once. Refused, in this order:
/// PaymentNotFound, GatewayFailed (the payment is of another gateway; the channel is not set up;
/// nothing of it is paid; its points were given before).
// FIDELITY: naver-after-payment
struct GivePoints {
  ImpUid imp_uid;
};
Result<Done> Apply(Tx& tx, const GivePoints& command);

/// Confirms a purchase, once: from here on the buyer has it. Refused like GivePoints.
// FIDELITY: naver-after-payment
struct ConfirmPurchase {
  ImpUid imp_uid;
};
Result<Done> Apply(Tx& tx, const ConfirmPurchase& command);

/// What a cash receipt may be issued for: of all that remains, by what it was paid and how it is
/// taxed. `by_points` + `by_primary` = `supply` + `vat` = `total`; what is free of tax is supply.
struct CashAmount {
  Money total;
  Money by_points;
  Money by_primary;
  Money supply;
  Money vat;
};

/// Refused: WrongGateway (no such payment at a gateway that tells), GatewayFailed (the channel is
/// not set up; nothing was paid).
// FIDELITY: naver-after-payment
struct FindCashAmount {
  ImpUid imp_uid;
};
Result<CashAmount> Answer(const View& view, const FindCashAmount& query);

}  // namespace portone::commands
