// SPDX-License-Identifier: MIT
// The version of this build, set by CMake.
#pragma once

#include <string_view>

namespace portone {

inline constexpr std::string_view kVersion = PORTONE_VERSION;

}  // namespace portone
