// SPDX-License-Identifier: MIT
// The script for merchants' pages, one file for browsers, from its parts.
#pragma once

#include <string_view>

namespace portone::web {

/// The same text for every call. Thread-safe.
// FIDELITY: browser-script
std::string_view GetScriptText();

}  // namespace portone::web
