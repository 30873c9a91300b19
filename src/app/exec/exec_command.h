// SPDX-License-Identifier: MIT
// `portone-emulator exec`: runs a command whose calls to PortOne go to an emulator of its own.
#pragma once

#include "app/options.h"

namespace portone::app {

/// The exit code when the emulator cannot be started, as of env(1) and timeout(1).
inline constexpr int kExecCannotStart = 125;

/// Starts an emulator on a free port of this machine, the commands of `--with`, and the command;
/// waits for the latter while it passes signals on. When it fails, prints its calls to standard
/// error. Returns its exit code, or 128 and the number of the signal that ended it; 127 when there
/// is no such program, 126 when it cannot be run, kExecCannotStart when the emulator cannot start.
/// Thread safety: call it in the main thread before any other is started, because it blocks signals
/// for all of them.
int Exec(const Settings& settings);

}  // namespace portone::app
