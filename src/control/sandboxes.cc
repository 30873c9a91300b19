// SPDX-License-Identifier: MIT
// Listing, creating, resetting and deleting sandboxes.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "control/body.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "control/setups.h"
#include "domain/errors.h"
#include "json/writer.h"
#include "scenario/document.h"

namespace portone::control {
namespace {

api::Reply ListSandboxes(ControlCall& call) {
  json::Writer json;
  json.BeginObject().Key("sandboxes").BeginArray();
  for (const engine::SandboxPtr& sandbox : call.context.directory.All()) {
    WriteSandbox(json, *sandbox, false);
  }
  json.EndArray().EndObject();
  return JsonReply(json);
}

struct NewSandbox {
  std::optional<std::string> imp_key;
  std::optional<std::string> imp_secret;
  std::optional<std::string> user_code;
  scenario::Scenario scenario;
};

ControlResult<NewSandbox> ReadNewSandbox(const api::Request& request) {
  NewSandbox wanted;
  const ControlResult<Done> body = ReadBody(request, [&](json::StrictObject& object) {
    wanted.imp_key = object.Text("imp_key");
    wanted.imp_secret = object.Text("imp_secret");
    if (wanted.imp_key == "") object.Report("imp_key", "must not be empty");
    if (wanted.imp_secret == "") object.Report("imp_secret", "must not be empty");
    wanted.user_code = object.Text("user_code");
    if (auto scenario = object.Object("scenario")) {
      wanted.scenario = scenario::ReadSandboxScenario(*scenario);
      scenario->Finish();
    }
  });
  if (!body.ok()) return body.error();
  return wanted;
}

api::Reply CreateSandbox(ControlCall& call) {
  const auto wanted = ReadNewSandbox(call.request);
  if (!wanted.ok()) return ErrorReply(wanted.error());
  engine::Directory& directory = call.context.directory;
  const engine::Credentials credentials{wanted.value().imp_key.value_or(""),
                                        wanted.value().imp_secret.value_or(""),
                                        wanted.value().user_code.value_or("")};
  engine::Setup setup =
      scenario::MergeIntoSetup(directory.Default()->engine.CurrentSetup(), wanted.value().scenario);
  if (const auto refusal = ValidateSetup(setup, "scenario/given")) return ErrorReply(*refusal);
  const auto made = directory.Create(credentials, std::move(setup));
  if (!made.ok() && made.error() == engine::CreateRefusal::kTaken) {
    return ErrorReply({ControlErrc::kConflict,
                       "a sandbox with the key \"" + credentials.imp_key + "\" already exists",
                       "imp_key"});
  }
  if (!made.ok()) {
    return ErrorReply(
        {ControlErrc::kTooManySandboxes, errors::TooManySandboxes(directory.limit()).message, ""});
  }
  json::Writer json;
  WriteSandbox(json, *made.value(), true);
  return JsonReply(json);
}

/// Resets the sandbox to its state after the scenario was loaded.
api::Reply ResetSandbox(ControlCall& call) {
  const ControlResult<Done> body = ReadBody(call.request, [](json::StrictObject&) {});
  if (!body.ok()) return ErrorReply(body.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  if (!sandbox.value()->engine.Reset()) {
    return ErrorReply({ControlErrc::kConflict, errors::Advancing().message, ""});
  }
  json::Writer json;
  WriteSandbox(json, *sandbox.value(), false);
  return JsonReply(json);
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
  return {ControlErrc::kConflict, errors::Advancing().message, "imp_key"};
}

api::Reply DeleteSandbox(ControlCall& call) {
  const std::string& imp_key = call.path[0];
  if (const auto refusal = call.context.directory.Remove(imp_key)) {
    return ErrorReply(ToControlError(*refusal, imp_key));
  }
  json::Writer json;
  json.BeginObject().Field("deleted", imp_key).EndObject();
  return JsonReply(json);
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
