// SPDX-License-Identifier: MIT
#include "http/adapt.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace portone::http {
namespace {

bool IsPseudoHeader(std::string_view name) {
  constexpr std::array<std::string_view, 4> kAdded = {"REMOTE_ADDR", "REMOTE_PORT", "LOCAL_ADDR",
                                                      "LOCAL_PORT"};
  return std::find(kAdded.begin(), kAdded.end(), name) != kAdded.end();
}

}  // namespace

api::Request AdaptRequest(const httplib::Request& from) {
  api::Request request;
  request.method = from.method == "HEAD" ? "GET" : from.method;
  request.target = from.target;
  request.headers.reserve(from.headers.size());
  for (const auto& [name, value] : from.headers) {
    if (!IsPseudoHeader(name)) request.headers.push_back({name, value});
  }
  return request;
}

void AdaptReply(api::Reply reply, httplib::Response& to) {
  to.status = reply.status;
  to.body = std::move(reply.body);
  to.headers.erase("Content-Type");
  if (!reply.content_type.empty()) to.set_header("Content-Type", reply.content_type);
  for (const api::Header& header : reply.headers)
    to.set_header(header.name, header.value);
}

}  // namespace portone::http
