// SPDX-License-Identifier: MIT
// A sandbox's webhook settings: reading and changing them.
#include "commands/webhook_settings.h"

#include <array>

#include "api/serve.h"
#include "control/body.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "json/writer.h"
#include "scenario/webhook_settings.h"

namespace portone::control {
namespace {

api::Reply SettingsReply(const Result<WebhookSettings>& settings) {
  if (!settings.ok()) return ErrorReply({ControlErrc::kPoisoned, settings.error().message, ""});
  const WebhookSettings& value = settings.value();
  json::Writer json;
  json.BeginObject()
      .Field("url", value.url)
      .Field("format", value.format == WebhookFormat::kForm ? "form" : "json")
      .Field("retries", value.retries)
      .Field("retry_on", value.retry_on == RetryOn::kUntil200 ? "until_200" : "errors")
      .Field("webhook_first", value.webhook_first)
      .Field("answer_timeout_ms", static_cast<std::int64_t>(value.answer_timeout.count()))
      .EndObject();
  return JsonReply(json);
}

api::Reply ReadSettings(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return SettingsReply(sandbox.value()->engine.Query(commands::ReadWebhookSettings{}));
}

/// Changes the settings that the body names. A reset undoes it.
api::Reply ChangeSettings(ControlCall& call) {
  commands::ChangeWebhookSettings command;
  const ControlResult<Done> body = ReadBody(call.request, [&](json::StrictObject& object) {
    command.change = scenario::ReadWebhookChange(object);
  });
  if (!body.ok()) return ErrorReply(body.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  return SettingsReply(sandbox.value()->engine.Run(MakeCause(call.request), command));
}

constexpr std::array kWebhookSettingsRoutes{
    ControlRoute{Method::kGet, "/webhooks/settings", ReadSettings},
    ControlRoute{Method::kPut, "/webhooks/settings", ChangeSettings},
};

}  // namespace

std::span<const ControlRoute> WebhookSettingsRoutes() {
  return kWebhookSettingsRoutes;
}

}  // namespace portone::control
