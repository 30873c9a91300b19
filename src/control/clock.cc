// SPDX-License-Identifier: MIT
// The clock of a sandbox: reading, setting and advancing it.
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/run_advance.h"
#include "domain/calendar.h"
#include "json/enum_reader.h"
#include "json/writer.h"
#include "scenario/advance_reader.h"

namespace portone::control {
namespace {

api::Reply MakeClockReply(const engine::ClockReading& reading) {
  json::Writer json;
  json.BeginObject()
      .Field("now", FormatIso(reading.now))
      .Field("now_unix", ToUnixSeconds(reading.now))
      .Field("mode", Name(reading.settings.mode))
      .Field("speed", reading.settings.speed)
      .Field("advancing", reading.is_advancing)
      .EndObject();
  return MakeJsonReply(json);
}

ControlResult<api::Reply> ReadClock(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  return MakeClockReply(sandbox->engine.ReadClock());
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

void WriteTicks(json::Writer& json, const TickReport& ticks) {
  json.Key("ticks")
      .BeginObject()
      .Field("total", static_cast<std::int64_t>(ticks.total))
      .Field("with_shop_calls", static_cast<std::int64_t>(ticks.with_shop_calls))
      .Field("failed", static_cast<std::int64_t>(ticks.failed))
      .Field("first_failure", OrNull(ticks.first_failure))
      .EndObject();
}

/// Writes `count` schedules whose times are a sign that the merchant's clock is not the sandbox's.
void WriteSuspectSchedules(json::Writer& json, std::string_view key, std::size_t count,
                           const std::string& hint,
                           const std::vector<commands::SuspectSchedule>& newest) {
  json.Key(key).BeginObject().Field("count", static_cast<std::int64_t>(count)).Field("hint", hint);
  json.Key("newest").BeginArray();
  for (const commands::SuspectSchedule& schedule : newest) {
    json.BeginObject()
        .Field("at", FormatIso(schedule.now))
        .Field("customer_uid", schedule.customer_uid.text)
        .Field("merchant_uid", schedule.merchant_uid.text)
        .Field("schedule_at", FormatIso(schedule.schedule_at))
        .EndObject();
  }
  json.EndArray().EndObject();
}

/// Writes what the report says about the merchant's clock, if anything.
void WriteClockHints(json::Writer& json, const AdvanceReport& report) {
  const auto& late = report.late_schedules;
  if (report.late_total > 0) {
    WriteSuspectSchedules(
        json, "late_schedules", report.late_total,
        commands::DescribeLateSchedules(report.late_total, late, report.clock_remedy), late);
  }
  const auto& distant = report.distant_schedules;
  if (!distant.empty()) {
    WriteSuspectSchedules(json, "distant_schedules", distant.size(),
                          commands::DescribeDistantSchedules(distant, report.clock_remedy),
                          distant);
  }
}

void WriteReport(json::Writer& json, const AdvanceReport& report, Instant now) {
  json.BeginObject()
      .Field("from", FormatIso(report.from))
      .Field("to", FormatIso(report.to))
      .Field("now", FormatIso(now))
      .Field("now_unix", ToUnixSeconds(now));
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
  json.Field("unsettled", static_cast<std::int64_t>(report.unsettled));
  if (report.ticks.total > 0) WriteTicks(json, report.ticks);
  WriteClockHints(json, report);
  json.EndObject();
}

ControlError ToControlError(const AdvanceError& error) {
  const std::string message = error.message + "; the clock is at " + FormatIso(error.now);
  switch (error.code) {
    case AdvanceErrc::kBackwards:
    case AdvanceErrc::kBeyondCalendar:
      return {ControlErrc::kInvalidParameter, error.message, "to"};
    case AdvanceErrc::kAlreadyAdvancing:
      return {ControlErrc::kConflict, message, ""};
    case AdvanceErrc::kAdvanceLimit:
      return {ControlErrc::kAdvanceLimit, message, ""};
    case AdvanceErrc::kPoisoned:
      return {ControlErrc::kPoisoned, message, ""};
    case AdvanceErrc::kShuttingDown:
      return {ControlErrc::kShuttingDown, message, ""};
    case AdvanceErrc::kCancelled:
      return {ControlErrc::kCancelled, message, ""};
    case AdvanceErrc::kClockFile:
      return {ControlErrc::kClockFile, message, ""};
    case AdvanceErrc::kTooManyTicks:
      return {ControlErrc::kAdvanceLimit, message, "tick"};
    case AdvanceErrc::kShopUnreachable:
      return {ControlErrc::kShopUnreachable, message, ""};
  }
  return {ControlErrc::kPoisoned, message, ""};
}

/// The report, or the error with the report of what happened before it.
api::Reply MakeAdvanceReply(const BasicResult<AdvanceReport, AdvanceError>& result, Instant now) {
  json::Writer json;
  if (result.ok()) {
    WriteReport(json, result.value(), now);
    return MakeJsonReply(json);
  }
  api::Reply reply = MakeErrorReply(ToControlError(result.error()));
  if (!result.error().report) return reply;
  WriteReport(json, *result.error().report, now);
  reply.body.back() = ',';  // in place of the end of the object
  reply.body += json.Take().substr(1);
  return reply;
}

/// Whether the command of a tick may be run, and nothing is wrong with it.
ControlResult<Done> CheckCommand(const ControlContext& context,
                                 const std::vector<std::string>& command) {
  const ShopPrograms& programs = context.programs;
  if (!programs.run) {
    return ControlError{ControlErrc::kForbidden,
                        "this emulator runs no commands: start it with exec, or with "
                        "--allow-commands",
                        "tick/command"};
  }
  const std::string problem = programs.find_problem ? programs.find_problem(command) : "";
  if (!problem.empty())
    return ControlError{ControlErrc::kInvalidParameter, problem, "tick/command"};
  return Done{};
}

/// The reply comes when the advance has ended; the advance ends early when the client disconnects.
/// The advance runs on the thread that starts the pending reply.
ControlResult<api::Reply> AdvanceClock(ControlCall& call) {
  PORTONE_TRY(const auto advance_request, ReadAdvanceRequest(call.request));
  ControlContext& context = call.context;
  const bool has_command = advance_request.tick && !advance_request.tick->command.empty();
  if (has_command) PORTONE_RETURN_IF_ERROR(CheckCommand(context, advance_request.tick->command));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto advance =
      std::make_shared<StoppableAdvance>(sandbox, context.dispatcher, context.programs);
  const auto stop = [advance, &context](engine::AdvanceStop reason) {
    context.waiting_calls.RunSoon([advance, reason] { advance->Stop(reason); });
  };
  auto pending = std::make_shared<api::PendingReply>();
  pending->start = [advance, advance_request, sandbox](const api::PendingReply::Deliver& deliver) {
    const auto report = advance->Run(advance_request);
    deliver(MakeAdvanceReply(report, sandbox->engine.ReadClock().now));
  };
  pending->expire = [stop] { stop(engine::AdvanceStop::kCancelled); };
  pending->abandon = [stop] { stop(engine::AdvanceStop::kCallerDisconnected); };
  return api::Reply{.body = "", .pending = std::move(pending)};
}

/// Ends the advance that another call has begun.
ControlResult<api::Reply> CancelClockAdvance(ControlCall& call) {
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [](json::StrictObject&) {}));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (!CancelAdvance(sandbox, call.context.dispatcher)) {
    return ControlError{ControlErrc::kConflict, "no advance of this sandbox is under way", ""};
  }
  return MakeClockReply(sandbox->engine.ReadClock());
}

/// Reads "mode", "speed" and "now"; what is absent stays unchanged.
ControlResult<engine::ClockChange> ReadChange(const api::Request& request) {
  engine::ClockChange change;
  PORTONE_RETURN_IF_ERROR(ReadBody(request, [&change](json::StrictObject& object) {
    change.mode = json::ReadEnum<sim::ClockMode>(object, "mode");
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
              "something in this sandbox is dated later; reset it before moving its clock back",
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
  if (change.now && sandbox->engine.shared_clock() != nullptr && !engine::CanBeShown(*change.now)) {
    return ControlError{ControlErrc::kInvalidParameter,
                        "a clock file can show the time from 1970 to " +
                            FormatIso(engine::kLastShownTime) + " only",
                        "now"};
  }
  if (const auto refusal = sandbox->engine.SetClock(change)) {
    return ToControlError(*refusal);
  }
  return MakeClockReply(sandbox->engine.ReadClock());
}

api::Reply MakeClockFileReply(const engine::SharedClockPtr& file, Instant now) {
  const std::optional<std::string> problem =
      file == nullptr ? std::nullopt : file->FindProblem(now);
  json::Writer json;
  json.BeginObject()
      .Field("path", file == nullptr ? std::nullopt : std::optional(file->name()))
      .Field("problem", problem)
      .EndObject();
  return MakeJsonReply(json);
}

ControlResult<api::Reply> ReadClockFile(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  return MakeClockFileReply(sandbox->engine.shared_clock(), sandbox->engine.ReadClock().now);
}

/// Shows the sandbox's time in the file "path" from now on; without a path, in no file.
ControlResult<api::Reply> SetClockFile(ControlCall& call) {
  std::optional<std::string> path;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&path](json::StrictObject& object) {
    path = object.Text("path");
    if (path && path->empty()) object.Report("path", "must be the path of a file");
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (!path) {
    sandbox->engine.ShareClock(nullptr);
    return MakeClockFileReply(nullptr, {});
  }
  std::error_code ignored;
  const engine::SharedClockPtr current_file = sandbox->engine.shared_clock();
  if (current_file != nullptr && current_file->name() == std::filesystem::absolute(*path, ignored))
    return MakeClockFileReply(current_file, sandbox->engine.ReadClock().now);
  auto opened = call.context.open_clock_file(*path);
  if (!opened.ok()) {
    return ControlError{ControlErrc::kInvalidParameter, opened.error(), "path"};
  }
  sandbox->engine.ShareClock(opened.value());
  return MakeClockFileReply(opened.value(), sandbox->engine.ReadClock().now);
}

constexpr std::array kClockRoutes{
    ControlRoute{Method::kGet, "/clock", ReadClock},
    ControlRoute{Method::kPut, "/clock", SetClock, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
    ControlRoute{Method::kPost, "/clock/advance", AdvanceClock, ControlWait::kForMerchant,
                 UnknownKey::kOpensSandbox},
    ControlRoute{Method::kPost, "/clock/advance/cancel", CancelClockAdvance},
    ControlRoute{Method::kGet, "/clock/file", ReadClockFile},
    ControlRoute{Method::kPut, "/clock/file", SetClockFile, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
};

}  // namespace

std::span<const ControlRoute> ClockRoutes() {
  return kClockRoutes;
}

}  // namespace portone::control
