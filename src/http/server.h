// SPDX-License-Identifier: MIT
// The HTTP server: reads a request, calls the handler, writes the reply. Does no routing and knows
// no paths; its settings correct bad defaults of the HTTP library.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "api/reply.h"
#include "api/request.h"

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
  std::size_t max_head_bytes = std::size_t{64} << 10;  ///< request line and headers together
  std::size_t max_head_lines = 256;                    ///< request line and headers together
  /// Concurrent connections, one thread each; further ones wait. When three quarters are in use,
  /// idle connections are closed within a second instead of after `keep_alive`.
  std::size_t max_connections = 2048;
  /// How long an idle connection is kept open. Long on purpose: closing an idle connection can race
  /// with the peer's next request, and an idle connection costs a blocked thread but no CPU.
  std::chrono::seconds keep_alive{75};
  /// The longest pause of the peer within a request or a reply.
  std::chrono::milliseconds stall_timeout{10'000};
  /// While stopping: the longest pause of the peer while its reply is being sent.
  std::chrono::milliseconds stop_grace{500};
  /// Returns the body limit for a request, given its head (the body is still empty). Not set:
  /// `max_body_bytes` for all requests.
  std::function<std::size_t(const api::Request& head)> body_limit{};
};

/// One line of an access log. The path excludes the query, which may contain tokens. When the head
/// of a request could not be parsed, method and path are "-".
struct AccessLine {
  std::string method;
  std::string path;
  int status = 0;
  /// From the first byte of the request to the last byte of the reply.
  std::chrono::milliseconds took{0};
};

/// Callbacks to the server's owner. May be empty; called on the connection's thread, from several
/// threads at once, and must not throw.
struct ServerHooks {
  /// Called after each reply, including refusals by the transport.
  std::function<void(const AccessLine&)> access{};
};

/// Serves HTTP/1.0 and 1.1 on one port. Every request whose head can be parsed, with any method
/// (GET, HEAD as GET, POST, PUT, PATCH, DELETE, OPTIONS) and path, is passed to the handler with
/// its target undecoded and its complete body. A request that is malformed or too large, or whose
/// handler throws, is answered with an error in the API's envelope.
/// Thread safety: the handler is called from several threads at once; `Start` and `Stop` may be
/// called from any thread but not from a handler or hook.
class Server {
 public:
  using Handler = std::function<api::Reply(const api::Request&)>;

  Server(ServerOptions options, Handler handler, ServerHooks hooks = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();  ///< Calls `Stop`.

  /// Binds and listens; connections are accepted when it returns. Returns the port. Throws
  /// ListenError, also after `Stop`.
  /// REQUIRES: called once.
  int Start();

  /// Graceful shutdown: stops accepting, closes idle connections, waits for running handlers and
  /// their replies, ends all threads. Idempotent; a second caller waits for the first.
  void Stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portone::http
