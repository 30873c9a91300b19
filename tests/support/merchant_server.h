// SPDX-License-Identifier: MIT
// A merchant's server: receives webhooks on a free port of 127.0.0.1, records them, and calls a
// test's handler, which may call the emulator back. It waits for events, never for a fixed time; a
// timeout ends a stuck wait.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace portone::testing {

/// A webhook as received.
struct Webhook {
  std::string method;
  std::string target;
  std::string content_type;
  std::string body;
};

class MerchantServer {
 public:
  /// Returns the HTTP status to respond with.
  using Handler = std::function<int(const Webhook&)>;

  /// `handler` is called for each webhook, one at a time, after it was recorded.
  explicit MerchantServer(Handler handler = [](const Webhook& /*webhook*/) { return 200; });
  MerchantServer(const MerchantServer&) = delete;
  MerchantServer& operator=(const MerchantServer&) = delete;
  ~MerchantServer();

  std::string url(std::string_view path = "/portone/webhook") const;

  /// All webhooks received so far, in order.
  std::vector<Webhook> webhooks() const;
  /// The webhooks received since the last call.
  std::vector<Webhook> TakeNew();
  /// Waits for at least `count` webhooks and returns all of them. Throws when the timeout
  /// expires.
  std::vector<Webhook> Await(std::size_t count) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A server that accepts webhooks and sends no response until it is destroyed.
class HungServer {
 public:
  HungServer();
  HungServer(const HungServer&) = delete;
  HungServer& operator=(const HungServer&) = delete;
  ~HungServer();

  std::string url() const;
  /// Waits until a complete webhook has arrived; it is left without a response.
  void AwaitWebhook() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portone::testing
