// SPDX-License-Identifier: MIT
#include "api/codec/webhook_body.h"

#include <string_view>

#include "json/text.h"
#include "json/writer.h"

namespace portone::api {
namespace {

std::string ToJson(const WebhookEvent& notice) {
  json::Writer json;
  json.BeginObject()
      .Field("imp_uid", notice.imp_uid.text)
      .Field("merchant_uid", notice.merchant_uid.text)
      .Field("status", StatusText(notice.status));
  if (notice.cancellation_id) json.Field("cancellation_id", notice.cancellation_id);
  json.EndObject();
  return json.Take();
}

std::string ToForm(const WebhookEvent& notice) {
  std::string form = "imp_uid=" + json::PercentEncode(notice.imp_uid.text) +
                     "&merchant_uid=" + json::PercentEncode(notice.merchant_uid.text) + "&status=";
  form += StatusText(notice.status);
  if (notice.cancellation_id)
    form += "&cancellation_id=" + json::PercentEncode(*notice.cancellation_id);
  return form;
}

}  // namespace

WebhookBody EncodeWebhookEvent(const WebhookEvent& notice, WebhookFormat format) {
  if (format == WebhookFormat::kForm) {
    return {"application/x-www-form-urlencoded", ToForm(notice)};
  }
  return {"application/json", ToJson(notice)};
}

}  // namespace portone::api
