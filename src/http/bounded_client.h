// SPDX-License-Identifier: MIT
// cpp-httplib's client with an end to its patience: one deadline and one byte budget for a whole
// answer, where the library has a timeout per read and no budget. Knows nothing of webhooks.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include <httplib.h>

#include "http/url.h"
#include "sim/stopwatch.h"

namespace portone::http {

/// What one request may take.
struct Patience {
  std::chrono::milliseconds connect{10'000};  ///< to connect, and again for a TLS handshake
  std::chrono::milliseconds answer{30'000};   ///< from sending the request to the end of the answer
  std::chrono::milliseconds total{60'000};    ///< of connecting and answering together
  std::size_t max_kept_bytes = 4096;          ///< of the answer's body; the rest is not read
  std::size_t max_read_bytes = std::size_t{256} << 10;  ///< of the answer, head and all
  bool verify_certificate = true;
  /// Told each socket before it is connected, so that another thread may end what is done with it.
  std::function<void(int fd)> on_socket{};
};

/// What came of a request: a status, or 0 and the reason why there is none.
struct Answer {
  int status = 0;
  std::string error;
  std::string body;  ///< its first `max_kept_bytes`
};

/// Makes `request` (its path is ignored) to `url` on a connection of its own, without following
/// redirects. Never throws on what the peer does. Thread rule: may be called from any thread;
/// blocks for at most the patience, plus what the system takes to look up the host's name. From the
/// first call on the process ignores SIGPIPE, as it does when it has an httplib::Server.
Answer Fetch(const Url& url, httplib::Request request, const Patience& patience);

}  // namespace portone::http
