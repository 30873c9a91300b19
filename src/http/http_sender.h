// SPDX-License-Identifier: MIT
// Sends webhooks over real sockets. Independent of their content, timing and retries.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "http/cancel_token.h"
#include "http/http_client.h"
#include "http/tls_client.h"
#include "webhook/sender.h"

namespace portone::http {

/// Sends posts with their timeouts, each on a new connection, or in a session on kept ones. A
/// receiver cannot make it hang or use unbounded memory: looking up its name, connecting and
/// reading have time limits, and a response is read up to 4,096 bytes of body, or 256 KiB in total.
/// Thread safety: as Sender. The process ignores SIGPIPE from the first send on.
class HttpSender final : public webhook::Sender {
 public:
  /// Throws std::runtime_error when the options' file of certificates cannot be read.
  explicit HttpSender(TlsOptions options = {});

  HttpResult Send(const webhook::Post& post) override;
  std::unique_ptr<webhook::SendSession> NewSession() override;

  /// Idempotent.
  void Abort() override;

 private:
  class Session;

  const TlsClient& GetTls();

  const TlsOptions options_;
  std::mutex mutex_;
  std::set<Session*> sessions_;  // to be aborted with the sender
  bool aborted_ = false;
  std::once_flag tls_made_;
  std::optional<TlsClient> tls_;  // made for the first https URL: reading the certificates is slow
};

}  // namespace portone::http
