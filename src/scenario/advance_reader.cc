// SPDX-License-Identifier: MIT
#include "scenario/advance_reader.h"

#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>

#include "domain/calendar.h"
#include "json/enum_reader.h"
#include "scenario/tick_reader.h"
#include "snapshot/time_and_tier.h"

namespace portone::scenario {
namespace {

/// ISO 8601 with an offset, or unix seconds up to the year 9999.
std::optional<Instant> ParseInstant(const std::string& text) {
  if (const auto instant = ParseIso(text)) {
    return *instant > FromUnixSeconds(kLastUnixSecond) ? std::nullopt : instant;
  }
  std::int64_t seconds = -1;
  const char* const last = text.data() + text.size();
  const auto [end, ec] = std::from_chars(text.data(), last, seconds);
  const bool fully_parsed = ec == std::errc{} && end == last;
  if (!fully_parsed || seconds < 0 || seconds > kLastUnixSecond) return std::nullopt;
  return FromUnixSeconds(seconds);
}

/// Reads "by", "to" or "until", exactly one of which must be present.
engine::AdvanceTarget ReadTarget(json::StrictObject& object) {
  const int targets = static_cast<int>(object.Has("by")) + static_cast<int>(object.Has("to")) +
                      static_cast<int>(object.Has("until"));
  engine::AdvanceTarget target;
  if (const auto by = object.Text("by")) {
    const std::optional<Period> period = ParsePeriod(*by);
    if (!period) object.Report("by", "must be a period like \"90s\", \"30d\" or \"P1M\"");
    target = period.value_or(Period{});
  }
  if (const auto to = ReadInstant(object, "to")) target = *to;
  if (const auto until = json::ReadEnum<engine::AdvanceCondition>(object, "until")) target = *until;
  if (targets != 1) object.ReportKey("by", "give exactly one of \"by\", \"to\" and \"until\"");
  return target;
}

}  // namespace

engine::AdvanceRequest ReadAdvance(json::StrictObject& object) {
  engine::AdvanceRequest advance_request;
  advance_request.target = ReadTarget(object);
  advance_request.settle =
      json::ReadEnum<engine::Settle>(object, "settle").value_or(engine::Settle::kEach);
  if (const auto settle_ms = object.Integer("settle_ms", 0, engine::kMaxQuietWait.count())) {
    advance_request.quiet = std::chrono::milliseconds{*settle_ms};
  }
  if (object.Has("tick")) advance_request.tick = ReadTick(object);
  if (const auto max_events = object.Integer("max_events", 1, 1'000'000'000)) {
    advance_request.max_events = static_cast<std::size_t>(*max_events);
  }
  return advance_request;
}

std::optional<Instant> ReadInstant(json::StrictObject& object, std::string_view key) {
  const auto text = object.Scalar(key);
  if (!text) return std::nullopt;
  const std::optional<Instant> instant = ParseInstant(*text);
  if (!instant) {
    object.Report(key, std::string(snapshot::kMustBeIsoTime) + ", or unix seconds");
  }
  return instant;
}

}  // namespace portone::scenario
