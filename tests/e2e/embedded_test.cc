// SPDX-License-Identifier: MIT
// The emulator inside a C++ program, through its public headers alone.
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/temp_folder.h"
#include "support/tls_receiver.h"

namespace portone {
namespace {

using namespace std::chrono_literals;
using testing::MerchantClient;
using testing::MerchantServer;
using testing::ReceivedReply;
using testing::SourcePath;
using testing::TempFolder;

/// 2024-01-31 09:00 in Korea.
const std::chrono::sys_time<std::chrono::milliseconds> kStart{1'706'659'200s};

Options MakeFixedOptions() {
  Options options;
  options.clock_start = kStart;
  return options;
}

ReceivedReply ToReceivedReply(const ControlReply& reply) {
  return {reply.status, "", reply.body};
}

std::string ReadClock(const Emulator& emulator) {
  return ToReceivedReply(emulator.Control("GET", "/_emulator/clock")).At("/now");
}

TEST_CASE("embedded: listens when started and stops when destroyed", "[e2e]") {
  int port = 0;
  {
    const Emulator emulator = Emulator::Start();
    port = emulator.port();
    CHECK(emulator.base_url() == "http://127.0.0.1:" + std::to_string(port));
    CHECK(testing::Send(port, "GET /_emulator/health").status == 200);
    CHECK(ToReceivedReply(emulator.Control("GET", "/_emulator/clock")).At("/mode") == "manual");
  }
  CHECK_THROWS(testing::Send(port, "GET /_emulator/health"));
}

TEST_CASE("embedded: an https receiver is trusted by its certificate in webhook_ca", "[e2e]") {
  const testing::TlsReceiver receiver;
  const TempFolder folder;
  const bool trusted = GENERATE(true, false);
  Options options = MakeFixedOptions();
  options.webhook_url = receiver.url();
  if (trusted) options.webhook_ca = folder.Write("ca.pem", receiver.ca_pem());
  Emulator emulator = Emulator::Start(options);
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.Post("/subscribe/payments/onetime",
                R"({"merchant_uid": "o-1", "amount": 1000, "card_number": "1234-1234-1234-1234",
                    "expiry": "2030-12", "birth": "820213", "pwd_2digit": "00"})");
  emulator.Settle();
  const ReceivedReply log = ToReceivedReply(emulator.Control("GET", "/_emulator/webhooks"));
  CHECK(log.At("/webhooks/0/state") == (trusted ? "delivered" : "failed"));
  CHECK(log.At("/webhooks/0/attempts/0/status") == (trusted ? "200" : "null"));
}

TEST_CASE("embedded: a certificate file without a certificate fails the start", "[e2e]") {
  const TempFolder folder;
  Options options;
  options.webhook_ca = folder.Write("ca.pem", "no certificate");
  CHECK_THROWS_WITH(Emulator::Start(options), "webhook-ca: " + options.webhook_ca.string() +
                                                  " has no certificate in PEM format");
}

TEST_CASE("embedded: two emulators in one process are independent", "[e2e]") {
  Emulator one = Emulator::Start(MakeFixedOptions());
  Emulator two = Emulator::Start(MakeFixedOptions());
  MerchantClient merchant(one.port());
  merchant.Authorize();
  CHECK(merchant.IssueKey("kim").At("/code") == "0");
  one.Advance(24h);
  CHECK(ReadClock(one) == "2024-02-01T09:00:00.000+09:00");
  CHECK(ReadClock(two) == "2024-01-31T09:00:00.000+09:00");
  CHECK_FALSE(one.Journal().empty());
  CHECK(two.Journal().empty());
  CHECK(testing::Send(two.port(), "GET /subscribe/customers/kim",
                      {"Authorization: " + merchant.token()})
            .status == 401);
}

TEST_CASE("embedded: the same options give the same ids, another seed gives others", "[e2e]") {
  const auto imp_uid = [](std::uint64_t seed) {
    Options options = MakeFixedOptions();
    options.seed = seed;
    const Emulator emulator = Emulator::Start(options);
    MerchantClient merchant(emulator.port());
    merchant.Authorize();
    merchant.IssueKey("kim");
    return merchant
        .Post("/subscribe/payments/again",
              R"({"customer_uid": "kim", "merchant_uid": "a", "amount": 1000, "name": "a"})")
        .At("/response/imp_uid");
  };
  CHECK(imp_uid(1).starts_with("imps_"));
  CHECK(imp_uid(1) == imp_uid(1));
  CHECK(imp_uid(1) != imp_uid(2));
}

TEST_CASE("embedded: the error of a failed start has the reason", "[e2e]") {
  const Emulator running = Emulator::Start();
  Options taken;
  taken.port = running.port();
  CHECK_THROWS_AS(Emulator::Start(taken), StartError);
  CHECK_THROWS_WITH(
      Emulator::Start(taken),
      "cannot listen on 127.0.0.1:" + std::to_string(running.port()) + ": Address already in use");
  Options missing;
  missing.scenarios = {"no/such/file.json"};
  CHECK_THROWS_WITH(Emulator::Start(missing), "no/such/file.json: No such file or directory");
}

TEST_CASE("embedded: advance, settle, reset and journal work", "[e2e]") {
  const MerchantServer server;
  Options options = MakeFixedOptions();
  options.webhook_url = server.url();
  Emulator emulator = Emulator::Start(options);
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  REQUIRE(merchant.Schedule("kim", "order-1", "1706745600").At("/code") == "0");
  emulator.Advance(48h);
  CHECK(server.webhooks().size() == 1);  // delivered before Advance returned

  merchant.Post("/subscribe/payments/again",
                R"({"customer_uid": "kim", "merchant_uid": "b", "amount": 1000, "name": "b"})");
  emulator.Settle();
  CHECK(server.webhooks().size() == 2);

  const std::vector<JournalEntry> journal = emulator.Journal();
  REQUIRE(journal.size() >= 7);
  CHECK(journal.front().sequence == 1);
  CHECK(journal.front().kind == "request");
  CHECK(journal.front().at == "2024-01-31T09:00:00.000+09:00");
  CHECK(journal.back().kind == "delivery");
  CHECK(journal.back().at == "2024-02-02T09:00:00.000+09:00");
  CHECK(ReceivedReply{200, "", journal.front().text}.At("/body").find(R"("imp_secret":"***")") !=
        std::string::npos);
  CHECK(emulator.Journal(journal.back().sequence).empty());
  CHECK(emulator.Journal(journal.back().sequence - 1).size() == 1);

  emulator.Reset();
  CHECK(emulator.Journal().empty());
  CHECK(ReadClock(emulator) == "2024-01-31T09:00:00.000+09:00");
  CHECK(merchant.Get("/subscribe/customers/kim").At("/code") == "1");  // the token is still valid
}

TEST_CASE("embedded: the clock cannot go backwards", "[e2e]") {
  Emulator emulator = Emulator::Start(MakeFixedOptions());
  CHECK_THROWS_AS(emulator.Advance(-1ms), ControlFailure);
  CHECK(ReadClock(emulator) == "2024-01-31T09:00:00.000+09:00");
  emulator.Advance(0ms);
  CHECK(ReadClock(emulator) == "2024-01-31T09:00:00.000+09:00");
  emulator.Advance(1ms);
  CHECK(ReadClock(emulator) == "2024-01-31T09:00:00.001+09:00");
}

TEST_CASE("embedded: with several sandboxes in use a call must name one", "[e2e]") {
  Emulator emulator = Emulator::Start(MakeFixedOptions());
  for (const char* key : {"one", "two"})
    MerchantClient(emulator.port(), key, "secret").Authorize();
  CHECK_THROWS_WITH(emulator.Advance(1h), Catch::Contains("one") && Catch::Contains("two"));
  CHECK(
      emulator.Control("POST", "/_emulator/clock/advance?sandbox=one", R"({"by": "1h"})").status ==
      200);
  CHECK(ToReceivedReply(emulator.Control("GET", "/_emulator/clock?sandbox=one")).At("/now") ==
        "2024-01-31T10:00:00.000+09:00");
  CHECK(ToReceivedReply(emulator.Control("GET", "/_emulator/clock?sandbox=two")).At("/now") ==
        "2024-01-31T09:00:00.000+09:00");
}

TEST_CASE("embedded: a scenario is loaded completely or not at all", "[e2e]") {
  const TempFolder folder;
  Emulator emulator = Emulator::Start(MakeFixedOptions());
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  const std::string broken = folder.Write(
      "broken.json", R"({"seed": 9, "clock": {"start": "2030-01-01T00:00:00+09:00"}, "given": 5})");
  CHECK_THROWS_AS(emulator.Load(broken), StartError);
  CHECK_THROWS_WITH(emulator.Load(broken), Catch::Contains("broken.json:1:62: /given: "));
  CHECK_THROWS_AS(emulator.Load(folder.GetPath("missing.json")), StartError);
  CHECK(ReadClock(emulator) == "2024-01-31T09:00:00.000+09:00");
  CHECK(merchant.Get("/subscribe/customers/kim").At("/code") == "0");

  emulator.Load(SourcePath("scenarios/kcp/without_batch_group.json"));
  CHECK(merchant.Get("/subscribe/customers/kim").At("/code") == "1");
  CHECK(merchant.IssueKey("kim").At("/code") == "-1");
  // Merged into the defaults, not into what was loaded before.
  emulator.Load(SourcePath("scenarios/nice/fixed_clock.json"));
  CHECK(merchant.IssueKey("kim").At("/message").find("비인증결제모듈") != std::string::npos);
}

TEST_CASE("embedded: Control replies as the server does", "[e2e]") {
  const Emulator emulator = Emulator::Start(MakeFixedOptions());
  const ControlReply inside = emulator.Control("GET", "/_emulator/clock");
  const ReceivedReply outside = testing::Send(emulator.port(), "GET /_emulator/clock");
  CHECK(inside.status == 200);
  CHECK(inside.body == outside.body);
  CHECK(emulator.Control("GET", "/_emulator/nowhere").status == 404);
  CHECK(ToReceivedReply(emulator.Control("POST", "/_emulator/clock/advance", "{"))
            .At("/error/code") == "malformed_request");
}

TEST_CASE("embedded: an emulator can be moved, and assigned to afterwards", "[e2e]") {
  Emulator first = Emulator::Start(MakeFixedOptions());
  const int port = first.port();
  Emulator second = std::move(first);
  CHECK(second.port() == port);
  CHECK(testing::Send(port, "GET /_emulator/health").status == 200);
  // NOLINTNEXTLINE(bugprone-use-after-move): may be assigned to
  first = Emulator::Start(MakeFixedOptions());
  CHECK(first.port() != port);
  second = std::move(first);  // the first one stops here
  CHECK_THROWS(testing::Send(port, "GET /_emulator/health"));
  const std::optional<Emulator> moved{std::move(second)};
  CHECK(moved->Journal().empty());
}

TEST_CASE("embedded: each request is logged", "[e2e]") {
  std::mutex mutex;
  std::vector<std::string> lines;
  Options options = MakeFixedOptions();
  options.log = [&](LogLevel /*level*/, std::string_view line) {
    const std::lock_guard lock(mutex);
    lines.emplace_back(line);
  };
  {
    const Emulator emulator = Emulator::Start(options);
    testing::Send(emulator.port(), "GET /payments/imps_1?_token=hush");
  }
  REQUIRE(lines.size() == 3);  // after those of the start
  CHECK(lines[1].starts_with("sandbox imp_apikey: clock manual at 2024-01-31T09:00:00.000+09:00"));
  CHECK(lines.back().starts_with(
      "imp_apikey @2024-01-31T09:00:00.000+09:00 GET /payments/imps_1 401/-1 "));
}

TEST_CASE("embedded: a live clock fires due events without requests", "[e2e]") {
  const MerchantServer server;
  Options options;
  options.clock = ClockMode::kLive;
  options.clock_start = kStart;
  options.webhook_url = server.url();
  const Emulator emulator = Emulator::Start(options);
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  const auto start = std::chrono::duration_cast<std::chrono::seconds>(kStart.time_since_epoch());
  REQUIRE(merchant.Schedule("kim", "order-1", std::to_string(start.count() + 2)).At("/code") ==
          "0");
  CHECK(server.Await(1).front().body.find("\"paid\"") != std::string::npos);
}

}  // namespace
}  // namespace portone
