// SPDX-License-Identifier: MIT
#include "api/codec/webhook_body.h"

#include <optional>
#include <string>
#include <string_view>

#include "json/text.h"
#include "json/writer.h"

namespace portone::api {
namespace {

std::string ToJson(const WebhookEvent& event) {
  json::Writer json;
  json.BeginObject();
  VisitFieldTexts(event, [&](std::string_view name, std::optional<std::string_view> text) {
    if (text) json.Field(name, *text);
  });
  json.EndObject();
  return json.Take();
}

std::string ToForm(const WebhookEvent& event) {
  std::string form;
  VisitFieldTexts(event, [&](std::string_view name, std::optional<std::string_view> text) {
    if (!text) return;
    if (!form.empty()) form += "&";
    form += std::string(name) + "=" + json::PercentEncode(*text);
  });
  return form;
}

}  // namespace

WebhookBody EncodeWebhookEvent(const WebhookEvent& event, WebhookFormat format) {
  if (format == WebhookFormat::kForm) {
    return {"application/x-www-form-urlencoded", ToForm(event)};
  }
  return {"application/json", ToJson(event)};
}

}  // namespace portone::api
