// SPDX-License-Identifier: MIT
// A running server for tests, and functions that build raw requests.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "http/server.h"
#include "support/raw_socket.h"

namespace portone::http {

inline constexpr std::chrono::seconds kSocketTimeout{30};

/// Replies with "METHOD target [body]".
inline api::Reply Echo(const api::Request& request) {
  api::Reply reply;
  reply.body = request.method + " " + request.target + " [" + request.body + "]";
  return reply;
}

/// A started server.
struct RunningServer {
  explicit RunningServer(Server::Handler handler = Echo, ServerOptions options = {},
                         ServerHooks hooks = {})
      : server(std::move(options), std::move(handler), std::move(hooks)), port(server.Start()) {}

  testing::RawSocket Connect() const { return testing::RawSocket::Connect(port); }

  /// Sends `bytes` on a new connection and returns the reply.
  testing::RawReply SendAndReceive(std::string_view bytes) const {
    testing::RawSocket client = Connect();
    client.Send(bytes);
    return client.ReadReply();
  }

  Server server;
  int port;
};

/// "GET /a 404".
inline std::string FormatAccessLine(const AccessLine& line) {
  return std::string(line.method) + " " + std::string(line.path) + " " +
         std::to_string(line.status);
}

inline std::string Get(std::string_view target, std::string_view headers = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}

inline std::string MakeRequestWithBody(std::string_view method, std::string_view body,
                                       std::string_view type = "application/json") {
  return std::string(method) + " /p HTTP/1.1\r\nHost: x\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

inline std::string Post(std::string_view headers, std::string_view body = "") {
  return "POST /p HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

inline std::string PostChunked(std::string_view chunks) {
  return "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunks);
}

}  // namespace portone::http
