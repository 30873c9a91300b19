// SPDX-License-Identifier: MIT
#include "snapshot/time_and_tier.h"

#include <string>

#include "domain/calendar.h"

namespace portone::snapshot {

std::optional<Instant> ReadIsoTime(json::StrictObject& object, std::string_view key) {
  const std::optional<std::string> text = object.Text(key);
  if (!text) return std::nullopt;
  const std::optional<Instant> instant = ParseIso(*text);
  if (!instant) object.Report(key, std::string(kMustBeIsoTime));
  return instant;
}

std::optional<TierCode> ReadTierCode(json::StrictObject& object, std::string_view key) {
  const std::optional<std::string> text = object.Text(key);
  if (!text) return std::nullopt;
  const std::optional<TierCode> tier = TierCode::Parse(*text);
  if (!tier)
    object.Report(key, "must be three upper-case letters or digits, not \"" + *text + "\"");
  return tier;
}

}  // namespace portone::snapshot
