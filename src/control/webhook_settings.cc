// SPDX-License-Identifier: MIT
// A sandbox's webhook settings: reading and changing them.
#include "commands/webhook_settings.h"

#include <array>

#include "api/serve.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "json/writer.h"
#include "scenario/webhook_settings.h"

namespace portone::control {
namespace {

api::Reply MakeSettingsReply(const WebhookSettings& settings) {
  json::Writer json;
  json.BeginObject()
      .Field("url", settings.url)
      .Field("format", Name(settings.format))
      .Field("retries", settings.retries)
      .Field("retry_on", Name(settings.retry_on))
      .Field("webhook_first", settings.webhook_first)
      .Field("response_timeout_ms", static_cast<std::int64_t>(settings.response_timeout.count()))
      .Key("headers")
      .BeginObject();
  for (const HttpHeader& header : settings.headers)
    json.Field(header.name, header.value);
  json.EndObject().EndObject();
  return MakeJsonReply(json);
}

ControlResult<api::Reply> ReadSettings(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const WebhookSettings settings,
              ToControlResult(sandbox->engine.Query(commands::ReadWebhookSettings{})));
  return MakeSettingsReply(settings);
}

/// Changes the settings that the body names. A reset undoes it.
ControlResult<api::Reply> ChangeSettings(ControlCall& call) {
  commands::ChangeWebhookSettings command;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&](json::StrictObject& object) {
    command.change = scenario::ReadWebhookSettingsChange(object);
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const WebhookSettings settings,
              ToControlResult(sandbox->engine.Run(MakeJournalRequest(call.request), command)));
  return MakeSettingsReply(settings);
}

constexpr std::array kWebhookSettingsRoutes{
    ControlRoute{Method::kGet, "/webhooks/settings", ReadSettings},
    ControlRoute{Method::kPut, "/webhooks/settings", ChangeSettings, ControlWait::kForSandbox,
                 UnknownKey::kOpensSandbox},
};

}  // namespace

std::span<const ControlRoute> WebhookSettingsRoutes() {
  return kWebhookSettingsRoutes;
}

}  // namespace portone::control
