// SPDX-License-Identifier: MIT
// Checks charges and cancellations against a gateway's rules. Pure functions.
#pragma once

#include <optional>

#include "domain/gateway_rules.h"
#include "domain/money.h"
#include "domain/order.h"
#include "domain/result.h"

namespace portone {

/// Whether the request charges money on success: false where a window only stores a key.
bool IsCharged(const GatewayRules& rules, const GatewayRequest& request);

/// Refused before the card issuer is contacted, in this order: a missing required parameter
/// (MissingParameter); the currency (CurrencyUnsupported or ChargeRefused); and as ChargeRefused
/// the order number, an amount below the minimum or above the maximum, instalments for too small an
/// amount or with a number of months that is not offered, and the refusals of the check_order hook.
/// Accepting a schedule checks only the parameters, the currency and the hook; issuing or deleting
/// a key without a charge checks only the parameters.
Result<Done> CheckOrder(const GatewayRules& rules, const GatewayRequest& request);

/// Why an order may not be paid in its number of months; nullopt when it may.
// FIDELITY: instalments
std::optional<GatewayError> CheckInstalments(const GatewayRules& rules, const Order& order);

/// Errors: MissingParameter (a required parameter), then CancelRefused (the rules and the
/// check_cancel hook). `amount` is the amount to cancel.
Result<Done> CheckCancel(const GatewayRules& rules, const CancelContext& context, Money amount);

/// The error for a cancellation that the gateway refuses, in its CancelRefusalFormat.
Error MakeCancelRefusal(const GatewayRules& rules, const GatewayError& refusal);

}  // namespace portone
