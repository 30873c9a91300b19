// SPDX-License-Identifier: MIT
// Payments that exist: finding one and cancelling one.
#pragma once

#include <optional>

#include "commands/transaction.h"
#include "domain/cancellation.h"
#include "domain/error.h"
#include "domain/payment.h"

namespace portone::commands {

/// Refused: PaymentNotFound.
struct FindPayment {
  ImpUid imp_uid;
};
Result<Payment> Answer(const View& view, const FindPayment& query);

/// The newest attempt under an order number, of one status or of any. Refused: PaymentNotFound.
struct FindPaymentByOrder {
  MerchantUid merchant_uid;
  std::optional<PaymentStatus> status;
};
Result<Payment> Answer(const View& view, const FindPaymentByOrder& query);

/// Cancels all or part of a paid payment. With both ids the imp_uid decides. By API it is told only
/// where that is asked for and a webhook told of the payment; in the console it always is. Refused,
/// in this order: CancelNotFound, then as DecideCancel; by API then CancelRefused and
/// FaultInjected.
// FIDELITY: cancel
struct CancelPayment {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;  ///< its newest payment with something left to cancel
  CancelRequest request;
  bool in_console = false;  ///< by a person, not by API
};
Result<Payment> Apply(Tx& tx, const CancelPayment& command);

}  // namespace portone::commands
