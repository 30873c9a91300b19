// SPDX-License-Identifier: MIT
// The outcome of an HTTP request that the emulator sent. Independent of sockets.
#pragma once

#include <string>

#include "base/instant.h"

namespace portone {

inline constexpr int kHttpOk = 200;

/// `HttpResult::error` when nothing listens at the address.
inline constexpr const char* kConnectionRefused = "connection refused";
/// The same when no host has the name, and when none has the address.
inline constexpr const char* kHostNotFound = "host not found";
inline constexpr const char* kHostUnreachable = "host unreachable";

/// The response to one request, or why there was none.
struct HttpResult {
  int status = 0;       ///< the HTTP status, 0 when there was no response
  std::string error;    ///< without a response, a short reason: "connection refused"
  std::string body;     ///< of the response, cut to what the sender keeps
  Duration elapsed{0};  ///< real time; not deterministic
};

/// Whether there was no response because nothing accepts connections there, unlike a receiver that
/// is slow or closes one.
inline bool HasNoListener(const HttpResult& result) {
  return result.status == 0 && (result.error == kConnectionRefused ||
                                result.error == kHostNotFound || result.error == kHostUnreachable);
}

}  // namespace portone
