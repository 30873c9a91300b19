// SPDX-License-Identifier: MIT
// Forms and query strings with PHP's brackets: "schedules[0][merchant_uid]=A", "x[]=1&x[]=2".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json_fwd.h"

namespace portone::json {

/// Parses a form into a JSON object whose scalars are strings. Objects whose keys are all numbers
/// become arrays, ordered by those numbers. Whitespace around keys and values is trimmed; unencoded
/// text is accepted. Later keys replace earlier ones. Returns an error message ("a broken percent
/// escape in ..."), or nothing on success.
std::optional<std::string> ReadForm(std::string_view text, Json& out);

}  // namespace portone::json
