// SPDX-License-Identifier: MIT
// What is embedded from files: a text beside this one, and the library that is built from
// src/clock_preload.
#pragma once

#include <string_view>

namespace portone::app {

/// node_preload.cjs: "@HOSTS@", "@HOST@" and "@PORT@" stand for values.
extern const std::string_view kNodePreloadText;

/// libportone_clock.so, as bytes.
extern const std::string_view kClockLibrary;

}  // namespace portone::app
