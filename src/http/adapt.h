// SPDX-License-Identifier: MIT
// Converts between cpp-httplib's request and response types and ours. Reads no socket.
#pragma once

#include <httplib.h>

#include "api/reply.h"
#include "api/request.h"

namespace portone::http {

/// Converts the head of `from`; the body stays empty and the target percent-encoded. HEAD becomes
/// GET: the reply is the same and the library omits the body. The pseudo headers that the library
/// adds (REMOTE_ADDR and the like) are removed. Because of the library's parser, headers are sorted
/// by name, headers without a value are missing, and %XX in values is already decoded.
api::Request AdaptRequest(const httplib::Request& from);

/// Copies `reply` into `to`. Headers that contain line breaks are dropped.
void AdaptReply(api::Reply reply, httplib::Response& to);

}  // namespace portone::http
