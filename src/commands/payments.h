// SPDX-License-Identifier: MIT
// Payments that exist: finding one and cancelling one.
#pragma once

#include <optional>

#include "commands/transaction.h"
#include "domain/balance.h"
#include "domain/cancellation.h"
#include "domain/error.h"
#include "domain/payment.h"
#include "domain/payment_table.h"
#include "domain/pending.h"

namespace portone::commands {

/// Refused: PaymentNotFound; by switch also for a payment of a test channel that was not asked for.
// FIDELITY: include-sandbox
struct FindPayment {
  ImpUid imp_uid;
  bool include_sandbox = false;
};
Result<Payment> Answer(const View& view, const FindPayment& query);

/// A payment of the merchant or of any sub-merchant. Refused: PaymentNotFound.
struct FindPaymentOfAnyTier {
  ImpUid imp_uid;
};
Result<Payment> Answer(const View& view, const FindPaymentOfAnyTier& query);

/// The first attempt under an order number in an order, of these statuses. Refused:
/// PaymentNotFound.
struct FindPaymentByOrder {
  MerchantUid merchant_uid;
  StatusSet statuses = StatusSet::All();
  ListOrder order;
};
Result<Payment> Answer(const View& view, const FindPaymentByOrder& query);

/// What is left of a payment, by tax. Refused: BalanceUnavailable, when there is no such payment,
/// when it was never paid, and when its gateway does not tell.
// FIDELITY: balance
struct FindBalance {
  ImpUid imp_uid;
};
Result<Balance> Answer(const View& view, const FindBalance& query);

/// In what currency the payment is that a cancellation by these ids means. Refused: CancelNotFound.
struct ReadCancelCurrency {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;
};
Result<Currency> Answer(const View& view, const ReadCancelCurrency& query);

/// Cancels all or part of a paid payment. With both ids the imp_uid decides. By API it is told only
/// where that is asked for and a webhook told of the payment; in the console it always is. Refused,
/// in this order: CancelNotFound, RegistrationKept, CancelUnderWay, then as DecideCancel; by API
/// then CancelRefused and FaultInjected. Where the gateway takes its time nothing changes yet.
// FIDELITY: cancel
struct CancelPayment {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;  ///< its newest payment with something left to cancel
  CancelRequest request;
  bool in_console = false;  ///< by a person, not by API
};
Result<Payment> Apply(Tx& tx, const CancelPayment& command);

/// Does what was planned, now. REQUIRES: nothing else has been cancelled since.
const Payment& DoCancel(Tx& tx, const ImpUid& imp_uid, PendingCancellation pending);

}  // namespace portone::commands
