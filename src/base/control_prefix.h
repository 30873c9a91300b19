// SPDX-License-Identifier: MIT
// Where the control API begins. Receipt links and the ready line name it too.
#pragma once

#include <string_view>

namespace portone {

/// Prefix of every path of the control API.
inline constexpr std::string_view kControlPrefix = "/_emulator";

}  // namespace portone
