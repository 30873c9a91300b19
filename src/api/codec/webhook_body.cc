// SPDX-License-Identifier: MIT
#include "api/codec/webhook_body.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "json/text.h"
#include "json/writer.h"

namespace portone::api {
namespace {

/// A field that is posted in the object `extra`.
struct ExtraField {
  std::string_view name;
  bool is_number = false;
};

constexpr std::array<ExtraField, 3> kExtraFields{{
    {"escrow_status"},
    {"changed_at", true},
    {"denied_reason"},
}};

const ExtraField* FindExtra(std::string_view name) {
  const auto* const found = std::find_if(kExtraFields.begin(), kExtraFields.end(),
                                         [name](const auto& one) { return one.name == name; });
  return found == kExtraFields.end() ? nullptr : found;
}

void WriteExtra(json::Writer& json, const WebhookEvent& event) {
  json.Key("extra").BeginObject();
  VisitFieldTexts(event, [&](std::string_view name, std::optional<std::string_view> text) {
    const ExtraField* extra = FindExtra(name);
    if (extra == nullptr || !text) return;
    json.Key(name);
    if (extra->is_number) {
      json.Raw(*text);
    } else {
      json.Text(*text);
    }
  });
  json.EndObject();
}

std::string ToJson(const WebhookEvent& event) {
  json::Writer json;
  json.BeginObject();
  if (event.event) json.Field("event", *event.event);
  VisitFieldTexts(event, [&](std::string_view name, std::optional<std::string_view> text) {
    if (text && name != "event" && FindExtra(name) == nullptr) json.Field(name, *text);
  });
  if (event.event) WriteExtra(json, event);
  json.EndObject();
  return json.Take();
}

std::string ToForm(const WebhookEvent& event) {
  std::string form;
  VisitFieldTexts(event, [&](std::string_view name, std::optional<std::string_view> text) {
    if (!text) return;
    if (!form.empty()) form += "&";
    const bool is_extra = FindExtra(name) != nullptr;
    form += (is_extra ? "extra[" + std::string(name) + "]" : std::string(name)) + "=" +
            json::PercentEncode(*text);
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
