// SPDX-License-Identifier: MIT
// The channel of an operation that only some gateways have.
#pragma once

#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/result.h"

namespace portone::commands {

/// The channel that is chosen; without a choice the first whose gateway has the operation, else the
/// default one. It is for the caller to refuse a gateway that has not. Errors: ModuleNotFound,
/// NoChannel.
Result<Channel> ChooseOfferingChannel(const Merchant& merchant, const ChannelChoice& choice,
                                      bool (*offers)(const GatewayRules& rules));

}  // namespace portone::commands
