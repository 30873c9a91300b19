// SPDX-License-Identifier: MIT
#include "control/setups.h"

#include "commands/initial_state.h"
#include "domain/calendar.h"

namespace portone::control {

void WriteSandbox(json::Writer& json, engine::Sandbox& sandbox, bool with_secret) {
  json.BeginObject().Field("imp_key", sandbox.credentials.imp_key);
  if (with_secret) json.Field("imp_secret", sandbox.credentials.imp_secret);
  json.Field("user_code", sandbox.credentials.user_code)
      .Field("had_api_calls", sandbox.had_api_calls.load(std::memory_order_relaxed))
      .Field("now", FormatIso(sandbox.engine.ReadClock().now))
      .EndObject();
}

ControlResult<Done> ValidateSetup(const engine::Setup& setup, const std::string& parameter) {
  if (!setup.initial_state) return Done{};
  const auto problem = commands::ValidateInitialState(setup.merchant, *setup.initial_state);
  if (!problem) return Done{};
  return ControlError{ControlErrc::kInvalidParameter, parameter + ": " + *problem, parameter};
}

}  // namespace portone::control
