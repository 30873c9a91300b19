// SPDX-License-Identifier: MIT
#include "api/codec/tier_json.h"

namespace portone::api {

void EncodeTier(ReplyWriter& json, const Tier& tier) {
  json.BeginObject()
      .Field("tier_code", tier.tier_code.text())
      .Field("tier_name", tier.name)
      .EndObject();
}

}  // namespace portone::api
