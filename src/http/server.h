// SPDX-License-Identifier: MIT
// The HTTP server: bytes in, one call of a handler, bytes out. It routes nothing and knows no path;
// its settings undo what the HTTP library does badly by default.
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

/// The server cannot listen. `what()` is one line for people, such as
/// "cannot listen on 127.0.0.1:12011: Address already in use".
class ListenError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< address or name to listen on
  int port = 0;                    ///< 0: any free one
  std::size_t max_body_bytes = std::size_t{1} << 20;
  std::size_t max_head_bytes = std::size_t{64} << 10;  ///< request line and headers together
  std::size_t max_head_lines = 256;                    ///< request line and headers together
  /// Connections served at once, one thread each; more of them wait. When three quarters are in
  /// use, idle connections are closed within a second instead of after `keep_alive`.
  std::size_t max_connections = 2048;
  /// How long an idle connection is kept. Long on purpose: whoever closes an idle connection risks
  /// that the peer is just sending on it, and an idle connection costs a parked thread, no CPU.
  std::chrono::seconds keep_alive{75};
  /// The longest pause of a peer inside a request or a reply.
  std::chrono::milliseconds stall_timeout{10'000};
  /// While stopping: the longest pause of a peer that is being sent its reply.
  std::chrono::milliseconds stop_grace{500};
  /// The body limit for one request, told its head (the body is still empty). Not set:
  /// `max_body_bytes` for all.
  std::function<std::size_t(const api::Request& head)> body_limit{};
};

/// One line of an access log. The path comes without its query, which may carry tokens; for a
/// request whose head could not be read method and path are "-".
struct AccessLine {
  std::string method;
  std::string path;
  int status = 0;
  /// From the first byte of the request to the last of the reply.
  std::chrono::milliseconds took{0};
};

/// What a server tells its owner. May be empty; called on the connection's thread, from several
/// threads at once, and must not throw.
struct ServerHooks {
  /// After each reply, refusals by the transport included.
  std::function<void(const AccessLine&)> access{};
};

/// Serves HTTP/1.0 and 1.1 on one port. Every request whose head can be read, whatever its method
/// (GET, HEAD as GET, POST, PUT, PATCH, DELETE, OPTIONS) and path, goes to the handler, with its
/// target undecoded and its body whole. What cannot be read, is too large or makes the handler
/// throw is answered with the API's envelope.
/// Thread rule: the handler is called from several threads at once; `Start` and `Stop` may be
/// called from any thread but not from a handler or hook.
class Server {
 public:
  using Handler = std::function<api::Reply(const api::Request&)>;

  Server(ServerOptions options, Handler handler, ServerHooks hooks = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();  ///< As `Stop`.

  /// Binds and listens; on return connections are accepted. Returns the port. Throws ListenError.
  /// REQUIRES: called once.
  int Start();

  /// Stops accepting, closes idle connections, lets running handlers finish and their replies go
  /// out, ends all threads. Idempotent; a second caller waits for the first.
  void Stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portone::http
