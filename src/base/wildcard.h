// SPDX-License-Identifier: MIT
// Patterns in which * stands for any text.
#pragma once

#include <string_view>

namespace portone {

/// Whether the whole of `text` matches `pattern`, in which each * matches any number of bytes,
/// including none. Every other byte matches itself.
bool MatchesWildcard(std::string_view pattern, std::string_view text);

}  // namespace portone
