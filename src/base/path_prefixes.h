// SPDX-License-Identifier: MIT
// The path prefixes of the control API, which receipt links and the ready line contain as well, and
// of the browser side.
#pragma once

#include <string_view>

namespace portone {

/// Prefix of every path of the control API.
inline constexpr std::string_view kControlPrefix = "/_emulator";
/// Prefix of the paths that only the browser side has.
inline constexpr std::string_view kBrowserPrefix = "/_browser";

}  // namespace portone
