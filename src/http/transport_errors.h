// SPDX-License-Identifier: MIT
// What the server answers when a request never reaches the handler: wording and body of every
// refusal that is about HTTP itself. Knows nothing of payments and nothing of sockets.
#pragma once

#include <string>

#include "api/reply.h"

namespace portone::http {

/// The reply for a refusal by the transport: `status` and the API's envelope with code -1, a clear
/// message and a null response. A status without a text of its own is answered as 400.
api::Reply TransportErrorReply(int status);

/// The same reply as bytes ready to be sent, with `Connection: close`, for requests of which not
/// even the head could be read.
std::string TransportErrorBytes(int status);

}  // namespace portone::http
