// SPDX-License-Identifier: MIT
// Waits until an emulator, or any other server, is up: for `ready`, and `run --wait-for`.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace portone::http {

/// Waits until `GET {base_url}/_emulator/health` returns 200, for at most `wait`; retries ten times
/// a second. Returns whether it did. With a `wait` of 0 there is one attempt of at most a second.
/// Returns false immediately for a malformed URL. Certificates are not verified. Thread safety:
/// blocks the caller.
bool WaitUntilReady(const std::string& base_url, std::chrono::seconds wait);
/// The same for a URL that is asked for before each attempt, because it may become known only then.
/// A malformed one counts as an emulator that does not answer.
bool WaitUntilReady(const std::function<std::string()>& find_url, std::chrono::seconds wait);

/// A server that is to answer.
struct ProbeTarget {
  std::string url;                   ///< which is called with GET
  bool accepts_any_status = false;   ///< whether an answer other than 2xx will do, too
  std::chrono::seconds wait{0};      ///< for how long to try; 0: once
  std::function<bool()> gives_up{};  ///< whether to end before that; may be empty
};

/// Waits until a server answers; retries ten times a second. Returns "" once it has, else why the
/// last attempt failed: "connection refused", "it answered with 503". Certificates are not
/// verified. Thread safety: blocks the caller.
std::string WaitUntilAnswering(const ProbeTarget& target);

}  // namespace portone::http
