// SPDX-License-Identifier: MIT
// Where the control API and the browser side begin. Receipt links and the ready line name the first
// one too.
#pragma once

#include <string_view>

namespace portone {

/// Prefix of every path of the control API.
inline constexpr std::string_view kControlPrefix = "/_emulator";
/// Prefix of the paths that only the browser side has.
inline constexpr std::string_view kBrowserPrefix = "/_browser";

}  // namespace portone
