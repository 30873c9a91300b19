// SPDX-License-Identifier: MIT
// What may be done with a virtual account: issue, change, revoke it, pay into it. Pure: decides,
// changes nothing. Evidence: docs/behaviour/virtual-accounts.md#vbank-issue
#pragma once

#include <optional>
#include <string>

#include "domain/channel.h"
#include "domain/error.h"
#include "domain/gateway_rules.h"
#include "domain/money.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone {

struct VbankRequest {
  Order order;                  ///< of an unlimited account the amount may be zero
  bool names_tax_free = false;  ///< the caller sent tax_free, also as 0
  std::string bank_code;        ///< any gateway's form of it
  Instant due;
  std::optional<std::string> holder;
  std::optional<std::string> number;  ///< of a fixed account; absent: the bank picks one
  bool names_api_key = false;
  bool fixed_unlimited = false;
};

/// The account that the request asks for; its number is empty unless the request fixes it. Refused,
/// in this order: VbankUnsupported, CurrencyUnsupported, MissingParameter (what the gateway insists
/// on), VbankUnsupported (no unlimited accounts), BankUnknown, VbankDueInPast or the gateway's
/// VbankRefused for the same, VbankRefused (the gateway).
// FIDELITY: vbank-issue
Result<VirtualAccount> DecideVbank(const VbankRequest& request, const GatewayRules& rules,
                                   const Channel& channel, Instant now);

/// What is absent stays as it is.
struct VbankChange {
  std::optional<Money> amount;
  std::optional<Instant> due;
};

/// Refused, in this order: NotVbank, VbankNotReady, VbankChangeUnsupported, VbankDueInPast,
/// InvalidParameter (an amount below its own taxes).
// FIDELITY: vbank-change
Result<Done> DecideVbankChange(const Payment& payment, const VbankChange& change,
                               const GatewayRules& rules, Instant now);

/// Refused, in this order: NotVbank, VbankNotReady, MissingParameter (pg_api_key, where the gateway
/// insists on it).
// FIDELITY: vbank-revoke
Result<Done> DecideVbankRevoke(const Payment& payment, bool names_api_key,
                               const GatewayRules& rules);

/// The amount that the bank takes; absent: what is due. Refused: DepositRefused, when there is no
/// account, when it is closed, or when an ordinary one is paid anything but what is due.
// FIDELITY: vbank-deposit
Result<Money> DecideDeposit(const Payment& payment, std::optional<Money> amount);

/// `fail_reason` of an account that was revoked, and of one that nobody paid into in time.
inline constexpr std::string_view kVbankRevokedReason = "계좌말소";
inline constexpr std::string_view kVbankExpiredReason = "가상계좌 입금기한이 만료되었습니다.";

}  // namespace portone
