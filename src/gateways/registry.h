// SPDX-License-Identifier: MIT
// Every gateway that is emulated. To add one: its file, its declaration and its line in
// registry.cc, its line in src/CMakeLists.txt.
#pragma once

#include <span>
#include <string_view>

#include "domain/channel.h"
#include "domain/gateway_rules.h"

namespace portone::gateways {

/// All of them, sorted by code.
std::span<const GatewayRules* const> All();

/// The gateway with this code, or null.
const GatewayRules* Find(std::string_view code);

/// The gateway of a channel. REQUIRES: the channel was checked when it was loaded.
const GatewayRules& Of(const PgCode& pg);

}  // namespace portone::gateways
