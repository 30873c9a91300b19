// SPDX-License-Identifier: MIT
// The JSON Schema (2020-12) of scenario files, for editors: what people wrote, in schema.json
// beside this file, and what the program's own tables know.
#pragma once

#include <string>

#include "json/json.h"
#include "verify/fact.h"

namespace portone::scenario {

/// Built anew at each call.
Json Schema();

/// As it is served and as scenarios/schema.json holds it.
std::string SchemaText();

}  // namespace portone::scenario
