// SPDX-License-Identifier: MIT
// The HTTP server: reads a request, calls the handler, writes the reply. Does no routing and knows
// no paths.
#pragma once

#include <memory>
#include <vector>

#include "http/server_options.h"

namespace portone::http {

/// Serves HTTP/1.0 and 1.1 on its ports. Every request whose head can be parsed, with any method
/// (GET, HEAD as GET, POST, PUT, PATCH, DELETE, OPTIONS) and path, is passed to the handler with
/// its target undecoded and its complete body; `OPTIONS *` is answered here. A request that is
/// malformed or too large, or whose handler throws, is answered with an error in the API's
/// envelope.
///
/// A few threads, each with a loop over the events of its connections, do all reading and writing.
/// A connection that is idle, slow, or waits for its reply costs some memory and no thread. Thread
/// safety: `Start` and `Stop` may be called from any thread but not from a handler or hook.
class Server {
 public:
  using Handler = http::Handler;

  Server(ServerOptions options, Handler handler, ServerHooks hooks = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();  ///< Calls `Stop`.

  /// Binds and listens; connections are accepted once it has returned. Returns the port,
  /// which is another one only if ServerOptions::port is 0. Throws ListenError, also after `Stop`.
  /// REQUIRES: called once.
  int Start();

  /// All ports that it listens on, the one that `Start` returned first.
  /// REQUIRES: `Start` has returned.
  const std::vector<int>& ports() const;

  /// Graceful shutdown: stops accepting, closes idle connections, waits for running handlers and
  /// their replies, ends all threads. Idempotent; a second caller waits for the first.
  void Stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portone::http
