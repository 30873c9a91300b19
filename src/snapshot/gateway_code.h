// SPDX-License-Identifier: MIT
// A gateway's code where a document names one.
#pragma once

#include <string>
#include <string_view>

#include "domain/gateway_rules.h"
#include "json/strict_object.h"

namespace portone::snapshot {

/// The gateway with this code, the value of `key`; null when there is none, which is then reported
/// with the nearest one.
const GatewayRules* FindGateway(json::StrictObject& object, std::string_view key,
                                const std::string& pg);

}  // namespace portone::snapshot
