// SPDX-License-Identifier: MIT
// `portone-emulator env`: the variables of `exec` for a shell, for an emulator that runs already.
#pragma once

#include "app/options.h"

namespace portone::app {

/// Gets the authority of the emulator at `settings.url` (or in the URL file), writes the files that
/// clients are pointed to into `settings.client_folder`, and prints lines of a POSIX shell to
/// standard output. Returns 0. Throws StartError when no emulator answers, there is no folder, or
/// it cannot be written to.
int PrintEnvironment(const Settings& settings);

}  // namespace portone::app
