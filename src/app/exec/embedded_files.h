// SPDX-License-Identifier: MIT
// The contents of files that are embedded in the program: node_preload.cjs, and the library that is
// built from src/clock_preload.
#pragma once

#include <string_view>

namespace portone::app {

/// node_preload.cjs: "@HOSTS@", "@HOST@" and "@PORT@" stand for values.
extern const std::string_view kNodePreloadText;

/// libportone_clock.so, as bytes.
extern const std::string_view kClockLibrary;

}  // namespace portone::app
