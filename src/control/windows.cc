// SPDX-License-Identifier: MIT
// Whether payment windows in a browser are shown or decide by themselves: reading and changing it.
#include <array>

#include "api/serve.h"
#include "commands/window_settings.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "json/writer.h"
#include "scenario/window_outcome.h"

namespace portone::control {
namespace {

api::Reply MakeWindowsReply(const WindowSettings& settings) {
  json::Writer json;
  scenario::WriteWindowSettings(json, settings);
  return MakeJsonReply(json);
}

ControlResult<api::Reply> ReadWindows(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const WindowSettings settings,
              ToControlResult(sandbox->engine.Query(commands::ReadWindowSettings{})));
  return MakeWindowsReply(settings);
}

/// Replaces the setting. A reset restores that of the scenario.
ControlResult<api::Reply> ChangeWindows(ControlCall& call) {
  commands::ChangeWindowSettings command;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&](json::StrictObject& object) {
    command.settings = scenario::ReadWindowSettings(object);
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const WindowSettings settings,
              ToControlResult(sandbox->engine.Run(MakeJournalRequest(call.request), command)));
  return MakeWindowsReply(settings);
}

constexpr std::array kWindowRoutes{
    ControlRoute{Method::kGet, "/windows/settings", ReadWindows},
    ControlRoute{Method::kPut, "/windows/settings", ChangeWindows, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
};

}  // namespace

std::span<const ControlRoute> WindowRoutes() {
  return kWindowRoutes;
}

}  // namespace portone::control
