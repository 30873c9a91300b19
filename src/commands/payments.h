// SPDX-License-Identifier: MIT
// Existing payments: finding and cancelling them.
#pragma once

#include <optional>

#include "commands/transaction.h"
#include "domain/amount_text.h"
#include "domain/balance.h"
#include "domain/cancel_request.h"
#include "domain/payment.h"
#include "domain/payment_table.h"
#include "domain/result.h"

namespace portone::commands {

/// Errors: PaymentNotFound; if the switch says so, also for a payment of a test channel unless
/// `include_sandbox` is set.
// FIDELITY: include-sandbox
struct FindPayment {
  ImpUid imp_uid;
  bool include_sandbox = false;
};
Result<Payment> Handle(const View& view, const FindPayment& query);

/// A payment of the merchant or of any sub-merchant. Errors: PaymentNotFound.
struct FindPaymentOfAnyTier {
  ImpUid imp_uid;
};
Result<Payment> Handle(const View& view, const FindPaymentOfAnyTier& query);

/// The first attempt under an order number that has one of `statuses`, sorted by `sort_order`.
/// Errors: PaymentNotFound.
struct FindPaymentByOrder {
  MerchantUid merchant_uid;
  StatusSet statuses = StatusSet::All();
  SortOrder sort_order;
};
Result<Payment> Handle(const View& view, const FindPaymentByOrder& query);

/// The remaining amount of a payment, split by tax. Errors: BalanceUnavailable, when the payment
/// does not exist, was never paid, or its gateway does not report balances.
// FIDELITY: balance
struct FindBalance {
  ImpUid imp_uid;
};
Result<Balance> Handle(const View& view, const FindBalance& query);

/// The amounts of a cancellation as sent: in the payment's currency.
struct CancelAmountTexts {
  std::optional<AmountText> amount{};
  std::optional<AmountText> tax_free{};
  std::optional<AmountText> vat_amount{};
  std::optional<AmountText> checksum{};
};

/// Cancels all or part of a paid payment. If both ids are given, imp_uid takes precedence. An
/// API cancellation sends a webhook only if the request asks for one and one was sent for the
/// payment; a console cancellation always does. Errors, in this order: InvalidParameter (`amounts`;
/// in the console also an amount of zero), NothingToCancel, KeyIssuanceNotCancellable,
/// CancelInProgress, then as DecideCancel; by API then CancelRefused and FaultInjected. If the
/// gateway confirms cancellations later, the payment does not change yet.
// FIDELITY: cancel
struct CancelPayment {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;  ///< selects its newest payment with a balance left
  CancelTerms terms{};
  CancelAmountTexts amounts{};
  bool in_console = false;  ///< made in the console, not by API
};
Result<Payment> Apply(Tx& tx, const CancelPayment& command);

}  // namespace portone::commands
