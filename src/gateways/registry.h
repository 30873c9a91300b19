// SPDX-License-Identifier: MIT
// The table of all emulated gateways. To add a gateway: write its file, declare and list it in
// registry.cc, and add it to src/CMakeLists.txt.
#pragma once

#include <span>
#include <string_view>

#include "domain/channel.h"
#include "domain/gateway_rules.h"

namespace portone::gateways {

/// All gateways, sorted by code.
std::span<const GatewayRules* const> All();

/// The gateway with this code, or null.
const GatewayRules* Find(std::string_view code);

/// The gateway of a channel. REQUIRES: `pg` exists; it was checked when the channel was loaded.
const GatewayRules& Get(const PgCode& pg);

/// The name of the first gateway that has the operation (`&OptionalOperations::shipment`); "" when
/// none has it.
std::string_view FindGatewayNameWith(bool OptionalOperations::*operation);

}  // namespace portone::gateways
