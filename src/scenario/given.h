// SPDX-License-Identifier: MIT
// Reads the block `given` of a scenario: the settings and records of a merchant at the start.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/strict_object.h"
#include "scenario/model.h"

namespace portone::scenario {

/// Reads `given` into the scenario, including the other merchants under "sandboxes".
void ReadGiven(json::StrictObject given, Scenario& scenario);

/// Reads one channel: "pg", and optionally "channel_key", "pg_id", "name", "type", "settings". With
/// `key`, the channel has that key, and "channel_key" is not allowed.
Channel ReadChannel(json::StrictObject& object, std::optional<std::string> key = std::nullopt);

}  // namespace portone::scenario
