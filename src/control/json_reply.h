// SPDX-License-Identifier: MIT
// A control call that went well: 200 with what was written. Refusals are control_error's.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "api/reply.h"
#include "json/writer.h"

namespace portone::control {

/// Takes the finished text out of `json`.
inline api::Reply JsonReply(json::Writer& json) {
  api::Reply reply;
  reply.body = json.Take();
  return reply;
}

/// The same of a document. What stands in it, as a receiver's answer, need not be UTF-8.
api::Reply JsonReply(const nlohmann::ordered_json& json);

}  // namespace portone::control
