// SPDX-License-Identifier: MIT
// Checks a value against a schema of the contract. Supports the few keywords that the facts use,
// and is stricter than JSON Schema: each documented key must exist, no other may, and the order of
// keys is checked where it was observed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "support/contract_data.h"

namespace portone::testing {

/// Sentences, each of which begins with the JSON pointer that it refers to.
using Findings = std::vector<std::string>;

/// The violations of `value` under a profile ("current", "2020"). `pointer` is its location.
Findings CheckValue(const Definitions& definitions, std::string_view profile, const Json& schema,
                    const Json& value, const std::string& pointer);

}  // namespace portone::testing
