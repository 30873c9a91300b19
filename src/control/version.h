// SPDX-License-Identifier: MIT
// The version of this build, as CMake knows it.
#pragma once

#include <string_view>

namespace portone::control {

inline constexpr std::string_view kVersion = PORTONE_VERSION;

}  // namespace portone::control
