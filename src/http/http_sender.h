// SPDX-License-Identifier: MIT
// Webhooks over real sockets. Knows nothing of what it sends, when, or how often.
#pragma once

#include <mutex>
#include <set>

#include "webhook/sender.h"

namespace portone::http {

struct HttpSenderOptions {
  bool verify_certificates = true;  ///< of https receivers, against the system's store
};

/// Posts over a connection of its own each time, with the timeouts of the post. What a receiver
/// does cannot make it hang or grow: an answer ends with the read timeout, with 4,096 bytes of
/// body, or with 256 KiB of anything. Only the look-up of a host's name is beyond its control.
/// Thread rule: as Sender. The process ignores SIGPIPE from the first send on.
class HttpSender final : public webhook::Sender {
 public:
  explicit HttpSender(HttpSenderOptions options = {}) : options_(options) {}

  webhook::PostOutcome Send(const webhook::Post& post) override;

  /// Idempotent. Sends that are looking up a name end when they have found it.
  void Abort() override;

 private:
  class Flight;

  bool aborted() const;

  const HttpSenderOptions options_;
  mutable std::mutex mutex_;  // guards everything below; held for a system call that does not wait
  std::set<int> sockets_;     // duplicates of the sockets of sends under way
  bool aborted_ = false;
};

}  // namespace portone::http
