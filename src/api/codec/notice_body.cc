// SPDX-License-Identifier: MIT
#include "api/codec/notice_body.h"

#include <string_view>

#include "api/json_writer.h"
#include "api/text.h"

namespace portone::api {
namespace {

std::string AsJson(const Notice& notice) {
  JsonWriter json;
  json.BeginObject()
      .Field("imp_uid", notice.imp_uid.text)
      .Field("merchant_uid", notice.merchant_uid.text)
      .Field("status", StatusText(notice.status));
  if (notice.cancellation_id) json.Field("cancellation_id", notice.cancellation_id);
  json.EndObject();
  return json.Take();
}

std::string AsForm(const Notice& notice) {
  std::string form = "imp_uid=" + PercentEncode(notice.imp_uid.text) +
                     "&merchant_uid=" + PercentEncode(notice.merchant_uid.text) + "&status=";
  form += StatusText(notice.status);
  if (notice.cancellation_id) form += "&cancellation_id=" + PercentEncode(*notice.cancellation_id);
  return form;
}

}  // namespace

NoticeBody EncodeNotice(const Notice& notice, WebhookFormat format) {
  if (format == WebhookFormat::kForm) {
    return {"application/x-www-form-urlencoded", AsForm(notice)};
  }
  return {"application/json", AsJson(notice)};
}

}  // namespace portone::api
