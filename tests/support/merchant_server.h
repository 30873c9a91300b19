// SPDX-License-Identifier: MIT
// A merchant's server: receives webhooks on a free port of 127.0.0.1, records them, and does in
// answer what a test wants, such as calling the emulator back. Waits are for events, with a guard
// against waiting for ever.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace portone::testing {

/// A webhook as it came.
struct Webhook {
  std::string method;
  std::string target;
  std::string content_type;
  std::string body;
};

class MerchantServer {
 public:
  /// Answers with the HTTP status that it returns.
  using Handler = std::function<int(const Webhook&)>;

  /// `handler` is called for each webhook, one at a time, after it was recorded.
  explicit MerchantServer(Handler handler = [](const Webhook& /*webhook*/) { return 200; });
  MerchantServer(const MerchantServer&) = delete;
  MerchantServer& operator=(const MerchantServer&) = delete;
  ~MerchantServer();

  std::string url(std::string_view path = "/portone/webhook") const;

  /// Everything that has come so far, in order.
  std::vector<Webhook> Received() const;
  /// What has come since the last call of this.
  std::vector<Webhook> TakeNew();
  /// Returns when at least so many have come: all of them. Throws after the hang guard.
  std::vector<Webhook> Await(std::size_t count) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A server that takes webhooks in and never answers, until it is destroyed.
class HungServer {
 public:
  HungServer();
  HungServer(const HungServer&) = delete;
  HungServer& operator=(const HungServer&) = delete;
  ~HungServer();

  std::string url() const;
  /// Returns when a whole webhook has come and waits for its answer.
  void AwaitOne() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portone::testing
