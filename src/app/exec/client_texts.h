// SPDX-License-Identifier: MIT
// Texts that are embedded from files beside this one.
#pragma once

#include <string_view>

namespace portone::app {

/// node_preload.cjs: "@HOSTS@", "@HOST@" and "@PORT@" stand for values.
extern const std::string_view kNodePreloadText;

}  // namespace portone::app
