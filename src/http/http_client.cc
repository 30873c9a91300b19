// SPDX-License-Identifier: MIT
#include "http/http_client.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "base/lower_case.h"
#include "http/io_errors.h"
#include "http/response_reader.h"
#include "sim/stopwatch.h"

namespace portone::http {
namespace {

using Kind = ConnectionError::Kind;

constexpr std::size_t kMaxIdleConnections = 4;
constexpr std::size_t kReadSize = 16'384;
constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;
constexpr std::string_view kClosedEarly = "connection closed without an HTTP response";

std::string FormatHost(const Url& url) {
  const bool is_v6 = url.host.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + url.host + "]" : url.host;
  return url.port == (url.is_https ? kHttpsPort : kHttpPort)
             ? host
             : host + ":" + std::to_string(url.port);
}

bool HasHeader(const ClientRequest& request, std::string_view name) {
  return std::any_of(
      request.headers.begin(), request.headers.end(),
      [name](const HttpHeader& header) { return EqualsIgnoringCase(header.name, name); });
}

std::string FormatRequest(const Url& url, const ClientRequest& request) {
  std::string text =
      request.method + " " + url.target + " HTTP/1.1\r\nHost: " + FormatHost(url) + "\r\n";
  if (!HasHeader(request, "User-Agent")) text += "User-Agent: portone-emulator\r\n";
  if (!HasHeader(request, "Accept")) text += "Accept: */*\r\n";
  for (const auto& [name, value] : request.headers)
    text += name + ": " + value + "\r\n";
  if (!request.content_type.empty()) text += "Content-Type: " + request.content_type + "\r\n";
  if (!request.body.empty() || request.method == "POST") {
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return text + "\r\n" + request.body;
}

/// The message for an error: that of kClosed and that of kTimedOut are the two parameters.
std::string Describe(const ConnectionError& error, std::string_view closed_message,
                     const std::string& timeout_message) {
  switch (error.kind) {
    case Kind::kTimedOut:
      return timeout_message;
    case Kind::kCancelled:
      return std::string(kStopped);
    case Kind::kClosed:
      return std::string(closed_message);
    case Kind::kUntrusted:
      return "certificate not trusted";
    case Kind::kSystem:
      return DescribeSystemError(error.system_error);
  }
  return std::string(closed_message);
}

/// OpenSSL writes without MSG_NOSIGNAL: a peer that disconnects must not end the process.
void IgnoreBrokenPipes() {
  [[maybe_unused]] static const auto kPreviousHandler = std::signal(SIGPIPE, SIG_IGN);
}

/// One request on one connection.
struct ClientExchange {
  HttpResult result;
  bool is_stale = false;  ///< the connection was closed before any byte of a response came
  bool can_reuse = false;
};

/// What the reader of a response has found, without its error.
HttpResult TakeResult(const ResponseReader& reader) {
  HttpResult result;
  result.status = reader.status();
  result.body = reader.body();
  return result;
}

/// The error for a response whose head could not be read.
/// REQUIRES: the state is kMalformed or kTooLarge.
std::string DescribeFailure(ResponseReader::State state) {
  return state == ResponseReader::State::kTooLarge ? "the response is too large"
                                                   : "the response is not HTTP";
}

ClientExchange Perform(ClientConnection& connection, const std::string& request,
                       std::chrono::milliseconds limit, std::chrono::milliseconds reported_limit,
                       const ResponseLimits& response_limits) {
  const std::string timeout_message = DescribeTimeout("no response", reported_limit);
  ClientExchange exchange;
  connection.SetLimit(limit);
  if (const auto sent = connection.Write(request); !sent.ok()) {
    exchange.is_stale = sent.error().kind == Kind::kClosed;
    exchange.result.error =
        Describe(sent.error(), "connection closed while the request was sent", timeout_message);
    return exchange;
  }
  using State = ResponseReader::State;
  ResponseReader reader(response_limits);
  State state = State::kIncomplete;
  bool got_some = false;
  while (state == State::kIncomplete) {
    std::array<char, kReadSize> bytes;
    const auto count = connection.Read(bytes);
    if (count.ok()) {
      got_some = true;
      state = reader.Read({bytes.data(), count.value()});
      continue;
    }
    const bool is_closed = count.error().kind == Kind::kClosed;
    exchange.is_stale = is_closed && !got_some;
    if (!reader.has_head()) {
      exchange.result.error = Describe(count.error(), kClosedEarly, timeout_message);
    }
    break;
  }
  if (reader.has_head()) {
    exchange.result = TakeResult(reader);
    exchange.can_reuse = state == State::kComplete && reader.can_reuse_connection();
  } else if (state != State::kIncomplete) {
    exchange.result.error = DescribeFailure(state);
  }
  return exchange;
}

/// Reads a response that may never end. `limit` is that of each piece.
HttpResult ReceivePieces(ClientConnection& connection, const std::string& request,
                         std::chrono::milliseconds limit,
                         const HttpClient::PieceReceiver& receive) {
  const std::string timeout_message = DescribeTimeout("no response", limit);
  using State = ResponseReader::State;
  // A body that is passed on in pieces never has more than one read in the reader.
  ResponseReader reader(
      {.max_body = 2 * kReadSize, .max_total = std::numeric_limits<std::size_t>::max()});
  State state = State::kIncomplete;
  HttpResult result;
  connection.SetLimit(limit);
  const auto sent = connection.Write(request);
  bool is_wanted = sent.ok();
  if (!sent.ok()) result.error = Describe(sent.error(), kClosedEarly, timeout_message);
  while (is_wanted && state == State::kIncomplete) {
    std::array<char, kReadSize> bytes;
    connection.SetLimit(limit);
    const auto count = connection.Read(bytes);
    if (!count.ok()) {
      const bool is_end = count.error().kind == Kind::kClosed && reader.has_head();
      if (!is_end) result.error = Describe(count.error(), kClosedEarly, timeout_message);
      break;
    }
    state = reader.Read({bytes.data(), count.value()});
    if (reader.has_head() && reader.status() == kHttpOk) {
      const std::string piece = reader.TakeBody();
      is_wanted = piece.empty() || receive(piece);
    }
  }
  if (reader.has_head()) {
    HttpResult found = TakeResult(reader);
    found.error = std::move(result.error);
    return found;
  }
  if (state != State::kIncomplete) result.error = DescribeFailure(state);
  return result;
}

}  // namespace

HttpResult HttpClient::Send(const Url& url, const ClientRequest& request,
                            const TimeLimits& limits) {
  IgnoreBrokenPipes();
  const sim::Stopwatch since;
  const std::string text = FormatRequest(url, request);
  const auto limit = [&] { return std::min(limits.response, since.TimeLeft(limits.total)); };
  const auto reported_limit = std::min(limits.response, limits.total);
  HttpResult result;
  if (cancel_token_.cancelled()) {
    result.error = kStopped;
    return result;
  }
  std::optional<ClientExchange> exchange;
  if (auto idle = TakeIdleConnection(url)) {
    exchange = Perform(*idle, text, limit(), reported_limit, response_limits_);
    if (exchange->can_reuse) KeepConnection(url, *std::move(idle));
    if (exchange->is_stale) exchange.reset();
  }
  if (!exchange) {
    auto connection = Connect(url, limits, since);
    if (connection.ok()) {
      exchange = Perform(connection.value(), text, limit(), reported_limit, response_limits_);
      if (exchange->can_reuse) KeepConnection(url, std::move(connection).value());
    } else {
      result.error = std::move(connection).error();
    }
  }
  if (exchange) result = std::move(exchange->result);
  result.elapsed = since.Elapsed();
  return result;
}

HttpResult HttpClient::Receive(const Url& url, const ClientRequest& request,
                               const TimeLimits& limits, const PieceReceiver& receive) const {
  IgnoreBrokenPipes();
  const sim::Stopwatch since;
  HttpResult result;
  auto connection = Connect(url, limits, since);
  if (connection.ok()) {
    result =
        ReceivePieces(connection.value(), FormatRequest(url, request), limits.response, receive);
  } else {
    result.error = std::move(connection).error();
  }
  result.elapsed = since.Elapsed();
  return result;
}

BasicResult<ClientConnection, std::string> HttpClient::Connect(const Url& url,
                                                               const TimeLimits& limits,
                                                               const sim::Stopwatch& since) const {
  const auto limit = [&] { return std::min(limits.connect, since.TimeLeft(limits.total)); };
  const auto reported_limit = std::min(limits.connect, limits.total);
  PORTONE_TRY(const Addresses addresses,
              LookUpHost(url.host, url.port, limit(), cancel_token_, resolver_));
  auto connection = ClientConnection::Connect(addresses, limit(), cancel_token_);
  if (!connection.ok()) {
    return Describe(connection.error(), "connection refused",
                    DescribeTimeout("no connection", reported_limit));
  }
  if (url.is_https) {
    const auto secured = connection.value().StartTls(get_tls_(), url.host, limit());
    if (!secured.ok()) {
      return Describe(secured.error(), "TLS handshake failed",
                      DescribeTimeout("no TLS handshake", reported_limit));
    }
  }
  return std::move(connection).value();
}

void HttpClient::KeepConnection(const Url& url, ClientConnection connection) {
  if (idle_connections_.size() == kMaxIdleConnections)
    idle_connections_.erase(idle_connections_.begin());
  idle_connections_.push_back({url.is_https, url.host, url.port, std::move(connection)});
}

std::optional<ClientConnection> HttpClient::TakeIdleConnection(const Url& url) {
  const auto found = std::find_if(
      idle_connections_.begin(), idle_connections_.end(), [&](const IdleConnection& idle) {
        return idle.is_https == url.is_https && idle.host == url.host && idle.port == url.port;
      });
  if (found == idle_connections_.end()) return std::nullopt;
  ClientConnection connection = std::move(found->connection);
  idle_connections_.erase(found);
  if (!connection.IsOpenAndSilent()) return std::nullopt;
  return connection;
}

}  // namespace portone::http
