// SPDX-License-Identifier: MIT
// Reads the body of one request with our own limits. The library would reject forms larger than
// 8 KiB, wait five seconds for a POST without a body, and leave the body of a GET unread.
#pragma once

#include <cstddef>
#include <string>

#include "api/request.h"
#include "http/connection_stream.h"

namespace portone::http {

/// Reads the body into `request.body`, as declared by the headers Content-Length and
/// Transfer-Encoding; without them there is no body. Answers "Expect: 100-continue" first. Keeps at
/// most `max_bytes` in memory. Returns 0, or the HTTP status of the refusal (400, 408, 413, 415,
/// 501); the connection must then be closed, because its position in the stream is undefined.
int ReadBody(ConnectionStream& stream, std::size_t max_bytes, api::Request& request);

}  // namespace portone::http
