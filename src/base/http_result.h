// SPDX-License-Identifier: MIT
// The outcome of an HTTP request that the emulator sent. Knows nothing of sockets.
#pragma once

#include <string>

#include "base/instant.h"

namespace portone {

inline constexpr int kHttpOk = 200;

/// `HttpResult::error` when nothing listens at the address.
inline constexpr const char* kConnectionRefused = "connection refused";

/// The response to one request, or why there was none.
struct HttpResult {
  int status = 0;       ///< the HTTP status, 0 when there was no response
  std::string error;    ///< without a response, a short reason: "connection refused"
  std::string body;     ///< of the response, cut to what the sender keeps
  Duration elapsed{0};  ///< real time; not deterministic
};

}  // namespace portone
