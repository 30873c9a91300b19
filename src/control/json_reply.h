// SPDX-License-Identifier: MIT
// Successful replies of control calls: HTTP 200 with a JSON body. Errors: control_error.h.
#pragma once

#include "api/reply.h"
#include "json/json_fwd.h"
#include "json/writer.h"

namespace portone::control {

/// A reply with the finished text of `json`, which is left empty.
inline api::Reply JsonReply(json::Writer& json) {
  api::Reply reply;
  reply.body = json.Take();
  return reply;
}

/// A reply with a JSON document. Invalid UTF-8, such as in a receiver's answer, is replaced.
api::Reply JsonReply(const Json& json);

}  // namespace portone::control
