// SPDX-License-Identifier: MIT
#include "control/setups.h"

#include <optional>

#include "commands/initial_state.h"
#include "domain/calendar.h"
#include "json/json.h"
#include "json/reader.h"
#include "scenario/record_location.h"

namespace portone::control {
namespace {

/// "given/payments/0/card_code": the member at fault, in the scenario of a body that was read.
std::string FindParameter(const api::Request& request, const std::string& member,
                          const commands::InitialStateProblem& problem) {
  Json body = Json::object();
  const bool is_read =
      !json::ReadJson(request.body, {.allows_comments = true, .requires_object = true}, body);
  const auto pointer = is_read
                           ? scenario::FindRecord(member.empty() ? body : body[member], "", problem)
                           : std::nullopt;
  return pointer ? pointer->substr(1) : "given";
}

}  // namespace

void WriteSandbox(json::Writer& json, engine::Sandbox& sandbox, bool with_secret) {
  json.BeginObject().Field("imp_key", sandbox.credentials.imp_key);
  if (with_secret) json.Field("imp_secret", sandbox.credentials.imp_secret);
  json.Field("user_code", sandbox.credentials.user_code)
      .Field("had_api_calls", sandbox.had_api_calls.load(std::memory_order_relaxed))
      .Field("now", FormatIso(sandbox.engine.ReadClock().now))
      .EndObject();
}

ControlResult<Done> ValidateSetup(const engine::Setup& setup, const api::Request& request,
                                  const std::string& member) {
  if (!setup.initial_state) return Done{};
  const auto problem = commands::ValidateInitialState(setup.merchant, *setup.initial_state);
  if (!problem) return Done{};
  const std::string parameter =
      (member.empty() ? "" : member + "/") + FindParameter(request, member, *problem);
  return ControlError{ControlErrc::kInvalidParameter, parameter + ": " + problem->message,
                      parameter};
}

}  // namespace portone::control
