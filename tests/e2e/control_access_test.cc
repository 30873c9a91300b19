// SPDX-License-Identifier: MIT
// --control-port and --control-token on real sockets; the secrets and settings of shops that call a
// running program.
#include <string>

#include "json/json.h"
#include "portone/emulator.h"
#include "support/catch.h"
#include "support/contract_guard.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"

namespace portone::testing {
namespace {

/// The port in "control: http://127.0.0.1:49152/_emulator" of a ready line.
int ParseControlPort(const std::string& ready_line) {
  const std::size_t colon = ready_line.find_last_of(':');
  return std::stoi(ready_line.substr(colon + 1));
}

TEST_CASE("control port: it serves only the control API, and no other port does", "[e2e]") {
  const RunningEmulator running({"--control-port", "0"});
  const int control = ParseControlPort(running.ready_line());
  REQUIRE(control != running.port());
  CHECK(SendUnchecked(control, "GET /_emulator/clock").status == 200);
  CHECK(SendUnchecked(running.port(), "GET /_emulator/clock").status == 404);
  CHECK(SendUnchecked(running.port(), "GET /_emulator/health").status == 200);
  MerchantClient merchant(running.port());
  CHECK(merchant.Authorize().status == 200);
  CHECK(SendUnchecked(control, "POST /users/getToken", {}, "imp_key=a&imp_secret=b").status == 404);
  SendUnchecked(control, "PUT /_emulator/webhooks/settings", {}, R"({"retries": 4})");
  CHECK(SendUnchecked(control, "GET /_emulator/webhooks/settings").At("/retries") == "4");
}

TEST_CASE("control port: a port in use is an error that names the port", "[e2e]") {
  const Emulator first = Emulator::Start();
  Options options;
  options.control_port = first.port();
  CHECK_THROWS_WITH(Emulator::Start(options),
                    Catch::Contains(std::to_string(first.port()) + ": Address already in use"));
}

TEST_CASE("control port: the embedded API reports the port and works without one", "[e2e]") {
  Options options;
  options.control_port = 0;
  options.control_token = "t0ken";
  const Emulator emulator = Emulator::Start(options);
  CHECK(emulator.control_url() != emulator.base_url());
  CHECK(emulator.Control("GET", "/_emulator/clock").status == 200);
  const int control = ParseControlPort(emulator.control_url());
  CHECK(SendUnchecked(control, "GET /_emulator/clock").status == 401);
  CHECK(SendUnchecked(control, "GET /_emulator/clock", {"X-Emulator-Token: t0ken"}).status == 200);
  const Emulator plain = Emulator::Start();
  CHECK(plain.control_url() == plain.base_url());
}

TEST_CASE("control token: a variable sets the token, and ready needs none", "[e2e]") {
  RunningEmulator running({"--log-level", "debug"},
                          {"PORTONE_EMULATOR_CONTROL_TOKEN=hidden-t0ken"});
  const ReceivedReply refused = SendUnchecked(running.port(), "POST /_emulator/reset");
  CHECK(refused.status == 401);
  CHECK(refused.Header("WWW-Authenticate") == "Bearer");
  CHECK(
      SendUnchecked(running.port(), "POST /_emulator/reset", {"Authorization: Bearer hidden-t0ken"})
          .status == 200);
  CHECK(RunEmulator({"ready", "--url", running.base_url()}).exit_code == 0);
  const ProgramResult result = running.Stop();
  CHECK(result.err.find("hidden-t0ken") == std::string::npos);
}

TEST_CASE("profile: the option omits newer fields, and a call can ask for them", "[e2e]") {
  const RunningEmulator running({}, {"PORTONE_EMULATOR_PROFILE=2020"});
  MerchantClient merchant(running.port(), "go-shop", "secret");
  merchant.Authorize();
  const ExpectedProfile expected("2020");
  const ReceivedReply paid =
      merchant.Post("/subscribe/payments/onetime",
                    R"({"merchant_uid": "o-1", "amount": 1004, "pg": "kcp", "expiry": "2030-12",
                        "card_number": "1234-1234-1234-1234"})");
  CHECK(paid.At("/response/status") == "paid");
  CHECK(paid.At("/response/sandbox") == "(nothing)");
}

TEST_CASE("secrets: the first wrong secret is logged, with the remedy", "[e2e]") {
  RunningEmulator running({"--log-level", "warn"});
  MerchantClient(running.port(), "shop", "first").Authorize();
  MerchantClient(running.port(), "shop", "wr0ng").Authorize();
  MerchantClient(running.port(), "shop", "wr0ng").Authorize();
  const ProgramResult result = running.Stop();
  const std::string remedy = "DELETE /_emulator/sandboxes/shop unpins it";
  const std::size_t position = result.err.find(remedy);
  CHECK(position != std::string::npos);
  CHECK(result.err.find(remedy, position + 1) == std::string::npos);
  CHECK(result.err.find("wr0ng") == std::string::npos);
}

TEST_CASE("settings: webhook settings made before a shop's first call apply to it", "[e2e]") {
  const MerchantServer receiver;
  const RunningEmulator running;
  SendUnchecked(
      running.port(), "PUT /_emulator/webhooks/settings", {},
      Json{{"url", receiver.url()}, {"headers", {{"X-Forwarded-For", "52.78.100.19"}}}}.dump());
  MerchantClient merchant(running.port(), "shop", "secret");
  merchant.Authorize();
  merchant.Post("/subscribe/payments/onetime",
                R"({"merchant_uid": "o-1", "amount": 1004, "pg": "kcp", "expiry": "2030-12",
                    "card_number": "1234-1234-1234-1234"})");
  CHECK(Json::parse(receiver.Await(1).front().body).at("merchant_uid") == "o-1");
}

}  // namespace
}  // namespace portone::testing
