// SPDX-License-Identifier: MIT
// Advances that are cancelled while a webhook hangs, with real sockets.
#include <atomic>
#include <string>
#include <thread>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"

namespace portone::testing {
namespace {

/// An emulator with two scheduled charges, whose webhooks go to `url`.
class Shop {
 public:
  explicit Shop(const std::string& url) : emulator_(Emulator::Start(MakeOptions(url))) {
    MerchantClient merchant(emulator_.port());
    merchant.Authorize();
    merchant.IssueKey("kim");
    REQUIRE(merchant.Schedule("kim", "order-1", "1706745600").At("/code") == "0");
    REQUIRE(merchant.Schedule("kim", "order-2", "1706832000").At("/code") == "0");
  }

  Emulator& emulator() { return emulator_; }
  int port() const { return emulator_.port(); }
  ReceivedReply Control(const std::string& request_line, const std::string& body = "") const {
    return Send(port(), request_line, {}, body);
  }

 private:
  static Options MakeOptions(const std::string& url) {
    Options options;
    options.webhook_url = url;
    options.clock_start = std::chrono::sys_seconds{std::chrono::seconds{1'706'659'200}};
    return options;
  }

  Emulator emulator_;
};

/// An advance by 30 days on a thread of its own; the destructor waits for its end.
class BackgroundAdvance {
 public:
  explicit BackgroundAdvance(const Shop& shop)
      : thread_([this, &shop] {
          reply_ = shop.Control("POST /_emulator/clock/advance", R"({"by": "30d"})");
        }) {}
  BackgroundAdvance(const BackgroundAdvance&) = delete;
  BackgroundAdvance& operator=(const BackgroundAdvance&) = delete;
  ~BackgroundAdvance() {
    if (thread_.joinable()) thread_.join();
  }

  ReceivedReply Await() {
    thread_.join();
    return reply_;
  }

 private:
  ReceivedReply reply_;
  std::thread thread_;
};

constexpr const char* kCancelledMessage =
    "the advance was cancelled after 1 event; the clock is at 2024-02-01T09:00:00.000+09:00";

TEST_CASE(
    "cancel advance: the advance ends after its current event, and the hanging webhook is aborted",
    "[e2e]") {
  const HungServer hung;
  const Shop shop(hung.url());
  BackgroundAdvance advance(shop);
  hung.AwaitWebhook();
  const ReceivedReply cancelled = shop.Control("POST /_emulator/clock/advance/cancel");
  CHECK(cancelled.status == 200);
  CHECK(cancelled.At("/advancing") == "false");
  CHECK(cancelled.At("/now") == "2024-02-01T09:00:00.000+09:00");
  const ReceivedReply reply = advance.Await();
  CHECK(reply.status == 409);
  CHECK(reply.At("/error/code") == "cancelled");
  CHECK(reply.At("/error/message") == kCancelledMessage);
  const ReceivedReply webhooks = shop.Control("GET /_emulator/webhooks");
  CHECK(webhooks.At("/webhooks/0/attempts/0/error") == "stopped");
  CHECK(shop.Control("GET /_emulator/agenda").At("/total") ==
        "1");  // the second charge is still scheduled
}

TEST_CASE("cancel advance: the call is refused when no advance runs", "[e2e]") {
  Shop shop("");
  const ReceivedReply refused = shop.Control("POST /_emulator/clock/advance/cancel");
  CHECK(refused.status == 409);
  CHECK(refused.At("/error/message") == "no advance of this sandbox is under way");
  CHECK_THROWS_AS(shop.emulator().CancelAdvance(), ControlFailure);
}

TEST_CASE("cancel advance: the code that handles a webhook may make the call", "[e2e]") {
  std::atomic<int> port = 0;
  std::atomic<int> status = 0;
  const MerchantServer server([&](const Webhook&) {
    if (status == 0) status = Send(port, "POST /_emulator/clock/advance/cancel").status;
    return 200;
  });
  const Shop shop(server.url());
  port = shop.port();
  BackgroundAdvance advance(shop);
  CHECK(advance.Await().At("/error/message") == kCancelledMessage);
  server.Await(1);
}

TEST_CASE("cancel advance: a forced reset cancels the advance first", "[e2e]") {
  const HungServer hung;
  const Shop shop(hung.url());
  BackgroundAdvance advance(shop);
  hung.AwaitWebhook();
  CHECK(shop.Control("POST /_emulator/reset").status == 409);
  CHECK(shop.Control("POST /_emulator/reset", R"({"force": false})").status == 409);
  const ReceivedReply reset = shop.Control("POST /_emulator/reset", R"({"force": true})");
  CHECK(reset.status == 200);
  CHECK(reset.At("/now") == "2024-01-31T09:00:00.000+09:00");
  CHECK(advance.Await().At("/error/code") == "cancelled");
  CHECK(shop.Control("POST /_emulator/reset", R"({"force": true})").status ==
        200);  // without an advance
}

TEST_CASE("cancel advance: a forced deletion cancels the advance first", "[e2e]") {
  const HungServer hung;
  const Shop shop("");
  REQUIRE(shop.Control("POST /_emulator/sandboxes",
                       R"({"imp_key": "mine", "imp_secret": "s", "scenario": {
        "clock": {"start": "2024-01-31T09:00:00+09:00"},
        "given": {"webhook": {"url": ")" +
                           hung.url() + R"("}, "channels": [{"pg": "kcp"}]}}})")
              .status == 200);
  MerchantClient merchant(shop.port(), "mine", "s");
  merchant.Authorize();
  merchant.IssueKey("kim");
  REQUIRE(merchant.Schedule("kim", "order-9", "1706745600").At("/code") == "0");
  ReceivedReply reply;
  std::thread advancing_thread([&] {
    reply = shop.Control("POST /_emulator/clock/advance?sandbox=mine", R"({"by": "30d"})");
  });
  hung.AwaitWebhook();
  CHECK(shop.Control("DELETE /_emulator/sandboxes/mine").status == 409);
  CHECK(shop.Control("DELETE /_emulator/sandboxes/mine?force=yes").At("/error/parameter") ==
        "force");
  CHECK(shop.Control("DELETE /_emulator/sandboxes/mine?force=true").status == 200);
  advancing_thread.join();
  CHECK(reply.At("/error/code") == "cancelled");
  CHECK(shop.Control("DELETE /_emulator/sandboxes/mine?force=true").status == 404);
}

TEST_CASE("cancel advance: the embedded API can cancel an advance, and force a reset", "[e2e]") {
  const HungServer hung;
  Shop shop(hung.url());
  std::string outcome;
  std::thread advancing_thread([&] {
    try {
      shop.emulator().Advance(std::chrono::hours{24 * 30});
    } catch (const ControlFailure& failure) {
      outcome = failure.what();
    }
  });
  hung.AwaitWebhook();
  CHECK_THROWS_AS(shop.emulator().Reset(), ControlFailure);
  shop.emulator().CancelAdvance();
  advancing_thread.join();
  CHECK(outcome == kCancelledMessage);
  shop.emulator().Reset(true);
}

}  // namespace
}  // namespace portone::testing
