// SPDX-License-Identifier: MIT
// Reads matchers from JSON, strictly: unknown fields and operators, and values that can never
// occur, are reported with their JSON pointers.
#pragma once

#include <string>

#include "json/json_fwd.h"
#include "json/strict_object.h"
#include "verify/matcher.h"

namespace portone::verify {

/// Reads {"status": "paid", "amount": {"at_least": 1000}} for a fact of this kind. Reports a value
/// that is not an object, values of secrets (which are never stored), and values that a field never
/// has.
Matcher ReadFactMatcher(const Json& source, const std::string& pointer, FactKind kind,
                        json::Problems& problems);

/// Reads the matcher for a reply: objects are compared by the members listed, arrays element by
/// element, everything else exactly or by an operator.
Matcher ReadReplyMatcher(const Json& source, const std::string& pointer, json::Problems& problems);

}  // namespace portone::verify
