// SPDX-License-Identifier: MIT
// Error replies for requests that never reach the handler: status, message and body of every
// HTTP-level error. Independent of payments and sockets.
#pragma once

#include <string>
#include <string_view>

#include "api/reply.h"

namespace portone::http {

/// The reply for an HTTP-level error: `status` and the API's envelope with code -1, a message and a
/// null response. An unknown status becomes 400.
api::Reply MakeTransportErrorReply(int status);
/// With another message. REQUIRES: it needs no escaping in JSON.
api::Reply MakeTransportErrorReply(int status, std::string_view message);

}  // namespace portone::http
