// SPDX-License-Identifier: MIT
// A summary of the calls that reached an emulator, for a user whose command has failed.
#pragma once

#include <cstddef>
#include <string>

#include "portone/emulator.h"

namespace portone::app {

/// The last calls of each sandbox that was used, at most `limit`, a line each: method, target, HTTP
/// status, code and message; then the webhooks that were not accepted. Says so when there was no
/// call at all. Without secrets.
std::string SummarizeCalls(const Emulator& emulator, std::size_t limit);

}  // namespace portone::app
