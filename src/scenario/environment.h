// SPDX-License-Identifier: MIT
// Environment variables in scenario files: "${env.NAME}" in any value is the variable's text.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "json/json.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Returns the value of a variable; nothing when it is not set.
using VariableReader = std::function<std::optional<std::string>(const std::string& name)>;

/// A variable of this process.
std::optional<std::string> ReadProcessVariable(const std::string& name);

/// Replaces each "${env.NAME}" in the values of `document`; keys stay as they are, and so does
/// "$${env.NAME}". Reports each variable that is not set, at the pointer to its value.
void ReplaceVariables(Json& document, const VariableReader& read, json::Problems& problems);

}  // namespace portone::scenario
