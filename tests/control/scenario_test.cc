// SPDX-License-Identifier: MIT
// GET and PUT /_emulator/scenario: showing and loading a sandbox's scenario.
#include <optional>
#include <string>

#include "domain/errors.h"
#include "engine/advance.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kScenario = R"({
  // a customer, and a charge in a day
  "clock": {"start": "2024-03-01T09:00:00+09:00"},
  "given": {
    "billing_keys": [{"customer_uid": "kim"}],
    "payments": [{"merchant_uid": "o-1", "amount": 1000}],
    "schedules": [{"customer_uid": "kim", "merchant_uid": "s-1", "amount": 3000,
                   "schedule_at": "2024-03-02T09:00:00+09:00"}],
    "prepared": [{"merchant_uid": "p-1", "amount": 50}]},
  "faults": [{"when": {"operation": "cancel"}, "then": {"close": true}}],
  "steps": [{"advance": "1d"}]})";

TEST_CASE("scenario: a document is merged into the defaults, and reset returns to it",
          "[control][scenario]") {
  TestApi api;
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("before")).code() == 0);
  const TestReply loaded = api.Control("PUT", "/scenario", kScenario);
  REQUIRE(loaded.status == 200);
  CHECK(loaded.json["imp_key"] == "imp_apikey");
  CHECK(loaded.json["now"] == "2024-03-01T09:00:00.000+09:00");
  CHECK(api.Get("/payments/find/before").status == 404);
  CHECK(api.Get("/payments/find/o-1").response()["paid_at"] == 1709251200);
  CHECK(api.Get("/payments/prepare/p-1").response()["amount"] == 50);
  const std::string world = api.Describe();
  CHECK(api.Control("POST", "/clock/advance", R"({"by": "1d"})").json["fired"][0]["outcome"] ==
        "paid");
  CHECK(api.Describe() != world);
  api.Control("POST", "/reset");
  CHECK(api.Describe() == world);
}

TEST_CASE("scenario: loading replaces the previous scenario completely", "[control][scenario]") {
  TestApi api;
  REQUIRE(api.Control("PUT", "/scenario", kScenario).status == 200);
  REQUIRE(api.Control("PUT", "/scenario", "{}").status == 200);
  CHECK(api.Get("/payments/find/o-1").status == 404);
  CHECK(api.Control("GET", "/faults").json["faults"].empty());
}

TEST_CASE("scenario: an empty body is refused, and the sandbox stays as it is",
          "[control][scenario]") {
  TestApi api;
  REQUIRE(api.Control("PUT", "/scenario", kScenario).status == 200);
  const std::string world = api.Describe();
  const std::string path = GENERATE("/scenario", "/snapshot");
  const std::string body = GENERATE("", " ", "\r\n\t \n");
  CHECK(ControlSummary(api.Control("PUT", path, body)) ==
        "400 malformed_request - the body is empty: send a scenario or a snapshot, {} for the "
        "emulator's defaults, or POST /_emulator/reset to start anew");
  CHECK(api.Describe() == world);
}

TEST_CASE("scenario: the initial state is shown as a document", "[control][scenario]") {
  TestApi api;
  REQUIRE(api.Control("PUT", "/scenario", kScenario).status == 200);
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const std::string shown = api.Control("GET", "/scenario").text;
  CHECK(shown == R"({
  "seed": 1,
  "clock": {"start":"2024-03-01T09:00:00.000+09:00","mode":"manual","tokens":"sandbox"},
  "given": {
    "webhook": {"url":""},
    "billing_keys": [
      {"customer_uid":"kim"}
    ],
    "payments": [
      {"merchant_uid":"o-1","amount":1000}
    ],
    "schedules": [
      {"customer_uid":"kim","merchant_uid":"s-1","amount":3000,)"
                 R"("schedule_at":"2024-03-02T09:00:00.000+09:00"}
    ],
    "prepared": [
      {"merchant_uid":"p-1","amount":50}
    ]
  },
  "faults": [
    {"id":1,"when":{"operation":"cancel"},"skip":0,"times":1,"at":"before",)"
                 R"("then":{"close":true},"seen":0,"applied":0}
  ]
}
)");
  TestApi other;
  REQUIRE(other.Control("PUT", "/scenario", shown).status == 200);
  CHECK(other.Control("GET", "/scenario").text == shown);
}

