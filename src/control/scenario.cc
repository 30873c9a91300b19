// SPDX-License-Identifier: MIT
// A sandbox as a scenario document: its initial state, and a snapshot of its current state.
#include <array>
#include <utility>

#include "control/body.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "control/setups.h"
#include "domain/errors.h"
#include "scenario/document.h"
#include "scenario/export.h"

namespace portone::control {
namespace {

api::Reply DocumentReply(const engine::Setup& setup) {
  api::Reply reply;
  reply.body = scenario::ExportScenario(setup);
  return reply;
}

/// Shows the state that a reset returns to.
api::Reply ShowScenario(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return DocumentReply(sandbox.value()->engine.CurrentSetup());
}

/// Merges a document into the defaults, loads it and resets; all or nothing. Steps and expectations
/// in it are not run.
api::Reply LoadScenario(ControlCall& call) {
  scenario::Scenario read;
  const ControlResult<Done> body = ReadBody(call.request, [&](json::StrictObject& object) {
    read = scenario::ReadSandboxScenario(object);
  });
  if (!body.ok()) return ErrorReply(body.error());
  engine::Setup setup = scenario::MergeIntoSetup(call.context.base, read);
  if (const auto refusal = ValidateSetup(setup, "given")) return ErrorReply(*refusal);
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  if (!sandbox.value()->engine.Load(std::move(setup))) {
    return ErrorReply({ControlErrc::kConflict, errors::Advancing().message, ""});
  }
  json::Writer json;
  WriteSandbox(json, *sandbox.value(), false);
  return JsonReply(json);
}

/// Shows the current state.
api::Reply TakeSnapshot(ControlCall& call) {
  const ControlResult<Done> body = ReadBody(call.request, [](json::StrictObject&) {});
  if (!body.ok()) return ErrorReply(body.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return DocumentReply(sandbox.value()->engine.Snapshot());
}

constexpr std::array kScenarioRoutes{
    ControlRoute{Method::kGet, "/scenario", ShowScenario},
    ControlRoute{Method::kPut, "/scenario", LoadScenario},
    ControlRoute{Method::kPost, "/snapshot", TakeSnapshot},
    ControlRoute{Method::kPut, "/snapshot", LoadScenario},
};

}  // namespace

std::span<const ControlRoute> ScenarioRoutes() {
  return kScenarioRoutes;
}

}  // namespace portone::control
