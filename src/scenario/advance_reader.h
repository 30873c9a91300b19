// SPDX-License-Identifier: MIT
// Reads the parameters of a clock advance, for scenario steps and the control API.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"
#include "engine/advance_request.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Reads exactly one of "by", "to" and "until", and optionally "settle", "settle_ms", "max_events".
/// The caller finishes the object.
engine::AdvanceRequest ReadAdvance(json::StrictObject& object);

/// Reads the time under `key`: ISO 8601 with an offset, or unix seconds, up to the year 9999.
std::optional<Instant> ReadInstant(json::StrictObject& object, std::string_view key);

}  // namespace portone::scenario
