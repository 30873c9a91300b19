// SPDX-License-Identifier: MIT
// Requests that the emulator makes to a server that may do anything. Independent of webhooks.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http_header.h"
#include "base/http_result.h"
#include "http/cancel_token.h"
#include "http/client_connection.h"
#include "http/host_lookup.h"
#include "http/response_reader.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "sim/stopwatch.h"

namespace portone::http {

struct ClientRequest {
  std::string method;        ///< "GET", "POST"
  std::string content_type;  ///< "": no such header
  std::string body;
  /// Further headers, which replace User-Agent and Accept. None of Host, Content-Length,
  /// Content-Type, Connection and Transfer-Encoding; values without line breaks.
  std::vector<HttpHeader> headers{};
};

/// How long a request may take, in real time.
struct TimeLimits {
  std::chrono::milliseconds connect{10'000};  ///< looking the host up and connecting, and again for
                                              ///< the TLS handshake
  std::chrono::milliseconds response{
      30'000};                              ///< from sending the request to the end of the response
  std::chrono::milliseconds total{60'000};  ///< all of it
};

/// Makes one request after the other. Keeps the connections of a few servers, where they allow it,
/// until it is destroyed. Follows no redirects, and reads no more of a response than its limits
/// allow: by default 4,096 bytes of a body and 256 KiB of a response. Thread safety: used by one
/// thread at a time.
class HttpClient {
 public:
  /// Called for each new https connection: may create the TlsClient on the first call.
  using GetTls = std::function<const TlsClient&()>;

  /// REQUIRES: `cancel_token` and what `get_tls` returns outlive the client.
  HttpClient(GetTls get_tls, const CancelToken& cancel_token, Resolver resolver = ::getaddrinfo,
             ResponseLimits response_limits = {})
      : get_tls_(std::move(get_tls)),
        cancel_token_(cancel_token),
        resolver_(resolver),
        response_limits_(response_limits) {}
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends a request and waits for the response, for at most the limits. Without a response the
  /// result's error is a short reason: "connection refused", "no response within 30000 ms", "host
  /// not found", "the response is not HTTP", "the response is too large", "stopped" when it was
  /// cancelled. A request that finds a kept connection closed, before any byte of a response has
  /// come, is sent again on a new one.
  HttpResult Send(const Url& url, const ClientRequest& request, const TimeLimits& limits = {});

  /// Takes the next piece of a body; false: no more is wanted.
  using PieceReceiver = std::function<bool(std::string_view piece)>;

  /// Sends a request whose response may never end, and passes the body of a response with the
  /// status 200 to `receive` as it arrives, until that returns false, the response ends, or nothing
  /// has come for `limits.response`. Then the result's error says why the body ended early, or is
  /// "". The body of another status is in the result. `limits.total` counts for connecting only,
  /// the limits of the client's responses do not count. Uses a connection of its own.
  HttpResult Receive(const Url& url, const ClientRequest& request, const TimeLimits& limits,
                     const PieceReceiver& receive) const;

 private:
  struct IdleConnection {
    bool is_https;
    std::string host;
    int port;
    ClientConnection connection;
  };

  BasicResult<ClientConnection, std::string> Connect(const Url& url, const TimeLimits& limits,
                                                     const sim::Stopwatch& since) const;
  void KeepConnection(const Url& url, ClientConnection connection);
  /// Removes an idle connection to the server of the URL and returns it, if it is still open.
  std::optional<ClientConnection> TakeIdleConnection(const Url& url);

  const GetTls get_tls_;
  const CancelToken& cancel_token_;
  const Resolver resolver_;
  const ResponseLimits response_limits_;
  std::vector<IdleConnection> idle_connections_;  // the oldest first
};

}  // namespace portone::http
