// SPDX-License-Identifier: MIT
// Refusals that several gateways know and for which none has a public text: EM30 to EM33, ours.
// Knows no gateway.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/gateway_rules.h"

namespace portone::gateways {

/// EM30, when a parameter of the request is longer than `most` bytes.
std::optional<GatewayFault> IfLonger(const GatewayAsk& ask, std::string_view parameter,
                                     std::size_t most);

/// EM31, when the request has no such parameter. For what a gateway wants in some windows only;
/// what it always wants is a Requirement.
std::optional<GatewayFault> IfMissing(const GatewayAsk& ask, std::string_view parameter);

/// EM32: a parameter is not as the gateway wants it.
GatewayFault Wrong(std::string_view parameter, std::string_view problem);

/// EM33: the gateway cancels this by itself only, or not any more.
GatewayFault NotNow(std::string_view problem);

/// What `key` of the window's `card.direct` says: "code", "quota". "" when it says nothing.
std::string_view Direct(const GatewayAsk& ask, std::string_view key);

/// Whether a cancellation leaves something. REQUIRES: the payment was paid.
bool CancelsPart(const CancelAsk& ask);

}  // namespace portone::gateways
