// SPDX-License-Identifier: MIT
// The clock of a sandbox: reading, setting and advancing it; waiting for webhooks.
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/run_advance.h"
#include "domain/calendar.h"
#include "json/enum_choice.h"
#include "json/writer.h"
#include "scenario/advance_reader.h"

namespace portone::control {
namespace {

api::Reply ClockReply(const engine::ClockReading& reading) {
  json::Writer json;
  json.BeginObject()
      .Field("now", FormatIso(reading.now))
      .Field("now_unix", UnixSeconds(reading.now))
      .Field("mode", Name(reading.settings.mode))
      .Field("speed", reading.settings.speed)
      .Field("advancing", reading.advancing)
      .EndObject();
  return JsonReply(json);
}

ControlResult<api::Reply> ReadClock(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  return ClockReply(sandbox->engine.ReadClock());
}

ControlResult<engine::AdvanceRequest> ReadAdvanceRequest(const api::Request& request) {
  engine::AdvanceRequest advance_request;
  PORTONE_RETURN_IF_ERROR(ReadBody(request, [&advance_request](json::StrictObject& object) {
    advance_request = scenario::ReadAdvance(object);
  }));
  return advance_request;
}

std::optional<std::string> OrNull(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

void WriteReport(json::Writer& json, const AdvanceReport& report, Instant now) {
  json.BeginObject()
      .Field("from", FormatIso(report.from))
      .Field("to", FormatIso(report.to))
      .Field("now", FormatIso(now))
      .Field("now_unix", UnixSeconds(now));
  json.Key("fired").BeginArray();
  for (const FiredTimer& fired : report.fired) {
    json.BeginObject()
        .Field("at", FormatIso(fired.at))
        .Field("kind", fired.kind)
        .Field("merchant_uid", OrNull(fired.merchant_uid))
        .Field("imp_uid", OrNull(fired.imp_uid))
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
  json.Field("unsettled", static_cast<std::int64_t>(report.unsettled)).EndObject();
}

ControlError ToControlError(const AdvanceError& error) {
  const std::string message = error.message + "; the clock is at " + FormatIso(error.now);
  switch (error.code) {
    case AdvanceErrc::kBackwards:
    case AdvanceErrc::kBeyondCalendar:
      return {ControlErrc::kInvalidParameter, error.message, "to"};
    case AdvanceErrc::kAlreadyAdvancing:
      return {ControlErrc::kConflict, message, ""};
    case AdvanceErrc::kRunaway:
      return {ControlErrc::kRunaway, message, ""};
    case AdvanceErrc::kPoisoned:
      return {ControlErrc::kPoisoned, message, ""};
    case AdvanceErrc::kShuttingDown:
      return {ControlErrc::kShuttingDown, message, ""};
    case AdvanceErrc::kCancelled:
      return {ControlErrc::kCancelled, message, ""};
  }
  return {ControlErrc::kPoisoned, message, ""};
}

ControlResult<api::Reply> AdvanceClock(ControlCall& call) {
  PORTONE_TRY(const auto advance_request, ReadAdvanceRequest(call.request));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto report = RunAdvance(sandbox, call.context.dispatcher, advance_request);
  if (!report.ok()) return ToControlError(report.error());
  json::Writer json;
  WriteReport(json, report.value(), sandbox->engine.ReadClock().now);
  return JsonReply(json);
}

/// Ends the advance that another call has begun.
ControlResult<api::Reply> CancelClockAdvance(ControlCall& call) {
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [](json::StrictObject&) {}));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (!CancelAdvance(sandbox, call.context.dispatcher)) {
    return ControlError{ControlErrc::kConflict, "no advance of this sandbox is under way", ""};
  }
  return ClockReply(sandbox->engine.ReadClock());
}

/// Reads "mode", "speed" and "now"; what is absent stays unchanged.
ControlResult<engine::ClockChange> ReadChange(const api::Request& request) {
  engine::ClockChange change;
  PORTONE_RETURN_IF_ERROR(ReadBody(request, [&change](json::StrictObject& object) {
    change.mode = json::EnumChoice<sim::ClockMode>(object, "mode");
    if (const auto speed = object.Integer("speed", 1, sim::kMaxClockSpeed)) {
      change.speed = static_cast<int>(*speed);
      if (change.mode != sim::ClockMode::kScaled) {
        object.Report("speed", "needs \"mode\": \"scaled\"");
      }
    }
    change.now = scenario::ReadInstant(object, "now");
  }));
  return change;
}

ControlError ToControlError(engine::ClockRefusal refusal) {
  switch (refusal) {
    case engine::ClockRefusal::kAdvancing:
      return MakeAdvancingError();
    case engine::ClockRefusal::kBackwards:
      return {ControlErrc::kConflict,
              "something in this sandbox is dated later; reset it before its clock goes back",
              "now"};
    case engine::ClockRefusal::kSkipsTimer:
      break;
  }
  return {ControlErrc::kConflict, "something is due by then; advance the clock instead", "now"};
}

/// Freezes, sets, resumes or scales the clock.
ControlResult<api::Reply> SetClock(ControlCall& call) {
  PORTONE_TRY(const engine::ClockChange change, ReadChange(call.request));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (const auto refusal = sandbox->engine.SetClock(change)) {
    return ToControlError(*refusal);
  }
  return ClockReply(sandbox->engine.ReadClock());
}

/// Waits until all webhooks of the sandbox are delivered.
ControlResult<api::Reply> Settle(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (sandbox->engine.Advancing()) return MakeAdvancingError();
  sandbox->engine.CatchUp();  // fires what is due now
  auto lease = call.context.dispatcher.Acquire(sandbox);
  if (!lease) return MakeShuttingDownError();
  lease->Deliver();
  json::Writer json;
  json.BeginObject().Field("settled", true).EndObject();
  return JsonReply(json);
}

constexpr std::array kClockRoutes{
    ControlRoute{Method::kGet, "/clock", ReadClock},
    ControlRoute{Method::kPut, "/clock", SetClock, Waiting::kForSandbox, UnknownKey::kOpens},
    ControlRoute{Method::kPost, "/clock/advance", AdvanceClock, Waiting::kForOthers,
                 UnknownKey::kOpens},
    ControlRoute{Method::kPost, "/clock/advance/cancel", CancelClockAdvance},
    ControlRoute{Method::kPost, "/settle", Settle, Waiting::kForOthers},
};

}  // namespace

std::span<const ControlRoute> ClockRoutes() {
  return kClockRoutes;
}

}  // namespace portone::control
