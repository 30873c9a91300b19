// SPDX-License-Identifier: MIT
// A value against a schema of the contract. Knows the few words that the facts use, and is stricter
// than JSON Schema: each documented key must be there, no other may, and order counts where it was
// recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/contract_facts.h"

namespace portone::testing {

/// Sentences, each of which begins with the JSON pointer it is about.
using Findings = std::vector<std::string>;

/// What is wrong with `value` under a profile ("current", "2020"). `pointer` is where it stands.
Findings CheckValue(const Definitions& definitions, std::string_view profile,
                    const nlohmann::json& schema, const nlohmann::ordered_json& value,
                    const std::string& pointer);

}  // namespace portone::testing
