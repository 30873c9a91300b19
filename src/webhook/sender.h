// SPDX-License-Identifier: MIT
// The interface for all outgoing HTTP POSTs to the merchant. http/ implements it with real sockets,
// tests with a recorder.
#pragma once

#include <chrono>
#include <string>

namespace portone::webhook {

/// An HTTP POST to send. Redirects are not followed.
struct Post {
  std::string url;  ///< absolute, http or https
  std::string content_type;
  std::string body;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds read_timeout{30'000};
  std::chrono::milliseconds total_timeout{40'000};  ///< for connecting and reading together
};

/// The result of a POST. `status` is the receiver's HTTP status, or 0 when there was no response;
/// `error` is then a short reason ("connection refused", "no answer within 30000 ms", "not an http
/// or https url").
struct PostOutcome {
  int status = 0;
  std::string error;
  std::string response_body;  ///< truncated to 4,096 bytes
  std::chrono::milliseconds took{0};
};

/// Sends POSTs. Thread rule: `Send` may be called from several threads at once.
class Sender {
 public:
  Sender() = default;
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  virtual ~Sender() = default;

  /// Sends one POST and waits for the response. Never throws; a malformed URL yields a result with
  /// an error.
  virtual PostOutcome Send(const Post& post) = 0;

  /// Aborts sends in progress and makes later ones return immediately, with the error "stopped".
  virtual void Abort() {}
};

}  // namespace portone::webhook
