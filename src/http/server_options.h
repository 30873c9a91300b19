// SPDX-License-Identifier: MIT
// The settings of the HTTP server and what it calls.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <vector>

#include "api/reply.h"
#include "api/request.h"
#include "api/try_result.h"
#include "http/proxy_rules.h"
#include "tls/server_tls.h"

namespace portone::http {

/// The server cannot listen. `what()` is a one-line message such as
/// "cannot listen on 127.0.0.1:12011: Address already in use".
class ListenError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< address or name to listen on
  int port = 0;                    ///< 0: any free port
  std::size_t max_body_bytes = std::size_t{1} << 20;
  std::size_t max_head_bytes = std::size_t{32} << 10;  ///< request line and headers together
  std::size_t max_head_lines = 256;                    ///< request line and headers together
  /// Concurrent connections. When all are in use, the one that has been idle for longest is closed
  /// for a new one; if none is idle, new ones wait. 0: what the limit of open files leaves.
  std::size_t max_connections = 0;
  /// How long an idle connection is kept open. Long on purpose: closing an idle connection can race
  /// with the peer's next request, and an idle connection costs some hundred bytes.
  std::chrono::seconds keep_alive{75};
  /// The longest pause of the peer within a request or a reply.
  std::chrono::milliseconds stall_timeout{10'000};
  /// How long nothing may pass through a tunnel to another server before it is closed.
  std::chrono::milliseconds tunnel_idle_timeout{300'000};
  /// While stopping: the longest pause of the peer while its reply is being sent.
  std::chrono::milliseconds stop_grace{500};
  /// Threads that serve connections. 0: one for each processor.
  std::size_t loops = 0;
  /// Requests that may be handled at once on threads that may wait; further ones are queued.
  std::size_t max_workers = 512;
  /// Requests that may wait in that queue; further ones are answered with 503.
  std::size_t max_queued = 8192;
  /// Requests that may wait for something outside the emulator at once (api::TryResult); further
  /// ones are answered with 503.
  std::size_t max_external_workers = 512;
  /// Returns the body limit for a request, given its head (the body is still empty). Not set:
  /// `max_body_bytes` for all requests.
  std::function<std::size_t(const api::Request& head)> body_limit{};
  /// Ports to listen on besides `port`, on the same addresses; 0: any free port.
  std::vector<int> extra_ports{};
  /// Serves connections that begin with a ClientHello; null: they are closed. Outlives the server.
  const tls::ServerTls* tls = nullptr;
  /// What the server does as a proxy. Not set: it refuses CONNECT, and a target in absolute form
  /// may name any host.
  std::optional<ProxyRules> proxy{};
  /// As accept4. Replaced in tests.
  int (*accept)(int, sockaddr*, socklen_t*, int) = ::accept4;
};

/// One line of an access log. The path excludes the query, which may contain tokens. When the head
/// of a request could not be parsed, method and path are "-". Both are valid during the call only.
struct AccessLine {
  std::string_view method;
  std::string_view path;
  int status = 0;
  std::string_view reason;  ///< why the server refused it; "" otherwise
  /// From the first byte of the request to the last byte of the reply.
  std::chrono::milliseconds elapsed{0};
  bool reported_in_feed = false;  ///< as api::Reply: the feed of events has this call already
};

/// Callbacks to the server's owner. May be empty; called on the threads that serve connections,
/// from several at once; they must not wait and, unless stated otherwise, not throw.
struct ServerHooks {
  /// Tries to answer a request without waiting. A request that it does not answer is passed to the
  /// handler, on a thread that may wait. Not set: all requests are. May throw, as the handler may.
  std::function<api::TryResult(const api::Request&)> try_handle{};
  /// Called after each reply, including refusals by the transport.
  std::function<void(const AccessLine&)> access{};
  /// Called with a sentence for the log when connections cannot be accepted, once for each reason.
  std::function<void(const std::string&)> report_problem{};
};

/// Handles a request, on a thread that may wait. Called from several threads at once. What it
/// throws is answered with status 500.
using Handler = std::function<api::Reply(const api::Request&)>;

}  // namespace portone::http