TEST_CASE("scenario: an invalid document changes nothing", "[control][scenario]") {
  TestApi api;
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("before")).code() == 0);
  const std::string world = api.Describe();
  const auto [body, outcome] = GENERATE(table<std::string, std::string>({
      {"{",
       "400 malformed_request - the body is not JSON: line 1, column 2: syntax error while "
       "parsing object key - unexpected end of input; expected string literal"},
      {R"({"seeed": 1})",
       R"(400 invalid_parameter seeed seeed: unknown key; did you mean "seed"?)"},
      {R"({"given": []})", "400 invalid_parameter given given: must be an object"},
      {R"({"include": ["a.json"]})",
       "400 invalid_parameter include include: only a file can include others"},
      {R"({"given": {"merchant": {"imp_key": "k", "imp_secret": "s"}}})",
       "400 invalid_parameter given/merchant given/merchant: is not allowed here: a sandbox "
       "keeps its credentials"},
      {R"({"given": {"sandboxes": []}})",
       "400 invalid_parameter given/sandboxes given/sandboxes: is not allowed here: the "
       "document applies to one sandbox"},
      {R"({"given": {"payments": [{"merchant_uid": "o"}]}, "steps": [{"advance": "x"}]})",
       "400 invalid_parameter given/payments/0/amount given/payments/0/amount: is missing; "
       "steps/0/advance: must be a period like \"90s\", \"30d\" or \"P1M\""},
      {R"({"given": {"billing_keys": [{"customer_uid": "k", "when_charged": "declined"}]}})",
       "400 invalid_parameter given/billing_keys/0/when_charged given/billing_keys/0/when_charged: "
       "unknown key; it is called \"charge_outcome\" now"},
      {R"({"given": {"billing_keys": [{"customer_uid": "k", "charge_outcome": "good"}]}})",
       "400 invalid_parameter given/billing_keys/0/charge_outcome "
       "given/billing_keys/0/charge_outcome: must be one of \"approved\" \"unknown_bin\" "
       "\"wrong_number\" \"wrong_expiry\" \"wrong_cvc\" \"wrong_password\" \"wrong_birth\" "
       "\"too_many_password_tries\" \"card_not_supported\" \"kb_on_test_mid\" \"declined\" "
       "\"insufficient_funds\" "
       "\"limit_exceeded\" \"lost_card\" \"stolen_card\" \"expired_card\" \"issuer_down\" "
       "\"revoked_card\", not \"good\"; it is called \"approved\" now"},
      {R"({"given": {"switches": {"cancel_registration": "accept"}}})",
       "400 invalid_parameter given/switches/cancel_registration "
       "given/switches/cancel_registration: unknown key; it is called \"cancel_key_issue\" now"},
      {R"({"given": {"billing_keys": [{"customer_uid": "k"}, {"customer_uid": "k"}]}})",
       "400 invalid_parameter given/billing_keys/1/customer_uid "
       "given/billing_keys/1/customer_uid: billing key k is given twice"},
  }));
  CAPTURE(body);
  for (const char* path : {"/scenario", "/snapshot"})
    CHECK(ControlSummary(api.Control("PUT", path, body)) == outcome);
  CHECK(api.Describe() == world);
}

TEST_CASE("scenario: no scenario is loaded during an advance", "[control][scenario]") {
  TestApi api;
  engine::Engine& engine = api.registry.Default()->engine;
  std::optional<engine::Advance> advance = engine::Advance::Begin(engine);
  REQUIRE(advance);
  CHECK(ControlSummary(api.Control("PUT", "/scenario", kScenario)) ==
        "409 conflict - " + errors::Advancing().message);
  advance.reset();
  CHECK(ControlSummary(api.Control("PUT", "/scenario", kScenario)) == "200");
}

TEST_CASE("scenario: ten thousand schedules are loaded and fire", "[control][scenario][slow]") {
  std::string schedules;
  for (int i = 0; i < 10'000; ++i) {
    schedules += (i == 0 ? "" : ",") +
                 Json{{"customer_uid", "kim"},
                      {"merchant_uid", "s-" + std::to_string(i)},
                      {"amount", 1'000},
                      {"schedule_at", "2024-02-0" + std::to_string(1 + i % 9) + "T09:00:00+09:00"}}
                     .dump();
  }
  TestApi api;
  REQUIRE(api.Control("PUT", "/scenario",
                      R"({"clock": {"start": "2024-01-31T09:00:00+09:00", "tokens": "sandbox"},
                          "given": {"billing_keys": [{"customer_uid": "kim"}], "schedules": [)" +
                          schedules + "]}}")
              .status == 200);
  const TestReply advanced = api.Control("POST", "/clock/advance", R"({"by": "30d"})");
  CHECK(advanced.json["fired_total"] == 10'000);
  CHECK(api.Get("/payments/status/paid").response()["total"] == 10'000);
}

}  // namespace
}  // namespace portone
