// SPDX-License-Identifier: MIT
// Writes what a sandbox starts with as a scenario document.
#pragma once

#include <string>

#include "engine/engine.h"

namespace portone::scenario {

/// The document that, laid over the defaults, leads to this setup: what has its default value is
/// left out, each record is a line. It names no merchant and shows nothing secret. Of a channel
/// group it leaves out channels that were removed since.
std::string DocumentOf(const engine::Setup& setup);

}  // namespace portone::scenario
