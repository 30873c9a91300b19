// SPDX-License-Identifier: MIT
// Forms and query strings with PHP's brackets: "schedules[0][merchant_uid]=A", "x[]=1&x[]=2".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace portone::json {

/// Reads a form into a JSON object whose scalars are strings; objects whose keys are all numbers
/// become arrays in the order of those numbers. Blanks around keys and values are dropped, text
/// that was not encoded passes. Returns what is wrong ("a broken percent escape in ..."), or
/// nothing. Later keys replace earlier ones.
std::optional<std::string> ReadForm(std::string_view text, nlohmann::json& out);

}  // namespace portone::json
