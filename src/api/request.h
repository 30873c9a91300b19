// SPDX-License-Identifier: MIT
// A request as it came off the wire, before anything is decoded. Knows nothing of sockets; the
// same value is built by http/, by the embedded API and by tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::api {

struct Header {
  std::string name;
  std::string value;
};

/// One HTTP request. All text is as received: the target is not percent-decoded, the body not
/// parsed. Thread rule: a plain value.
struct Request {
  std::string method;  ///< "GET", "POST", ... in upper case
  std::string
      target;  ///< origin form, still percent-encoded, with its query: "/payments/a%2Fb?x=1"
  std::vector<Header> headers;
  std::string body;

  /// The value of the first header called `name` (compared without regard to case), or "" when
  /// there is none.
  std::string_view FindHeader(std::string_view name) const;
};

/// HEAD is answered as GET; the transport leaves the body away.
inline std::string_view EffectiveMethod(const Request& request) {
  if (request.method == "HEAD") return "GET";
  return request.method;
}

}  // namespace portone::api
