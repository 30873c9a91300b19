// SPDX-License-Identifier: MIT
// Parses absolute URLs for the HTTP client. Opens no sockets and resolves no names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace portone::http {

struct Url {
  bool is_https = false;
  std::string host;  ///< without the brackets of an IPv6 address
  int port = 80;
  std::string target = "/";  ///< path and query, percent-encoded, without the fragment
};

/// Parses `text` as an absolute http or https URL. nullopt when it is not one, has no host, has a
/// port outside 1..65535, or contains credentials or control characters. Percent-encodes spaces and
/// non-ASCII bytes of the target and leaves everything else unchanged.
std::optional<Url> ParseUrl(std::string_view text);

/// Whether `host` is an IPv4 or IPv6 address, without brackets, rather than a name.
bool IsIpAddress(const std::string& host);

}  // namespace portone::http
