// SPDX-License-Identifier: MIT
// The names of keys, words and options that had another name before version 1.0.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portone::json {

/// The present name of the key, word or option that was called `name`, if it is one of the
/// candidates.
std::optional<std::string_view> FindNewName(std::string_view name,
                                            const std::vector<std::string>& candidates);

}  // namespace portone::json
