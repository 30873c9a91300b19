// SPDX-License-Identifier: MIT
#include "api/codec/notice_body.h"

#include <cctype>
#include <string_view>

#include "api/json_writer.h"

namespace portone::api {
namespace {

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 0xfU];
    }
  }
  return encoded;
}

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
