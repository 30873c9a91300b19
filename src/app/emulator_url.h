// SPDX-License-Identifier: MIT
// Where the running emulator is that a command such as `ready` asks.
#pragma once

#include <string>

#include "app/options.h"

namespace portone::app {

/// The URL in the URL file, where that comes first and is there, or else the one of the settings.
std::string FindEmulatorUrl(const Settings& settings);

}  // namespace portone::app
