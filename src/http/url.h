// SPDX-License-Identifier: MIT
// An absolute URL taken apart as an HTTP client needs it. Knows no socket and resolves no name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace portone::http {

struct Url {
  bool tls = false;
  std::string host;  ///< without the brackets of an IPv6 address
  int port = 80;
  std::string target = "/";  ///< path and query, percent-encoded, without the fragment
};

/// `text` as an absolute http or https URL, or nothing when it is none, names no host, has a port
/// outside 1..65535, credentials or control characters. Spaces and non-ASCII bytes of the target
/// are percent-encoded, everything else is left as it is.
std::optional<Url> ParseUrl(std::string_view text);

}  // namespace portone::http
