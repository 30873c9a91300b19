// SPDX-License-Identifier: MIT
// Reads the body of one request with our own limits. The library would refuse forms of more than
// 8 KiB, wait five seconds for a POST without a body, and leave the body of a GET on the
// connection.
#pragma once

#include <cstddef>
#include <string>

#include "api/request.h"
#include "http/connection_stream.h"

namespace portone::http {

/// Reads the body that the headers of `request` announce into `request.body`; without an
/// announcement there is none. Answers "Expect: 100-continue" before it reads. Keeps at most
/// `max_bytes` in memory. Returns 0, or the HTTP status of the refusal (400, 408, 413, 415, 501);
/// then the connection is out of step and has to be closed.
int ReadBody(ConnectionStream& stream, std::size_t max_bytes, api::Request& request);

}  // namespace portone::http
