// SPDX-License-Identifier: MIT
// Uses distinctive secrets in many calls and searches for them in all output of the program:
// replies, webhooks, journal, log.
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"

namespace portone::testing {
namespace {

constexpr const char* kSecret = "hush-5f0c7e1d9b";
const std::vector<std::string> kSecrets{
    "5387-2916-4073-8852",
    "5387291640738852",
    "29164073",  // the card and its masked part
    "780426",    // birth
    "Q9",        // the first digits of the password
    "7Q94",      // cvc
    "2031-07",   // expiry
    kSecret,
};

constexpr const char* kCard =
    R"("card_number": "5387-2916-4073-8852", "expiry": "2031-07", "birth": "780426",
       "pwd_2digit": "Q9", "cvc": "7Q94")";
constexpr const char* kCardFormBody =
    "card_number=5387-2916-4073-8852&expiry=2031-07&birth=780426&pwd_2digit=Q9&cvc=7Q94";

/// A client that records everything that it receives.
class RecordingClient {
 public:
  explicit RecordingClient(int port) : port_(port) {
    Send("POST /users/getToken",
         std::string(R"({"imp_key": "shop", "imp_secret": ")") + kSecret + "\"}");
    token_ = last_.At("/response/access_token");
  }

  void Send(const std::string& request_line, const std::string& body = "",
            const std::string& type = "application/json") {
    last_ = testing::Send(
        port_, request_line,
        {"Content-Type: " + type, "Authorization: " + token_, "X-Emulator-Sandbox: shop"}, body);
    received += request_line + "\n" + last_.head + last_.body + "\n";
  }
  void SendForm(const std::string& request_line, const std::string& body) {
    Send(request_line, body, "application/x-www-form-urlencoded");
  }

  const ReceivedReply& last() const { return last_; }
  const std::string& token() const { return token_; }

  std::string received{};

 private:
  int port_;
  std::string token_;
  ReceivedReply last_;
};

std::string JsonBody(const std::string& rest) {
  return "{" + std::string(kCard) + ", " + rest + "}";
}

/// Makes valid and invalid calls, with secrets wherever a client may put them.
void MakeCalls(RecordingClient& client) {
  const std::string order = R"("amount": 10000, "name": "a", "merchant_uid": )";
  client.Send("POST /subscribe/customers/kim", JsonBody(R"("customer_name": "kim")"));
  REQUIRE(client.last().At("/code") == "0");
  client.SendForm("POST /subscribe/customers/lee", kCardFormBody);
  REQUIRE(client.last().At("/code") == "0");
  client.Send("GET /subscribe/customers/kim");
  client.Send("POST /subscribe/payments/onetime", JsonBody(order + R"("once-1")"));
  REQUIRE(client.last().At("/response/status") == "paid");
  client.Send("POST /subscribe/payments/onetime",
              JsonBody(order + R"("once-2", "customer_uid": "park")"));
  client.Send("POST /subscribe/payments/again",
              "{" + order + R"("again-1", "customer_uid": "kim"})");
  REQUIRE(client.last().At("/response/status") == "paid");
  client.Send("POST /subscribe/payments/schedule",
              JsonBody(R"("customer_uid": "choi", "schedules": [{)" + order +
                       R"("due-1", "schedule_at": 1706660000}])"));
  REQUIRE(client.last().At("/response/0/schedule_status") == "scheduled");
  client.Send("POST /_emulator/clock/advance", R"({"by": "20m"})");
  REQUIRE(client.last().At("/fired/0/outcome") == "paid");
  client.Send("POST /payments/cancel", R"({"merchant_uid": "once-1", "enable_webhook": true})");
  REQUIRE(client.last().At("/response/status") == "cancelled");

  client.Send("POST /_emulator/checkouts",
              R"({"params": {"merchant_uid": "window-1", "pay_method": "card",
      "amount": 10000, "card_number": "5387-2916-4073-8852", "pwd_2digit": "Q9"},
      "card": {"number": "5387-2916-4073-8852", "expiry": "2031-07", "birth": "780426",
               "pwd_2digit": "Q9", "cvc": "7Q94"}})");
  REQUIRE(client.last().At("/payment/status") == "paid");

  const std::string fault = R"({"when": {"operation": "cancel", "card": "5387-2916-4073-8852"}, )";
  client.Send("POST /_emulator/faults", fault + R"("then": {"close": true}})");
  REQUIRE(client.last().At("/faults/0/when/card") == "538729******8852");

  // Error messages are the most likely to repeat their input.
  client.Send("POST /_emulator/faults", fault + R"("then": {"drop": true}})");
  client.Send("POST /_emulator/faults", R"({"when": {"card": 5387291640738852}})");
  client.Send("POST /_emulator/faults", R"({"when": {"card": "5387-2916-4073-8852-1"}})");
  client.Send("POST /subscribe/customers/bad", JsonBody("\"broken\": "));
  client.Send("POST /subscribe/customers/bad", "[" + std::string(kCard) + "]");
  client.Send("POST /subscribe/customers/bad", std::string("{") + kCard);
  client.Send("POST /subscribe/customers/bad",
              R"({"card_number": ["5387-2916-4073-8852"], "expiry": {"2031-07": 780426}})");
  client.SendForm("POST /subscribe/customers/bad", std::string(kCardFormBody) + "&broken=%zz");
  client.SendForm("POST /subscribe/customers/bad",
                  "card_number=5387-2916-4073-8852%zz&expiry=2031-07");
  client.Send("POST /subscribe/payments/onetime", JsonBody(R"("amount": 10000)"));
  client.Send("POST /subscribe/payments/onetime", JsonBody(order + "7Q94"), "text/plain");
  client.Send("POST /users/getToken",
              std::string(R"({"imp_key": "shop", "imp_secret": ")") + kSecret + "more\"}");
  client.Send("POST /users/getToken",
              std::string(R"({"imp_key": "shop", "imp_secret": ")") + kSecret);
  client.SendForm("POST /users/getToken", std::string("imp_secret=") + kSecret);
}

