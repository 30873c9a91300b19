// SPDX-License-Identifier: MIT
#include "api/codec/standard_code_json.h"

namespace portone::api {

void EncodeStandardCode(ReplyWriter& json, const StandardCode& row) {
  json.BeginObject().Field("code", row.code).Field("name", row.name).EndObject();
}

void EncodeStandardCodes(ReplyWriter& json, std::span<const StandardCode> rows) {
  json.BeginArray();
  for (const StandardCode& row : rows)
    EncodeStandardCode(json, row);
  json.EndArray();
}

}  // namespace portone::api
