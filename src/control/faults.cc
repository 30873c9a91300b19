// SPDX-License-Identifier: MIT
// Injected faults of a sandbox: adding, listing and removing them.
#include "commands/faults.h"

#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

#include "api/serve.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "json/json.h"
#include "scenario/fault_reader.h"
#include "scenario/fault_writer.h"

namespace portone::control {
namespace {

Json ToJson(const Fault& fault) {
  Json json = scenario::FaultToJson(fault);
  const bool applies_always = fault.times == kAlways;
  json["remaining"] = applies_always ? Json("always") : Json(fault.times - fault.applied);
  return json;
}

api::Reply MakeFaultsReply(const std::vector<Fault>& faults) {
  Json list = Json::array();
  for (const Fault& fault : faults)
    list.push_back(ToJson(fault));
  return MakeJsonReply(Json{{"faults", std::move(list)}});
}

ControlResult<api::Reply> ListFaults(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const auto faults, ToControlResult(sandbox->engine.Query(commands::ListFaults{})));
  return MakeFaultsReply(faults);
}

/// Adds one fault, or several under "faults": all or none.
ControlResult<api::Reply> AddFaults(ControlCall& call) {
  commands::AddFaults command;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&](json::StrictObject& object) {
    if (object.Has("faults")) {
      command.faults = scenario::ReadFaults(object);
    } else {
      command.faults = {scenario::ReadFault(object)};
    }
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const auto faults,
              ToControlResult(sandbox->engine.Run(MakeJournalRequest(call.request), command)));
  if (!faults) {
    return ControlError{ControlErrc::kConflict,
                        "a sandbox has at most " + std::to_string(kMaxFaults) +
                            " faults; DELETE /_emulator/faults removes them",
                        "faults"};
  }
  return MakeFaultsReply(*faults);
}

api::Reply MakeDeletedReply(std::size_t count) {
  return MakeJsonReply(Json{{"deleted", count}});
}

ControlResult<api::Reply> ClearFaults(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const std::size_t count,
              ToControlResult(
                  sandbox->engine.Run(MakeJournalRequest(call.request), commands::ClearFaults{})));
  return MakeDeletedReply(count);
}

/// Parses the id in the path; 0, which no fault has, when it is not a number.
FaultId ParseId(const ControlCall& call) {
  const std::string& text = call.path[0];
  FaultId id = 0;
  const char* const last = text.data() + text.size();
  const auto [end, errc] = std::from_chars(text.data(), last, id);
  return errc == std::errc{} && end == last ? id : 0;
}

ControlResult<api::Reply> RemoveFault(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const commands::RemoveFault command{ParseId(call)};
  PORTONE_TRY(const bool is_removed,
              ToControlResult(sandbox->engine.Run(MakeJournalRequest(call.request), command)));
  if (!is_removed)
    return ControlError{ControlErrc::kNotFound, "no fault has the id " + call.path[0], "id"};
  return MakeDeletedReply(1);
}

constexpr std::array kFaultRoutes{
    ControlRoute{Method::kGet, "/faults", ListFaults},
    ControlRoute{Method::kPost, "/faults", AddFaults, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
    ControlRoute{Method::kDelete, "/faults", ClearFaults},
    ControlRoute{Method::kDelete, "/faults/{id}", RemoveFault},
};

}  // namespace

std::span<const ControlRoute> FaultRoutes() {
  return kFaultRoutes;
}

}  // namespace portone::control
