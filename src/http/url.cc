// SPDX-License-Identifier: MIT
#include "http/url.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <charconv>
#include <netinet/in.h>

#include "base/lower_case.h"

namespace portone::http {
namespace {

/// Removes `prefix` from `text`, ignoring case. False when `text` lacks it.
bool ConsumePrefix(std::string_view& text, std::string_view prefix) {
  const bool has_prefix = StartsWithIgnoringCase(text, prefix);
  if (has_prefix) text.remove_prefix(prefix.size());
  return has_prefix;
}

bool IsControlChar(unsigned char c) {
  return c < 0x20 || c == 0x7f;
}

bool IsHostChar(unsigned char c) {
  return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_';
}

bool IsAddressChar(unsigned char c) {
  return std::isxdigit(c) != 0 || c == ':' || c == '.';
}

std::string EncodeTarget(std::string_view target) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded = target.empty() || target.front() != '/' ? "/" : "";
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == ' ' || byte >= 0x80) {
      encoded += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    } else {
      encoded += c;
    }
  }
  return encoded;
}

/// Splits "host", "host:port", "[v6]" or "[v6]:port" into `url`.
bool ParseAuthority(std::string_view authority, Url& url) {
  std::string_view port;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos) return false;
    url.host = authority.substr(1, close - 1);
    port = authority.substr(close + 1);
    if (!std::all_of(url.host.begin(), url.host.end(), IsAddressChar)) return false;
  } else {
    const auto colon = std::min(authority.find(':'), authority.size());
    url.host = authority.substr(0, colon);
    port = authority.substr(colon);
    if (!std::all_of(url.host.begin(), url.host.end(), IsHostChar)) return false;
  }
  if (url.host.empty()) return false;
  if (port.empty()) return true;
  const char* const end = port.data() + port.size();
  const auto [stop, ec] = std::from_chars(port.data() + 1, end, url.port);
  return port.front() == ':' && ec == std::errc{} && stop == end && url.port >= 1 &&
         url.port <= 65535;
}

}  // namespace

std::optional<Url> ParseUrl(std::string_view text) {
  Url url;
  if (std::any_of(text.begin(), text.end(), IsControlChar)) return std::nullopt;
  if (ConsumePrefix(text, "https://")) {
    url.is_https = true;
    url.port = 443;
  } else if (!ConsumePrefix(text, "http://")) {
    return std::nullopt;
  }
  text = text.substr(0, text.find('#'));
  const auto target = std::min(text.find_first_of("/?"), text.size());
  if (!ParseAuthority(text.substr(0, target), url)) return std::nullopt;
  url.target = EncodeTarget(text.substr(target));
  return url;
}

bool IsIpAddress(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return ::inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

}  // namespace portone::http
