// SPDX-License-Identifier: MIT
// Looks up a gateway code that a document names.
#pragma once

#include <string>
#include <string_view>

#include "domain/gateway_rules.h"
#include "json/strict_object.h"

namespace portone::snapshot {

/// The gateway with the code `pg`, the value of `key`. When there is none, reports it with the
/// closest known code and returns null.
const GatewayRules* FindGateway(json::StrictObject& object, std::string_view key,
                                const std::string& pg);

}  // namespace portone::snapshot
