// SPDX-License-Identifier: MIT
// Reads the block `given` of a scenario: what a merchant has before anything happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/strict_object.h"
#include "scenario/model.h"

namespace portone::scenario {

/// Reads `given`, with the other merchants' under "sandboxes", into the scenario.
void ReadGiven(json::StrictObject given, Scenario& scenario);

/// Reads one channel: "pg", and optionally "channel_key", "pg_id", "name", "type", "settings". With
/// a `key` that is the channel's, and none may be named besides.
Channel ReadChannel(json::StrictObject& object, std::optional<std::string> key = std::nullopt);

}  // namespace portone::scenario
