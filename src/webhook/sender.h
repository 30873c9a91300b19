// SPDX-License-Identifier: MIT
// The one way out of the emulator: an HTTP POST to the merchant. http/ implements it with real
// sockets, tests with a recorder.
#pragma once

#include <chrono>
#include <string>

namespace portone::webhook {

/// One POST to make. Redirects are not followed.
struct Post {
  std::string url;  ///< absolute, http or https
  std::string content_type;
  std::string body;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds read_timeout{30'000};
  std::chrono::milliseconds total_timeout{40'000};  ///< of connecting and reading together
};

/// What came of it. `status` is the receiver's HTTP status, or 0 when there was no answer; then
/// `error` says why in one short sentence ("connection refused", "no answer within 30000 ms",
/// "not an http or https url").
struct PostOutcome {
  int status = 0;
  std::string error;
  std::string response_body;  ///< cut at 4,096 bytes
  std::chrono::milliseconds took{0};
};

/// Makes POSTs. Thread rule: `Send` may be called from several threads at once.
class Sender {
 public:
  Sender() = default;
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  virtual ~Sender() = default;

  /// Sends one POST and waits for the answer. Never throws; a malformed URL is an outcome with an
  /// error.
  virtual PostOutcome Send(const Post& post) = 0;

  /// Makes sends that are under way return soon, and later ones at once, with the error "stopped".
  virtual void Abort() {}
};

}  // namespace portone::webhook
