// SPDX-License-Identifier: MIT
// Reads the "tick" of a clock advance, for scenario steps and the control API.
#pragma once

#include "engine/advance_request.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Reads "tick" of an advance: a period, or an object with exactly one of "every" and "cron", at
/// most one of "call" and "command", and optionally "wait_ms", "max",
/// "max_tick_seconds" and "max_seconds". Reports what is wrong. REQUIRES: `advance` has the key.
engine::TickRule ReadTick(json::StrictObject& advance);

}  // namespace portone::scenario
