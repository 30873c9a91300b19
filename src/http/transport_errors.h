// SPDX-License-Identifier: MIT
// Error replies for requests that never reach the handler: status, message and body of every
// HTTP-level error. Knows nothing of payments or sockets.
#pragma once

#include <string>

#include "api/reply.h"

namespace portone::http {

/// The reply for an HTTP-level error: `status` and the API's envelope with code -1, a message and a
/// null response. An unknown status becomes 400.
api::Reply TransportErrorReply(int status);

}  // namespace portone::http
