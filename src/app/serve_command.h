// SPDX-License-Identifier: MIT
// `portone-emulator serve`: an emulator that serves until it gets a signal.
#pragma once

#include "app/options.h"

namespace portone::app {

/// Starts an emulator, prints the ready line to standard output and logs to standard error. Returns
/// 0 after SIGTERM or SIGINT. Throws StartError when it cannot start. Thread safety: call it in the
/// main thread before any other is started, because it blocks signals for all of them.
int Serve(const Settings& settings);

}  // namespace portone::app
