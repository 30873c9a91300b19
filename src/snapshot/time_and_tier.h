// SPDX-License-Identifier: MIT
// Reads times and codes of sub-merchants from documents, with one sentence for each mistake.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"
#include "domain/tier.h"
#include "json/strict_object.h"

namespace portone::snapshot {

/// The message for an invalid time. Readers that also accept unix seconds append that.
inline constexpr std::string_view kMustBeIsoTime =
    "must be ISO 8601 with an offset, like \"2024-01-31T09:00:00+09:00\"";

/// The time under `key`; nothing when it is absent or invalid, which is reported.
std::optional<Instant> ReadIsoTime(json::StrictObject& object, std::string_view key);

/// The code of a sub-merchant under `key`; nothing when it is absent or invalid, which is reported.
std::optional<TierCode> ReadTierCode(json::StrictObject& object, std::string_view key);

}  // namespace portone::snapshot
