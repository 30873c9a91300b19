// SPDX-License-Identifier: MIT
// A sandbox as a scenario document: its initial state, and a snapshot of its current state.
#include <array>
#include <string_view>
#include <utility>

#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/setups.h"
#include "scenario/export.h"
#include "scenario/scenario_reader.h"

namespace portone::control {
namespace {

api::Reply MakeDocumentReply(const engine::Setup& setup) {
  api::Reply reply;
  reply.body = scenario::ExportScenario(setup);
  return reply;
}

/// Shows the state that a reset returns to.
ControlResult<api::Reply> ShowScenario(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  return MakeDocumentReply(sandbox->engine.GetSetup());
}

/// Refuses a body without a document: what a client sends of a file that is not there would
/// otherwise empty the sandbox. Error: kMalformedRequest.
ControlResult<Done> CheckHasDocument(const api::Request& request) {
  if (request.body.find_first_not_of(" \t\r\n") != std::string_view::npos) return Done{};
  return ControlError{ControlErrc::kMalformedRequest,
                      "the body is empty: send a scenario or a snapshot, {} for the emulator's "
                      "defaults, or POST /_emulator/reset to start anew",
                      ""};
}

/// Merges a document into the defaults, loads it and resets; all or nothing. Steps and expectations
/// in it are not run.
ControlResult<api::Reply> LoadScenario(ControlCall& call) {
  PORTONE_RETURN_IF_ERROR(CheckMemory(call.context.registry));
  PORTONE_RETURN_IF_ERROR(CheckHasDocument(call.request));
  scenario::Scenario document;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&](json::StrictObject& object) {
    document = scenario::ReadSandboxScenario(object);
  }));
  engine::Setup setup = scenario::MergeIntoSetup(call.context.base, document);
  PORTONE_RETURN_IF_ERROR(ValidateSetup(setup, call.request, ""));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (!sandbox->engine.Load(std::move(setup))) return MakeAdvancingError();
  json::Writer json;
  WriteSandbox(json, *sandbox, false);
  return MakeJsonReply(json);
}

/// Shows the current state.
ControlResult<api::Reply> TakeSnapshot(ControlCall& call) {
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [](json::StrictObject&) {}));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  return MakeDocumentReply(sandbox->engine.Snapshot());
}

constexpr std::array kScenarioRoutes{
    ControlRoute{Method::kGet, "/scenario", ShowScenario},
    ControlRoute{Method::kPut, "/scenario", LoadScenario, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
    ControlRoute{Method::kPost, "/snapshot", TakeSnapshot},
    ControlRoute{Method::kPut, "/snapshot", LoadScenario, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
};

}  // namespace

std::span<const ControlRoute> ScenarioRoutes() {
  return kScenarioRoutes;
}

}  // namespace portone::control
