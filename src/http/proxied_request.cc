// SPDX-License-Identifier: MIT
#include "http/proxied_request.h"

#include <algorithm>
#include <array>

#include "base/lower_case.h"
#include "http/transport_errors.h"

namespace portone::http {
namespace {

constexpr int kForbidden = 403;
constexpr int kNotImplemented = 501;
constexpr int kBadGateway = 502;

/// Headers that are for the next server only, and headers that are written anew.
constexpr std::array<std::string_view, 11> kHeadersNotForwarded{
    "connection",    "proxy-connection", "proxy-authorization", "keep-alive",     "te",
    "trailer",       "upgrade",          "transfer-encoding",   "content-length", "expect",
    "http2-settings"};

/// Whether the header Connection lists `name`.
bool IsListed(const api::Request& request, const std::string& name) {
  const std::string list = "," + ToLowerCase(request.FindHeader("Connection")) + ",";
  for (std::size_t at = list.find(name); at != std::string::npos; at = list.find(name, at + 1)) {
    const bool begins_token = list[at - 1] == ',' || list[at - 1] == ' ' || list[at - 1] == '\t';
    const char end = list[at + name.size()];
    if (begins_token && (end == ',' || end == ' ' || end == '\t')) return true;
  }
  return false;
}

}  // namespace

std::string FormatForwardedRequest(const api::Request& request, bool is_head_request) {
  std::string text =
      (is_head_request ? "HEAD" : request.method) + " " + request.target + " HTTP/1.1\r\n";
  for (const HttpHeader& header : request.headers) {
    const std::string name = ToLowerCase(header.name);
    const bool is_forwarded = std::find(kHeadersNotForwarded.begin(), kHeadersNotForwarded.end(),
                                        name) == kHeadersNotForwarded.end() &&
                              (name == "host" || !IsListed(request, name));
    if (is_forwarded) text += header.name + ": " + header.value + "\r\n";
  }
  const bool has_body = !request.body.empty() || !request.FindHeader("Content-Length").empty() ||
                        !request.FindHeader("Transfer-Encoding").empty();
  if (has_body) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text + "Connection: close\r\n\r\n" + request.body;
}

api::Reply MakeHostRefusedReply(std::string_view host) {
  const std::string name(host);
  return MakeTransportErrorReply(kForbidden, "This proxy does not connect to " + name +
                                                 ": add it to NO_PROXY, or start the emulator with "
                                                 "--proxy-passthrough " +
                                                 name + ".");
}

api::Reply MakeLocalHostRefusedReply(std::string_view host) {
  const std::string name(host);
  return MakeTransportErrorReply(
      kForbidden, name +
                      " is this machine, to which the proxy connects only for a host that is "
                      "named in full: add it to NO_PROXY, or start the emulator with "
                      "--proxy-passthrough " +
                      name + ".");
}

api::Reply MakeTunnelRequiredReply(std::string_view host) {
  return MakeTransportErrorReply(kNotImplemented,
                                 "This proxy forwards requests for https://" + std::string(host) +
                                     " only in a tunnel: the client has to use CONNECT.");
}

api::Reply MakeHostUnreachableReply(std::string_view host, std::string_view reason) {
  return MakeTransportErrorReply(kBadGateway, "This proxy cannot connect to " + std::string(host) +
                                                  ": " + std::string(reason) + ".");
}

}  // namespace portone::http
