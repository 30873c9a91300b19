// SPDX-License-Identifier: MIT
// An emulator that runs in another process, for the commands that talk to one.
#pragma once

#include <string>

#include "app/options.h"

namespace portone::app {

/// The URL of `--url`; else that of the port, when that is an argument; else the one in the URL
/// file, when there is one; else this machine at the port.
std::string ChooseEmulatorUrl(const Settings& settings);

/// The certificate of the emulator's authority as PEM text. Blocks for at most ten seconds. Throws
/// CommandError that says why there is none.
std::string FetchAuthorityCertificate(const std::string& base_url);

/// The clock file of the emulator's sandbox, as `clock/file` of its control API reports it. An
/// emulator without one is made to write one at `default_path`. `token` is for emulators with a
/// control token. Throws CommandError.
std::string EnsureClockFile(const std::string& base_url, const std::string& token,
                            const std::string& default_path);

}  // namespace portone::app
