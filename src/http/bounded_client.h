// SPDX-License-Identifier: MIT
// cpp-httplib's client with an overall deadline and a byte limit for the whole response; the
// library only has a timeout per read and no limit. Knows nothing of webhooks.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include <httplib.h>

#include "base/http_result.h"
#include "http/url.h"
#include "sim/stopwatch.h"

namespace portone::http {

/// Time and size limits of one request.
struct Timeouts {
  std::chrono::milliseconds connect{10'000};  ///< for connecting, and again for the TLS handshake
  std::chrono::milliseconds answer{
      30'000};                              ///< from sending the request to the end of the response
  std::chrono::milliseconds total{60'000};  ///< for connecting and the response together
  std::size_t max_kept_bytes = 4096;        ///< of the response body; the rest is not read
  std::size_t max_read_bytes = std::size_t{256}
                               << 10;  ///< of the whole response, including its head
  bool verify_certificate = true;
  /// Called with each socket before it is connected, so that another thread can abort it.
  std::function<void(int fd)> on_socket{};
};

/// Sends `request` (its path is ignored) to `url` on a new connection. Does not follow redirects.
/// The result has the first `max_kept_bytes` of the body.
/// Never throws because of the peer's behaviour. Thread safety: may be called from any thread;
/// blocks for at most the given limits plus the host name lookup. From the first call on, the
/// process ignores SIGPIPE, as it does with an httplib::Server.
HttpResult Fetch(const Url& url, httplib::Request request, const Timeouts& timeouts);

}  // namespace portone::http
