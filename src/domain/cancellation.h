// SPDX-License-Identifier: MIT
// Whether a payment may be cancelled, and by how much. Pure: decides, changes nothing.
#pragma once

#include <optional>
#include <string>

#include "domain/channel.h"
#include "domain/error.h"
#include "domain/gateway_rules.h"
#include "domain/money.h"
#include "domain/parameters.h"
#include "domain/payment.h"

namespace portone {

/// Where money goes that came into a virtual account.
struct RefundAccount {
  std::optional<std::string> holder;
  std::optional<std::string> bank;  ///< any gateway's form of the code
  std::optional<std::string> account;
  std::optional<std::string> tel;
};

struct CancelRequest {
  std::optional<Money> amount;  ///< absent or zero: all that remains
  std::optional<Money> tax_free;
  std::optional<Money> vat_amount;
  std::optional<Money> checksum;  ///< the caller's idea of what remains
  std::optional<std::string> reason;
  RefundAccount refund{};  ///< read for virtual accounts alone
  bool enable_webhook = false;
  Parameters extra{};  ///< what only some gateways read: "extra.requester"
};

/// The text a cancellation carries when its caller gave none.
inline constexpr std::string_view kDefaultCancelReason = "취소요청api";

/// The amount that the request cancels. Refused, in this order: CancelNotFound (nothing was ever
/// paid), AlreadyCancelled, ChecksumMismatch, CancelExceedsRemaining, of a virtual account
/// RefundAccountMissing and BankUnknown, then as CheckCancel (the gateway), CancelTaxExceeds.
// FIDELITY: cancel
Result<Money> DecideCancel(const GatewayRules& rules, const CancelAsk& ask);

struct RefundedTax {
  Money tax_free;
  std::optional<Money> vat_amount;
};

/// How the amount of a cancellation divides: into what is left of the payment when all of that is
/// cancelled, and else as the request says; what it leaves out is as little of the tax-free part as
/// will do, and the usual VAT as far as there is any left.
RefundedTax TaxOf(const Payment& payment, const CancelRequest& request, Money amount);

}  // namespace portone
