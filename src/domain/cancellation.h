// SPDX-License-Identifier: MIT
// Decides whether a payment may be cancelled, and for what amount. Pure functions.
#pragma once

#include <optional>
#include <string>

#include "domain/channel.h"
#include "domain/gateway_rules.h"
#include "domain/money.h"
#include "domain/parameters.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone {

/// The bank account to which a virtual account payment is refunded.
struct RefundAccount {
  std::optional<std::string> holder;
  std::optional<std::string> bank;  ///< the code, in any gateway's format
  std::optional<std::string> account;
  std::optional<std::string> tel;
};

struct CancelRequest {
  std::optional<Money> amount;  ///< absent or zero: the remaining amount
  std::optional<Money> tax_free;
  std::optional<Money> vat_amount;
  std::optional<Money> checksum;  ///< the remaining amount that the caller expects
  std::optional<std::string> reason;
  RefundAccount refund{};  ///< required for virtual accounts, and by some gateways otherwise
  bool enable_webhook = false;
  Parameters extra{};  ///< gateway-specific parameters, such as "extra.requester"
};

/// The reason of a cancellation when the caller gave none.
inline constexpr std::string_view kDefaultCancelReason = "취소요청api";

/// The amount that the request cancels. Refused, in this order: CancelNotFound (the payment was
/// never paid), AlreadyCancelled, ChecksumMismatch, CancelExceedsRemaining; for a virtual account
/// RefundAccountMissing and BankUnknown; the refusals of CheckCancel (the gateway);
/// CancelTaxExceeds.
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
