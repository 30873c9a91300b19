// SPDX-License-Identifier: MIT
#include "api/codec/webhook_body.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "json/text.h"
#include "json/writer.h"

namespace portone::api {
namespace {

/// Whether the field is posted as a number: a time in unix seconds.
bool IsPostedAsNumber(std::string_view name) {
  return name == "changed_at";
}

/// Calls `body(name, text)` for each field that is posted, with "event" first, and
/// `extra(name, text)` for those of the object "extra": the fields after "event".
template <class Body, class Extra>
void VisitPosted(const WebhookEvent& event, const Body& body, const Extra& extra) {
  if (event.event) body("event", *event.event);
  bool in_extra = false;
  VisitFieldTexts(event, [&](std::string_view name, std::optional<std::string_view> text) {
    if (name == "event") {
      in_extra = true;
    } else if (text && in_extra) {
      extra(name, *text);
    } else if (text) {
      body(name, *text);
    }
  });
}

std::string ToJson(const WebhookEvent& event) {
  json::Writer json;
  bool has_extra = false;
  json.BeginObject();
  VisitPosted(
      event, [&json](std::string_view name, std::string_view text) { json.Field(name, text); },
      [&](std::string_view name, std::string_view text) {
        if (!std::exchange(has_extra, true)) json.Key("extra").BeginObject();
        json.Key(name);
        if (IsPostedAsNumber(name)) {
          json.Raw(text);
        } else {
          json.Text(text);
        }
      });
  if (has_extra) json.EndObject();
  json.EndObject();
  return json.Take();
}

std::string ToForm(const WebhookEvent& event) {
  std::string form;
  const auto add = [&form](const std::string& name, std::string_view text) {
    if (!form.empty()) form += "&";
    form += name + "=" + json::PercentEncode(text);
  };
  VisitPosted(
      event, [&add](std::string_view name, std::string_view text) { add(std::string(name), text); },
      [&add](std::string_view name, std::string_view text) {
        add(json::PercentEncode("extra[" + std::string(name) + "]"), text);
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
