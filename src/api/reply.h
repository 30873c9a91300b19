// SPDX-License-Identifier: MIT
// A complete reply before it is written to a socket. Independent of sockets.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/request.h"
#include "domain/fault.h"

namespace portone::api {

class BodyStream;
struct PendingReply;

/// One HTTP reply. `content_type` includes the charset on purpose: the HTTP library compresses a
/// bare "application/json" with brotli at its slowest setting.
struct Reply {
  int status = 200;
  int code = 0;  ///< of the V1 envelope in the body; 0 in a success and without an envelope
  /// Of the V1 envelope, or of the control API's error; "" in a success.
  std::string message{};
  std::string body;
  std::string content_type = "application/json; charset=UTF-8";
  std::vector<HttpHeader> headers{};  ///< without Content-Type and Content-Length
  /// How long the transport waits before it sends the reply, and whether it ends the connection
  /// instead. In-process callers get the reply immediately.
  std::chrono::milliseconds delay{0};
  HangUp hang_up = HangUp::kNone;
  /// Called once, after the reply was passed to the operating system or sending failed; may be
  /// empty.
  std::function<void()> on_finished{};
  /// Set when the call waits: nothing else in this reply is valid then, and what `pending` delivers
  /// takes its place.
  std::shared_ptr<const PendingReply> pending{};
  /// Set when more follows after `body`: the connection is closed when it ends.
  std::shared_ptr<BodyStream> stream{};
  bool reported_in_feed = false;  ///< whether the event feed reports this reply, now or later
};

}  // namespace portone::api
