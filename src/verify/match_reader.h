// SPDX-License-Identifier: MIT
// Reads what a test says of values, as strictly as everything of ours: fields and operators that do
// not exist, and values that could never be found, are problems with their place.
#pragma once

#include <string>

#include "json/strict_object.h"
#include "verify/match.h"

namespace portone::verify {

/// Reads {"status": "paid", "amount": {"at_least": 1000}} for a fact of this kind. What is not an
/// object, a secret that is never kept, and a word that a field never holds are problems.
Match ReadFactMatch(const nlohmann::json& given, const std::string& pointer, FactKind kind,
                    json::Problems& problems);

/// Reads what a reply has to be like: objects are compared by the members that are named, arrays by
/// all their elements, everything else exactly or by an operator.
Match ReadReplyMatch(const nlohmann::json& given, const std::string& pointer,
                     json::Problems& problems);

}  // namespace portone::verify
