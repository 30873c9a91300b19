// SPDX-License-Identifier: MIT
// The path prefix of the control API, which receipt links and the ready line contain as well.
#pragma once

#include <string_view>

namespace portone {

/// Prefix of every path of the control API.
inline constexpr std::string_view kControlPrefix = "/_emulator";

}  // namespace portone
