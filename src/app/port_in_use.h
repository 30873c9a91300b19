// SPDX-License-Identifier: MIT
// Says who has the port that an emulator was to listen on.
#pragma once

#include <string>

namespace portone::app {

/// The message of a server that cannot listen. If it is because `port` of `host` is in use, also
/// whether an emulator has it, and what helps. Blocks for at most a second.
std::string ExplainPortInUse(const std::string& message, const std::string& host, int port);

}  // namespace portone::app
