// SPDX-License-Identifier: MIT
// Between cpp-httplib's request and response and ours. Decides nothing and reads no socket.
#pragma once

#include <httplib.h>

#include "api/reply.h"
#include "api/request.h"

namespace portone::http {

/// The head of `from` as our request; the body is not touched. The target stays percent-encoded.
/// HEAD becomes GET: it is answered the same, and the library leaves the body out. The pseudo
/// headers that the library adds (REMOTE_ADDR and the like) are left out. Headers come sorted by
/// name, those without a value are missing, and %XX in a value is already decoded: so does the
/// library parse them.
api::Request AdaptRequest(const httplib::Request& from);

/// Writes `reply` into `to`. Headers with line breaks are dropped.
void AdaptReply(api::Reply reply, httplib::Response& to);

}  // namespace portone::http
