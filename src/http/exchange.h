// SPDX-License-Identifier: MIT
// One request of a connection, and its reply.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "api/pending_reply.h"
#include "api/reply.h"
#include "http/event_loop.h"
#include "http/request_parser.h"
#include "sim/stopwatch.h"

namespace portone::http {

class Connection;

struct Exchange {
  explicit Exchange(const RequestLimits& limits) : parser(limits) {}

  sim::Stopwatch watch{};
  RequestParser parser;
  api::Reply reply{};
  std::shared_ptr<const api::PendingReply> pending{};
  std::shared_ptr<Connection*> claim{};     ///< to the pending reply
  std::optional<EventLoop::Timer> timer{};  ///< of a delay, or of the pending reply
  std::string head{};                       ///< of the reply, once it could not be written at once
  std::size_t sent = 0;                     ///< of head and body
  std::string unsent{};                     ///< of a stream: read and not yet written
  bool is_refused = false;
  bool has_continued = false;
};

}  // namespace portone::http
