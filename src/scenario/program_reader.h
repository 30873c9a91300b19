// SPDX-License-Identifier: MIT
// Reads a program with its arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/strict_object.h"

namespace portone::scenario {

/// The array of strings at `key`: a program and its arguments, at least the program. Reports
/// anything else, and returns nothing then. REQUIRES: `object` has the key.
std::vector<std::string> ReadProgram(json::StrictObject& object, std::string_view key);

}  // namespace portone::scenario
