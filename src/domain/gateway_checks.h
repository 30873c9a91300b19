// SPDX-License-Identifier: MIT
// What a gateway's facts refuse, for charges and for cancellations. Pure: decides, changes nothing.
#pragma once

#include "domain/error.h"
#include "domain/gateway_rules.h"
#include "domain/money.h"

namespace portone {

/// Whether money moves when all goes well: not where a window only stores a key.
bool Charges(const GatewayRules& rules, const GatewayAsk& ask);

/// What the gateway refuses before it asks the card's issuer. In this order: a parameter that it
/// insists on (MissingParameter), the currency (CurrencyUnsupported or ChargeRefused), and, as
/// ChargeRefused, the order number, too small or too great an amount, an instalment plan on too
/// small an amount or one that is not offered, and what check_order says. Of a schedule that is
/// accepted only the first two and the last, of a key without a charge only the first.
Result<Done> CheckOrder(const GatewayRules& rules, const GatewayAsk& ask);

/// Of what check_cancel and the data refuse: CancelRefused, MissingParameter. `amount` is what is
/// to be cancelled.
Result<Done> CheckCancel(const GatewayRules& rules, const CancelAsk& ask, Money amount);

}  // namespace portone
