// SPDX-License-Identifier: MIT
#include "control/json_reply.h"

#include <nlohmann/json.hpp>

namespace portone::control {

api::Reply JsonReply(const nlohmann::ordered_json& json) {
  api::Reply reply;
  reply.body = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return reply;
}

}  // namespace portone::control
