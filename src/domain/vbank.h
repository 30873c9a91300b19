// SPDX-License-Identifier: MIT
// Decides the operations on virtual accounts: issue, change, revoke, deposit. Pure functions.
// Evidence: docs/behaviour/virtual-accounts.md#vbank-issue
#pragma once

#include <optional>
#include <string>

#include "domain/channel.h"
#include "domain/gateway_rules.h"
#include "domain/money.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone {

struct VbankRequest {
  Order order;                ///< the amount may be zero for an unlimited account
  bool has_tax_free = false;  ///< tax_free was sent, even if it is 0
  std::string bank_code;      ///< in any gateway's format
  Instant due;
  std::optional<std::string> holder;
  std::optional<std::string> number;  ///< of a fixed account; absent: assigned by the bank
  bool has_api_key = false;
  bool fixed_unlimited = false;
};

/// The requested account; its number is empty unless the request specifies it. Errors, in this
/// order: VbankUnsupported, CurrencyUnsupported, MissingParameter (required by the gateway),
/// VbankUnsupported (no unlimited accounts), BankUnknown, VbankDueInPast or the gateway's own
/// VbankRefused for a past due time, VbankRefused (the gateway).
// FIDELITY: vbank-issue
Result<VirtualAccount> DecideVbank(const VbankRequest& request, const GatewayRules& rules,
                                   const Channel& channel, Instant now);

/// Absent fields are left unchanged.
struct VbankChange {
  std::optional<Money> amount;
  std::optional<Instant> due;
};

/// Errors, in this order: NotVbank, VbankNotReady, VbankChangeUnsupported, VbankDueInPast,
/// InvalidParameter (an amount below its tax parts).
// FIDELITY: vbank-change
Result<Done> DecideVbankChange(const Payment& payment, const VbankChange& change,
                               const GatewayRules& rules, Instant now);

/// Errors, in this order: NotVbank, VbankNotReady, MissingParameter (pg_api_key, if the gateway
/// requires it).
// FIDELITY: vbank-revoke
Result<Done> DecideVbankRevocation(const Payment& payment, bool has_api_key,
                                   const GatewayRules& rules);

/// The amount of the deposit; an absent one means the amount due. Errors: DepositRefused, when the
/// payment has no account, when the account is closed, or when the amount for an ordinary account
/// differs from the amount due.
// FIDELITY: vbank-deposit
Result<Money> DecideDeposit(const Payment& payment, std::optional<Money> amount);

}  // namespace portone
