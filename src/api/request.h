// SPDX-License-Identifier: MIT
// A request as received, before decoding. Independent of sockets: http/, the embedded API and
// tests all build this value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/http_header.h"
#include "sim/stopwatch.h"

namespace portone::api {

/// One HTTP request. All text is as received: the target is not percent-decoded, the body not
/// parsed. Thread safety: plain value.
struct Request {
  std::string method;  ///< "GET", "POST", ... in upper case
  /// In origin form, percent-encoded, including the query: "/payments/a%2Fb?x=1".
  std::string target;
  std::vector<HttpHeader> headers;
  std::string body;
  /// Whether the client used an https URL.
  bool is_https = false;
  /// The host that the connection is for, from the tunnel through the proxy or else from the
  /// ClientHello; "" when neither says so.
  std::string server_name{};
  /// Runs since the first byte was received, or the request was made.
  sim::Stopwatch watch{};

  /// The value of the first header `name` (case-insensitive), or "" when there is none.
  std::string_view FindHeader(std::string_view name) const;
};

/// HEAD is handled as GET; the transport omits the body.
inline std::string_view GetEffectiveMethod(const Request& request) {
  if (request.method == "HEAD") return "GET";
  return request.method;
}

}  // namespace portone::api
