// SPDX-License-Identifier: MIT
#include "control/json_reply.h"

#include "json/json.h"

namespace portone::control {

api::Reply JsonReply(const Json& json) {
  api::Reply reply;
  reply.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return reply;
}

}  // namespace portone::control
