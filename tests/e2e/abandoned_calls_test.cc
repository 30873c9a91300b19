// SPDX-License-Identifier: MIT
// Callers that disconnect before the reply to a long call, with real sockets.
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "json/json.h"
#include "portone/emulator.h"
#include "support/catch.h"
#include "support/eventually.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/raw_socket.h"

namespace portone::testing {
namespace {

/// An emulator whose webhooks go to `url`, and the lines of its log so far.
class Shop {
 public:
  explicit Shop(const std::string& url) : emulator_(Emulator::Start(MakeOptions(url))) {
    merchant_.emplace(port());
    merchant_->Authorize();
    merchant_->IssueKey("kim");
  }

  int port() const { return emulator_.port(); }
  const MerchantClient& merchant() const { return *merchant_; }
  ReceivedReply Control(const std::string& request_line, const std::string& body = "") const {
    return testing::Send(port(), request_line, {}, body);
  }
  /// Sends a control call; the reply can be read from the connection that is returned.
  RawSocket StartCall(const std::string& path, const std::string& body = "") const {
    RawSocket client = RawSocket::Connect(port());
    client.Send("POST /_emulator" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n\r\n" + body);
    return client;
  }
  bool HasLogged(const std::string& prefix) {
    const std::lock_guard lock(mutex_);
    for (const std::string& line : lines_) {
      if (line.starts_with(prefix)) return true;
    }
    return false;
  }

 private:
  Options MakeOptions(const std::string& url) {
    Options options;
    options.webhook_url = url;
    options.clock_start = std::chrono::sys_seconds{std::chrono::seconds{1'706'659'200}};
    options.log = [this](LogLevel, std::string_view line) {
      const std::lock_guard lock(mutex_);
      lines_.emplace_back(line);
    };
    return options;
  }

  std::mutex mutex_;
  std::vector<std::string> lines_;
  Emulator emulator_;
  std::optional<MerchantClient> merchant_;
};

/// The journal's entry for the end of the last advance.
Json FindEndOfAdvance(const Shop& shop) {
  Json end;
  const Json journal = Json::parse(shop.Control("GET /_emulator/journal").body);
  for (const Json& entry : journal["entries"]) {
    if (entry["kind"] == "advance ended") end = entry;
  }
  return end;
}

}  // namespace

TEST_CASE("abandoned: an advance stops at its current time when its caller disconnects", "[e2e]") {
  const HungServer hung;
  const Shop shop(hung.url());
  REQUIRE(shop.merchant().Schedule("kim", "order-1", "1706745600").At("/code") == "0");
  REQUIRE(shop.merchant().Schedule("kim", "order-2", "1706832000").At("/code") == "0");
  {
    const RawSocket caller = shop.StartCall("/clock/advance", R"({"by": "30d"})");
    hung.AwaitWebhook();
    CHECK(shop.Control("GET /_emulator/clock").At("/advancing") == "true");
  }
  CHECK(
      Eventually([&] { return shop.Control("GET /_emulator/clock").At("/advancing") == "false"; }));
  CHECK(shop.Control("GET /_emulator/clock").At("/now") == "2024-02-01T09:00:00.000+09:00");
  CHECK(FindEndOfAdvance(shop)["reason"] == "disconnected");
  const ReceivedReply webhooks = shop.Control("GET /_emulator/webhooks");
  CHECK(webhooks.At("/webhooks/0/attempts/0/error") == "stopped");
  CHECK(shop.Control("GET /_emulator/agenda").At("/total") ==
        "1");  // the second charge is still scheduled
  const ReceivedReply next = shop.Control("POST /_emulator/clock/advance", R"({"by": "1h"})");
  CHECK(next.status == 200);
  CHECK(next.At("/now") == "2024-02-01T10:00:00.000+09:00");
  CHECK_FALSE(FindEndOfAdvance(shop).contains("reason"));
}

TEST_CASE("abandoned: the journal distinguishes a cancelled advance from an abandoned one",
          "[e2e]") {
  const HungServer hung;
  const Shop shop(hung.url());
  REQUIRE(shop.merchant().Schedule("kim", "order-1", "1706745600").At("/code") == "0");
  RawSocket caller = shop.StartCall("/clock/advance", R"({"by": "30d"})");
  hung.AwaitWebhook();
  CHECK(shop.Control("POST /_emulator/clock/advance/cancel").status == 200);
  CHECK(caller.ReadReply().status == 409);
  CHECK(FindEndOfAdvance(shop)["reason"] == "cancelled");
}

TEST_CASE("abandoned: a wait and a settle end when their callers disconnect", "[e2e]") {
  const HungServer hung;
  Shop shop(hung.url());
  REQUIRE(shop.merchant()
              .Post("/subscribe/payments/again",
                    R"({"customer_uid": "kim", "merchant_uid": "order-1", "amount": 1000,
                        "name": "x"})")
              .At("/code") == "0");
  hung.AwaitWebhook();
  const auto [path, body] = GENERATE(table<std::string, std::string>({
      {"/wait", R"({"expect": [{"payments": 7}], "timeout_ms": 600000})"},
      {"/settle", ""},
  }));
  CAPTURE(path);
  { const RawSocket caller = shop.StartCall(path, body); }
  CHECK(Eventually([&] { return shop.HasLogged("POST /_emulator" + path + " client gone"); }));
  CHECK(shop.Control("GET /_emulator/health").status == 200);
}

}  // namespace portone::testing
