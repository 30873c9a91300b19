// SPDX-License-Identifier: MIT
// Scenario documents against the schema that editors read, with the distribution's JSON Schema
// validator.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace portone::testing {

/// Documents by their names.
using Documents = nlohmann::ordered_json;

/// A line for each, in their order: "scenarios/a.json: ok", or its first mistake for "ok".
std::vector<std::string> SchemaVerdicts(const Documents& documents);

}  // namespace portone::testing
