// SPDX-License-Identifier: MIT
// Listing, creating, resetting and deleting sandboxes.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/run_advance.h"
#include "control/setups.h"
#include "domain/errors.h"
#include "json/writer.h"
#include "scenario/scenario_reader.h"

namespace portone::control {
namespace {

ControlResult<api::Reply> ListSandboxes(ControlCall& call) {
  json::Writer json;
  json.BeginObject().Key("sandboxes").BeginArray();
  for (const engine::SandboxPtr& sandbox : call.context.registry.All()) {
    WriteSandbox(json, *sandbox, false);
  }
  json.EndArray().EndObject();
  return MakeJsonReply(json);
}

struct NewSandbox {
  std::optional<std::string> imp_key;
  std::optional<std::string> imp_secret;
  std::optional<std::string> user_code;
  scenario::Scenario scenario;
};

ControlResult<NewSandbox> ReadNewSandbox(const api::Request& request) {
  NewSandbox new_sandbox;
  PORTONE_RETURN_IF_ERROR(ReadBody(request, [&](json::StrictObject& object) {
    new_sandbox.imp_key = object.Text("imp_key");
    new_sandbox.imp_secret = object.Text("imp_secret");
    if (new_sandbox.imp_key == "") object.Report("imp_key", "must not be empty");
    if (new_sandbox.imp_secret == "") object.Report("imp_secret", "must not be empty");
    new_sandbox.user_code = object.Text("user_code");
    if (new_sandbox.user_code && !engine::IsUserCode(*new_sandbox.user_code))
      object.Report("user_code", "must have 1 to 40 letters and digits");
    if (auto scenario = object.Object("scenario")) {
      new_sandbox.scenario = scenario::ReadSandboxScenario(*scenario);
      scenario->Finish();
    }
  }));
  return new_sandbox;
}

ControlResult<api::Reply> CreateSandbox(ControlCall& call) {
  PORTONE_TRY(const NewSandbox new_sandbox, ReadNewSandbox(call.request));
  engine::SandboxRegistry& registry = call.context.registry;
  PORTONE_RETURN_IF_ERROR(CheckMemory(registry));
  const engine::Credentials credentials{new_sandbox.imp_key.value_or(""),
                                        new_sandbox.imp_secret.value_or(""),
                                        new_sandbox.user_code.value_or("")};
  engine::Setup setup = scenario::MergeIntoSetup(registry.Default()->engine.MakeTemplateSetup(),
                                                 new_sandbox.scenario);
  PORTONE_RETURN_IF_ERROR(ValidateSetup(setup, call.request, "scenario"));
  const auto made = registry.Create(credentials, std::move(setup));
  if (!made.ok() && made.error() == engine::CreateRefusal::kKeyTaken) {
    return ControlError{ControlErrc::kConflict,
                        "a sandbox with the key \"" + credentials.imp_key + "\" already exists",
                        "imp_key"};
  }
  if (!made.ok() && made.error() == engine::CreateRefusal::kUserCodeTaken) {
    return ControlError{ControlErrc::kConflict,
                        "another sandbox has the user code \"" + credentials.user_code + "\"",
                        "user_code"};
  }
  if (!made.ok() && made.error() == engine::CreateRefusal::kMemoryFull)
    return MakeMemoryFullError(registry.memory_limit().limit());
  if (!made.ok()) {
    return ControlError{ControlErrc::kTooManySandboxes,
                        errors::TooManySandboxes(registry.limit()).message, ""};
  }
  json::Writer json;
  WriteSandbox(json, *made.value(), true);
  return MakeJsonReply(json);
}

/// Resets the sandbox to its state after the scenario was loaded.
ControlResult<api::Reply> ResetSandbox(ControlCall& call) {
  bool force = false;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&force](json::StrictObject& object) {
    force = object.Bool("force").value_or(false);
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (force) CancelAdvance(sandbox, call.context.dispatcher);
  if (!sandbox->engine.Reset()) return MakeAdvancingError();
  json::Writer json;
  WriteSandbox(json, *sandbox, false);
  return MakeJsonReply(json);
}

ControlError ToControlError(engine::RemoveRefusal refusal, const std::string& imp_key) {
  switch (refusal) {
    case engine::RemoveRefusal::kUnknown:
      return {ControlErrc::kUnknownSandbox, "no sandbox has the key \"" + imp_key + "\"",
              "imp_key"};
    case engine::RemoveRefusal::kDefault:
      return {ControlErrc::kConflict, "the default sandbox cannot be deleted; reset it instead",
              "imp_key"};
    case engine::RemoveRefusal::kAdvancing:
      break;
  }
  return MakeAdvancingError("imp_key");
}

ControlResult<bool> ReadForce(std::string_view query) {
  PORTONE_TRY(const QueryParameters parameters, QueryParameters::Read(query, {"force"}));
  const std::optional<std::string> force = parameters.Text("force");
  if (!force || force == "false") return false;
  if (force == "true") return true;
  return ControlError{ControlErrc::kInvalidParameter, "force: must be true or false", "force"};
}

ControlResult<api::Reply> DeleteSandbox(ControlCall& call) {
  const std::string& imp_key = call.path[0];
  PORTONE_TRY(const bool force, ReadForce(call.query));
  engine::SandboxRegistry& registry = call.context.registry;
  const engine::SandboxPtr sandbox = force ? registry.FindByKey(imp_key) : nullptr;
  if (sandbox != nullptr && sandbox != registry.Default()) {
    CancelAdvance(sandbox, call.context.dispatcher);
  }
  if (const auto refusal = registry.Remove(imp_key)) {
    return ToControlError(*refusal, imp_key);
  }
  json::Writer json;
  json.BeginObject().Field("deleted", imp_key).EndObject();
  return MakeJsonReply(json);
}

constexpr std::array kSandboxRoutes{
    ControlRoute{Method::kGet, "/sandboxes", ListSandboxes},
    ControlRoute{Method::kPost, "/sandboxes", CreateSandbox},
    ControlRoute{Method::kDelete, "/sandboxes/{imp_key}", DeleteSandbox},
    ControlRoute{Method::kPost, "/reset", ResetSandbox},
};

}  // namespace

std::span<const ControlRoute> SandboxRoutes() {
  return kSandboxRoutes;
}

}  // namespace portone::control
