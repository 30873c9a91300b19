// SPDX-License-Identifier: MIT
// Injected faults of a sandbox: adding, listing and removing them.
#include "commands/faults.h"

#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

#include "api/serve.h"
#include "control/body.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "json/json.h"
#include "scenario/fault_writer.h"
#include "scenario/faults.h"

namespace portone::control {
namespace {

Json ToJson(const Fault& fault) {
  Json json = scenario::FaultToJson(fault);
  const bool always = fault.times == kAlways;
  json["remaining"] = always ? Json("always") : Json(fault.times - fault.applied);
  return json;
}

api::Reply FaultsReply(const Result<std::vector<Fault>>& faults) {
  if (!faults.ok()) return ErrorReply({ControlErrc::kPoisoned, faults.error().message, ""});
  Json list = Json::array();
  for (const Fault& fault : faults.value())
    list.push_back(ToJson(fault));
  return JsonReply(Json{{"faults", std::move(list)}});
}

api::Reply ListFaults(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return FaultsReply(sandbox.value()->engine.Query(commands::ListFaults{}));
}

/// Adds one fault, or several under "faults": all or none.
api::Reply AddFaults(ControlCall& call) {
  commands::AddFaults command;
  const ControlResult<Done> body = ReadBody(call.request, [&](json::StrictObject& object) {
    if (object.Has("faults")) {
      command.faults = scenario::ReadFaults(object);
    } else {
      command.faults = {scenario::ReadFault(object)};
    }
  });
  if (!body.ok()) return ErrorReply(body.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return FaultsReply(sandbox.value()->engine.Run(MakeCause(call.request), command));
}

api::Reply DeletedReply(const Result<std::size_t>& count) {
  if (!count.ok()) return ErrorReply({ControlErrc::kPoisoned, count.error().message, ""});
  return JsonReply(Json{{"deleted", count.value()}});
}

api::Reply ClearFaults(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return DeletedReply(
      sandbox.value()->engine.Run(MakeCause(call.request), commands::ClearFaults{}));
}

/// Parses the id in the path; 0, which no fault has, when it is not a number.
FaultId ParseId(const ControlCall& call) {
  const std::string& text = call.path[0];
  FaultId id = 0;
  const char* const last = text.data() + text.size();
  const auto [end, errc] = std::from_chars(text.data(), last, id);
  return errc == std::errc{} && end == last ? id : 0;
}

api::Reply RemoveFault(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  const Result<bool> removed =
      sandbox.value()->engine.Run(MakeCause(call.request), commands::RemoveFault{ParseId(call)});
  if (removed.ok() && !removed.value()) {
    return ErrorReply({ControlErrc::kNotFound, "no fault has the id " + call.path[0], "id"});
  }
  return DeletedReply(removed.ok() ? Result<std::size_t>(std::size_t{1}) : removed.error());
}

constexpr std::array kFaultRoutes{
    ControlRoute{Method::kGet, "/faults", ListFaults},
    ControlRoute{Method::kPost, "/faults", AddFaults},
    ControlRoute{Method::kDelete, "/faults", ClearFaults},
    ControlRoute{Method::kDelete, "/faults/{id}", RemoveFault},
};

}  // namespace

std::span<const ControlRoute> FaultRoutes() {
  return kFaultRoutes;
}

}  // namespace portone::control
