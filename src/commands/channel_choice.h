// SPDX-License-Identifier: MIT
// The channel of an operation that only some gateways have.
#pragma once

#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/result.h"

namespace portone::commands {

/// The channel that is chosen; without a choice the first whose gateway has the operation, else the
/// default one. The caller must refuse a gateway that does not support it. Errors: ModuleNotFound,
/// NoChannel.
Result<Channel> ChooseChannelFor(const Merchant& merchant, const ChannelChoice& choice,
                                 bool (*offers)(const GatewayRules& rules));

}  // namespace portone::commands
