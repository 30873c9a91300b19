// SPDX-License-Identifier: MIT
// The server under test, over a socket.
#pragma once

#include <optional>
#include <string>

#include "http/cancel_token.h"
#include "http/http_client.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "runner/shop.h"

namespace portone::app {

/// Used by one thread.
class HttpShop final : public runner::Shop {
 public:
  /// `url` without a "/" at its end. Certificates are not verified: the server is the tester's own.
  explicit HttpShop(std::string url);

  const std::string& url() const override { return url_; }
  /// With a malformed URL there is no response.
  runner::ShopResponse Send(const runner::ShopRequest& request) override;

 private:
  const std::string url_;
  const http::TlsClient tls_;
  const http::CancelToken cancel_token_{};
  http::HttpClient client_;
};

}  // namespace portone::app
