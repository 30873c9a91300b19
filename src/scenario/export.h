// SPDX-License-Identifier: MIT
// Writes the initial state of a sandbox as a scenario document.
#pragma once

#include <string>

#include "engine/engine.h"

namespace portone::scenario {

/// The document that gives this setup when merged into the defaults. Default values are omitted,
/// each record is on a line of its own. It contains no merchant credentials and no secrets.
/// Channels that have been removed are omitted from channel groups.
std::string ExportScenario(const engine::Setup& setup);

}  // namespace portone::scenario
