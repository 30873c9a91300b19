// SPDX-License-Identifier: MIT
// Decides whether a payment may be cancelled, and for what amount. Pure functions.
#pragma once

#include <optional>

#include "domain/cancel_request.h"
#include "domain/gateway_rules.h"
#include "domain/money.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone {

/// The amount that the request cancels. Errors, in this order: NothingToCancel (the payment was
/// never paid), AlreadyCancelled, ChecksumMismatch, CancelExceedsRemaining; for a virtual account
/// RefundAccountMissing and BankUnknown; the refusals of CheckCancel (the gateway);
/// CancelTaxExceedsAmount.
// FIDELITY: cancel
Result<Money> DecideCancel(const GatewayRules& rules, const CancelContext& context);

struct RefundedTax {
  Money tax_free;
  std::optional<Money> vat_amount;
};

/// The tax split of a cancellation. Cancelling the whole remaining amount takes the remaining
/// parts. Otherwise the request's values apply; by default the tax-free part is as small as
/// possible, and VAT is the standard rate, limited to the remaining VAT.
RefundedTax SplitRefundTax(const Payment& payment, const CancelRequest& request, Money amount);

}  // namespace portone