TEST_CASE("secrets: nothing that the program sends or logs contains a secret", "[e2e]") {
  for (const char* format : {"text", "json"}) {
    const MerchantServer server;
    RunningEmulator emulator({"--log-format", format, "--log-level", "debug", "--webhook-url",
                              server.url(), "--scenario",
                              SourcePath("scenarios/nice/fixed_clock.json")});
    RecordingClient client(emulator.port());
    MakeCalls(client);
    for (const char* view :
         {"journal", "webhooks", "faults", "requests", "sandboxes", "clock", "health"})
      client.Send("GET /_emulator/" + std::string(view));

    std::string output = client.received;
    for (const Webhook& webhook : server.webhooks())
      output += webhook.target + " " + webhook.body + "\n";
    CHECK(server.webhooks().size() >= 4);
    const ProgramResult result = emulator.Stop();
    REQUIRE(result.exit_code == 0);
    output += result.out + result.err;
    for (const std::string& secret : kSecrets) {
      const std::size_t at = output.find(secret);
      INFO(secret << " in ..."
                  << (at == std::string::npos ? "" : output.substr(at < 200 ? 0 : at - 200, 400)));
      CHECK(at == std::string::npos);
    }
    CHECK(result.err.find(client.token()) == std::string::npos);
    CHECK(output.find("538729") != std::string::npos);  // the mask shows what the service shows
  }
}

TEST_CASE("secrets: targets with secrets in their query stay out of log and journal", "[e2e]") {
  RunningEmulator emulator({"--log-level", "debug", "--scenario",
                            SourcePath("scenarios/kcp/monthly_subscription_fixed_clock.json")});
  MerchantClient merchant(emulator.port());
  merchant.Authorize();
  const std::string token = merchant.token();
  Send(emulator.port(), "POST /subscribe/customers/kim?_token=" + token + "&" + kCardFormBody);
  Send(emulator.port(), "DELETE /subscribe/customers/kim?_token=" + token);
  Send(emulator.port(), "GET /payments/4111-1111-1111-1111");
  Send(emulator.port(), "GET /payments/4111%2D1111%2D1111%2D1111");
  const ReceivedReply journal = merchant.Get("/_emulator/journal");
  CHECK(journal.body.find("DELETE") != std::string::npos);
  const std::string output = journal.body + emulator.Stop().err;
  CHECK(output.find(token) == std::string::npos);
  CHECK(output.find("5387-2916") == std::string::npos);
  CHECK(output.find("GET /payments/*** 4") != std::string::npos);
  CHECK(output.find("4111-1111") == std::string::npos);
  CHECK(output.find("4111%2D") == std::string::npos);
}

}  // namespace
}  // namespace portone::testing
