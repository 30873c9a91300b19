// SPDX-License-Identifier: MIT
// Reads one HTTP/1 request from bytes as they arrive, with limits. Reads no socket; keeps no bytes
// of its own but the request.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/request.h"
#include "http/request_head.h"

namespace portone::http {

struct RequestLimits {
  HeadLimits head{};
  std::size_t max_target_bytes = 8192;
  /// The longest body of a request, given its head (the body is still empty).
  std::function<std::size_t(const api::Request& head)> body_limit{};
};

/// One request. Header values are octets: nothing is decoded. What RFC 9110 and 9112 forbid, and
/// what two readers of a request might understand differently, is refused.
/// Thread safety: used by one thread at a time.
class RequestParser {
 public:
  /// REQUIRES: `limits` outlives the parser.
  explicit RequestParser(const RequestLimits& limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Reads from `bytes`: those that the call before did not use, and more. Returns how many it used
  /// up. Must not be called once the request is complete or refused.
  std::size_t Read(std::string_view bytes);

  bool has_head() const;
  bool is_complete() const;
  /// The HTTP status of the refusal (400, 405, 413, 414, 415, 431, 500, 501), or 0. The connection
  /// must then be closed: where the next request begins is unknown.
  int refusal() const;

  /// Whether the client waits for "100 Continue" before it sends the body.
  bool expects_continue() const;
  /// Whether another request may follow on the connection.
  bool keep_alive() const;
  /// Whether the client speaks HTTP/1.0, to which the reply must announce `keep_alive`.
  bool is_http10() const;
  /// Whether the method is HEAD: `request()` then has GET, and the reply is sent without its body.
  bool is_head_request() const;
  /// The host and port that the target names: in absolute form, or "host:port" for CONNECT, which
  /// stays the target. "" for a target in origin form.
  const std::string& authority() const;

  /// The request: with its head once `has_head`, and with its whole body once `is_complete`.
  api::Request& request();

 private:
  class BeastParser;
  std::unique_ptr<BeastParser> parser_;
};

}  // namespace portone::http
