// SPDX-License-Identifier: MIT
#include "app/http_shop.h"

#include <cstddef>
#include <netdb.h>
#include <utility>

namespace portone::app {
namespace {

constexpr std::size_t kMaxBody = std::size_t{1} << 20;
constexpr http::ResponseLimits kLimits{.max_body = kMaxBody, .max_total = kMaxBody + 65'536};

}  // namespace

HttpShop::HttpShop(std::string url)
    : url_(std::move(url)),
      tls_({.verify_certificates = false, .ca_file = ""}),
      client_([this]() -> const http::TlsClient& { return tls_; }, cancel_token_, ::getaddrinfo,
              kLimits) {}

runner::ShopResponse HttpShop::Send(const runner::ShopRequest& request) {
  const auto url = http::ParseUrl(url_ + request.target);
  if (!url) return {.status = 0, .error = "not an http or https URL", .body = ""};
  HttpResult result = client_.Send(*url, {.method = request.method,
                                          .content_type = request.content_type,
                                          .body = request.body,
                                          .headers = request.headers});
  return {
      .status = result.status, .error = std::move(result.error), .body = std::move(result.body)};
}

}  // namespace portone::app
