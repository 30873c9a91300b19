// SPDX-License-Identifier: MIT
// The JSON Schema (2020-12) of scenario files, for editors: the hand-written schema.json next to
// this file, completed from the program's own tables.
#pragma once

#include <string>

#include "json/json.h"

namespace portone::scenario {

/// Builds the schema; not cached.
Json MakeSchema();

/// The schema as text, as the control API serves it and scenarios/schema.json contains it.
std::string FormatSchema();

}  // namespace portone::scenario
