// SPDX-License-Identifier: MIT
// A reply, whole, before it is written to a socket. Knows nothing of sockets.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "api/request.h"
#include "domain/fault.h"

namespace portone::api {

/// One HTTP reply. `content_type` keeps its charset suffix on purpose: the HTTP library compresses
/// the bare "application/json" with brotli at its slowest setting.
struct Reply {
  int status = 200;
  std::string body;
  std::string content_type = "application/json; charset=utf-8";
  std::vector<Header> headers{};  ///< besides Content-Type and Content-Length
  /// What a transport does before it sends the reply, and instead of sending it. Callers in this
  /// process have the reply at once.
  std::chrono::milliseconds delay{0};
  HangUp hang_up = HangUp::kNone;
  /// Called once, when the reply was handed to the system or could not be; may be empty.
  std::function<void()> once_sent{};
};

}  // namespace portone::api
