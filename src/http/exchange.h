// SPDX-License-Identifier: MIT
// One request of a connection, and its reply.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "api/reply.h"
#include "http/event_loop.h"
#include "http/request_parser.h"
#include "sim/stopwatch.h"

namespace portone::http {

struct Exchange {
  explicit Exchange(const RequestLimits& limits) : parser(limits) {}

  sim::Stopwatch watch{};
  RequestParser parser;
  api::Reply reply{};
  std::optional<EventLoop::Timer> delay{};
  std::string head{};    ///< of the reply, once it could not be written at once
  std::size_t sent = 0;  ///< of head and body
  bool is_refused = false;
  bool has_continued = false;
};

}  // namespace portone::http
