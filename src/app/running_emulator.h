// SPDX-License-Identifier: MIT
// An emulator that runs in another process, for the commands that talk to one.
#pragma once

#include <string>

#include "app/options.h"

namespace portone::app {

/// The URL of `--url`; else that of the port, when that is an argument; else the one in the URL
/// file, when there is one; else this machine at the port.
std::string FindEmulatorUrl(const Settings& settings);

/// The certificate of the emulator's authority as PEM text. Blocks for at most ten seconds. Throws
/// StartError that says why there is none.
std::string FetchAuthority(const std::string& base_url);

/// The file in which that emulator shows a sandbox's time, as `clock/file` of its control API says.
/// One that shows it nowhere is told to do so in `otherwise`. `token` is for emulators with a
/// control token. Throws StartError.
std::string AskForClockFile(const std::string& base_url, const std::string& token,
                            const std::string& otherwise);

}  // namespace portone::app
