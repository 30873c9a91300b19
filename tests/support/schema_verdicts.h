// SPDX-License-Identifier: MIT
// Validates scenario documents against the schema that editors use, with Ajv in Node.js (`make
// test` installs both).
#pragma once

#include <string>
#include <vector>

#include "json/json.h"

namespace portone::testing {

/// Documents by name.
using Documents = Json;

/// A line for each, in order: "scenarios/a.json: ok", or its first error instead of "ok".
std::vector<std::string> GetSchemaVerdicts(const Documents& documents);
/// The same against another schema.
std::vector<std::string> GetSchemaVerdicts(const std::string& schema, const Documents& documents);

}  // namespace portone::testing
