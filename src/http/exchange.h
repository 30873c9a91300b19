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
  std::shared_ptr<Connection*> connection_ref{};  ///< set while waiting or streaming
  std::optional<EventLoop::Timer> timer{};        ///< of a delay, or of the pending reply
  std::string head{};    ///< the reply's head, kept if the first write did not take all of it
  std::size_t sent = 0;  ///< bytes of head and body that were written
  std::string unsent{};  ///< of a stream: read and not yet written
  bool is_refused = false;
  bool has_sent_continue = false;
};

}  // namespace portone::http
