// SPDX-License-Identifier: MIT
// Reading and advancing the clock of a sandbox.
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

#include "api/json_writer.h"
#include "control/body.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "domain/calendar.h"
#include "webhook/stepper.h"

namespace portone::control {
namespace {

constexpr std::int64_t kLastUnixSecond = 253'402'300'799;  // the end of the year 9999

api::Reply ReadClock(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  const engine::ClockReading reading = sandbox.value()->engine.ReadClock();
  api::JsonWriter json;
  json.BeginObject()
      .Field("now", FormatIso(reading.now))
      .Field("now_unix", UnixSeconds(reading.now))
      .Field("mode", sim::ModeText(reading.settings.mode))
      .Field("speed", reading.settings.speed)
      .Field("advancing", reading.advancing)
      .EndObject();
  return JsonReply(json);
}

/// ISO 8601 with an offset, or unix seconds up to the year 9999.
std::optional<Instant> ReadInstant(const std::string& text) {
  if (const auto instant = ParseIso(text)) return instant;
  std::int64_t seconds = -1;
  const char* const last = text.data() + text.size();
  const auto [end, fault] = std::from_chars(text.data(), last, seconds);
  const bool whole = fault == std::errc{} && end == last;
  if (!whole || seconds < 0 || seconds > kLastUnixSecond) return std::nullopt;
  return FromUnixSeconds(seconds);
}

/// "by" as a period, "to" as ISO 8601 with an offset or as unix seconds; exactly one of them.
ControlResult<webhook::AdvanceTarget> ReadTarget(const api::Request& request) {
  std::optional<webhook::AdvanceTarget> target;
  const auto read = [&target](scenario::StrictObject& body) {
    if (const auto by = body.Text("by")) {
      const std::optional<Period> period = ParsePeriod(*by);
      if (!period) body.Report("by", "must be a period like \"90s\", \"30d\" or \"P1M\"");
      target = period.value_or(Period{});
    }
    if (const auto to = body.Scalar("to")) {
      const std::optional<Instant> instant = ReadInstant(*to);
      if (!instant) {
        body.Report("to",
                    "must be ISO 8601 with an offset, like \"2024-01-31T09:00:00+09:00\", or unix "
                    "seconds");
      }
      target = instant.value_or(Instant{});
    }
    if (body.Has("by") == body.Has("to")) {
      body.Report(body.Has("by") ? "to" : "by", "give exactly one of \"by\" and \"to\"");
    }
  };
  const ControlResult<Done> body = ReadBody(request, read);
  if (!body.ok()) return body.error();
  return *target;
}

void WriteReport(api::JsonWriter& json, const webhook::AdvanceReport& report, Instant now) {
  json.BeginObject()
      .Field("from", FormatIso(report.from))
      .Field("to", FormatIso(report.to))
      .Field("now", FormatIso(now))
      .Field("now_unix", UnixSeconds(now));
  json.Key("fired").BeginArray();
  for (const Fired& fired : report.fired) {
    json.BeginObject()
        .Field("at", FormatIso(fired.at))
        .Field("kind", fired.kind)
        .Field("merchant_uid", fired.merchant_uid)
        .Field("imp_uid", fired.imp_uid.empty() ? std::nullopt : std::optional(fired.imp_uid))
        .Field("outcome", fired.outcome)
        .EndObject();
  }
  json.EndArray()
      .Field("fired_total", static_cast<std::int64_t>(report.fired_total))
      .Field("truncated", report.fired.size() < report.fired_total);
  json.Key("deliveries")
      .BeginObject()
      .Field("succeeded", static_cast<std::int64_t>(report.deliveries.succeeded))
      .Field("failed", static_cast<std::int64_t>(report.deliveries.failed))
      .Field("dropped", static_cast<std::int64_t>(report.dropped))
      .EndObject();
  json.EndObject();
}

ControlError Described(const webhook::AdvanceError& error) {
  const std::string message = error.message + "; the clock stands at " + FormatIso(error.now);
  switch (error.fault) {
    case webhook::AdvanceFault::kBackwards:
      return {ControlErrc::kInvalidParameter, error.message, "to"};
    case webhook::AdvanceFault::kAlreadyAdvancing:
      return {ControlErrc::kConflict, message, ""};
    case webhook::AdvanceFault::kRunaway:
      return {ControlErrc::kRunaway, message, ""};
    case webhook::AdvanceFault::kPoisoned:
      return {ControlErrc::kPoisoned, message, ""};
    case webhook::AdvanceFault::kShuttingDown:
      return {ControlErrc::kShuttingDown, message, ""};
  }
  return {ControlErrc::kPoisoned, message, ""};
}

api::Reply AdvanceClock(ControlCall& call) {
  const auto target = ReadTarget(call.request);
  if (!target.ok()) return Refusal(target.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  const auto report = webhook::Advance(*sandbox.value(), call.parts.dispatcher, target.value());
  if (!report.ok()) return Refusal(Described(report.error()));
  api::JsonWriter json;
  WriteReport(json, report.value(), sandbox.value()->engine.ReadClock().now);
  return JsonReply(json);
}

/// Waits until nothing that the sandbox has to tell is on its way.
api::Reply Settle(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  sandbox.value()->engine.CatchUp();  // what an advance that was given up left due
  call.parts.dispatcher.Drain(*sandbox.value(), webhook::kFirstSend);
  api::JsonWriter json;
  json.BeginObject().Field("settled", true).EndObject();
  return JsonReply(json);
}

constexpr std::array kRoutes{
    ControlRoute{"GET", "/clock", ReadClock},
    ControlRoute{"POST", "/clock/advance", AdvanceClock},
    ControlRoute{"POST", "/settle", Settle},
};

}  // namespace

std::span<const ControlRoute> ClockRoutes() {
  return kRoutes;
}

}  // namespace portone::control
