// SPDX-License-Identifier: MIT
// Sends webhooks over real sockets. Knows nothing of their content, timing or retries.
#pragma once

#include <mutex>
#include <set>

#include "webhook/sender.h"

namespace portone::http {

struct HttpSenderOptions {
  bool verify_certificates = true;  ///< of https receivers, against the system trust store
};

/// Sends each post on a new connection with the post's timeouts. A receiver cannot make it hang or
/// use unbounded memory: reading a response ends at the read timeout, after 4,096 bytes of body, or
/// after 256 KiB in total. Only the host name lookup has no time limit.
/// Thread safety: as Sender. The process ignores SIGPIPE from the first send on.
class HttpSender final : public webhook::Sender {
 public:
  explicit HttpSender(HttpSenderOptions options = {}) : options_(options) {}

  HttpResult Send(const webhook::Post& post) override;

  /// Idempotent. Sends in a host name lookup end once the lookup has finished.
  void Abort() override;

 private:
  class InFlightSocket;

  bool aborted() const;

  const HttpSenderOptions options_;
  mutable std::mutex mutex_;  // guards everything below; held for non-blocking system calls only
  std::set<int> sockets_;     // duplicates of the sockets of sends in progress
  bool aborted_ = false;
};

}  // namespace portone::http
