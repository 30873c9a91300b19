// SPDX-License-Identifier: MIT
// Follows the events of a sandbox as they happen.
#pragma once

#include <string>

#include "app/client/emulator_client.h"
#include "app/client/server_events.h"

namespace portone::app::client {

/// Calls `receive` for each event of the sandbox `imp_key` after the one with the id `last_id`, as
/// GET /_emulator/events sends them, until it returns false. A stream that is cut is opened again
/// after the last event that came whole, so that none is lost and none comes twice; an event named
/// "missed" tells how many were discarded meanwhile. Blocks. Throws CallRefused, and CommandError
/// when the emulator no longer answers.
void FollowEvents(EmulatorClient& emulator, const std::string& imp_key, std::string last_id,
                  const ServerEventReceiver& receive);

}  // namespace portone::app::client
