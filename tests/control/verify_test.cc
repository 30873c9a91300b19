// SPDX-License-Identifier: MIT
// POST /_emulator/verify: every field of every kind of fact, and the failure messages.
#include <string>
#include <string_view>

#include "control/facts.h"
#include "support/addresses.h"
#include "support/populated_sandbox.h"
#include "support/test_api.h"
#include "verify/fact.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::GetShape;
using testing::kHook;
using testing::Start;
using testing::Strings;
using testing::TestApi;
using testing::TestReply;

TestReply Verify(TestApi& api, std::string_view expectations) {
  return api.Control("POST", "/verify", R"({"expect": [)" + std::string(expectations) + "]}");
}

/// "200", or the status, the parameter and the message.
std::string GetOutcome(TestApi& api, std::string_view expectations) {
  const TestReply reply = Verify(api, expectations);
  if (reply.status == 200) return "200";
  const Json& error = reply.json.at("error");
  return std::to_string(reply.status) + " " + error["parameter"].get<std::string>() + " " +
         error["message"].get<std::string>();
}

/// A key, a charge that is paid and refunded in part, one that is declined, and three schedules:
/// one executed, one revoked, one still to come.
void MakeHistory(TestApi& api) {
  const auto script = api.sender.RespondUsing([](const webhook::Post& post) {
    return post.body.find("due-1") == std::string::npos ? testing::RespondWith(200)
                                                        : testing::RespondWith(404);
  });
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/customers/lee", testing::CardBody("4000-0000-0000-0341")).code() ==
          0);
  api.Post("/subscribe/payments/again", testing::AgainBody("kim", "order-1"));
  api.PostForm("/subscribe/payments/again?merchant_uid=order-2",
               "customer_uid=lee&amount=10000&name=x");
  api.Post("/payments/cancel", {{"merchant_uid", "order-1"}, {"amount", 3000}});
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("kim",
                                 {testing::EntryBody("due-1", Start() + std::chrono::hours{24}),
                                  testing::EntryBody("due-2", Start() + std::chrono::hours{48}),
                                  testing::EntryBody("due-3", Start() + std::chrono::hours{72})}));
  api.Post("/subscribe/payments/unschedule", {{"customer_uid", "kim"}, {"merchant_uid", "due-2"}});
  REQUIRE(ControlSummary(api.Control("POST", "/clock/advance", R"({"by": "25h"})")) == "200");
}

TEST_CASE("verify: every field of payments can be expected", "[control][verify]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  MakeHistory(api);
  const Json paid = api.Get("/payments/find/order-1").response();
  const Json failed = api.Get("/payments/find/order-2/failed").response();
  const Json expected{{"imp_uid", paid["imp_uid"]},
                      {"merchant_uid", "order-1"},
                      {"customer_uid", "kim"},
                      {"status", "cancelled"},
                      {"amount", 10'000},
                      {"cancel_amount", 3'000},
                      {"pay_method", "card"},
                      {"pg", paid["pg_provider"]},
                      {"channel_key", "channel-key-nice"},
                      {"name", "커피"},
                      {"fail_reason", nullptr},
                      {"card_number", paid["card_number"]},
                      {"started_at", paid["started_at"]},
                      {"paid_at", paid["paid_at"]},
                      {"failed_at", nullptr}};
  const TestReply reply = Verify(api, Json{{"payments", expected}, {"count", 1}}.dump());
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  CHECK(GetShape(reply.json) == Strings{"verified boolean", "results array"});
  const Json& result = reply.json["results"][0];
  CHECK(GetShape(result) == Strings{"expectation object", "matched integer", "facts array"});
  CHECK(result["expectation"]["payments"]["name"] == "커피");
  CHECK(result["matched"] == 1);
  CHECK(GetShape(result["facts"][0]) == Strings{"kind string",
                                                "sequence integer",
                                                "imp_uid string",
                                                "merchant_uid string",
                                                "customer_uid string",
                                                "status string",
                                                "amount integer",
                                                "charged_amount integer",
                                                "cancel_amount integer",
                                                "customer_uid_usage string",
                                                "pay_method string",
                                                "channel string",
                                                "pg string",
                                                "channel_key string",
                                                "name string",
                                                "fail_reason null",
                                                "card_number string",
                                                "started_at string",
                                                "paid_at string",
                                                "failed_at null",
                                                "escrow_status null",
                                                "order_status null"});
  CHECK(result["facts"][0]["paid_at"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(GetOutcome(api, Json{{"payment", "order-2"},
                             {"status", "failed"},
                             {"fail_reason", failed["fail_reason"]},
                             {"paid_at", nullptr},
                             {"failed_at", "2024-01-31T00:00:00Z"}}
                            .dump()) == "200");
}

TEST_CASE("verify: every field of schedules can be expected", "[control][verify]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  MakeHistory(api);
  const std::string expectation =
      GENERATE(as<std::string>(),
               R"({"schedules": {"merchant_uid": "due-1", "customer_uid": "kim", "amount": 10000,
          "schedule_status": "executed", "payment_status": "paid", "imp_uid": {"like": "imps_*"},
          "schedule_at": "2024-02-01T09:00:00+09:00", "executed_at": "2024-02-01T09:00:00+09:00",
          "revoked_at": null}, "count": 1})",
               R"({"schedules": {"merchant_uid": "due-2", "schedule_status": "revoked",
          "payment_status": null, "imp_uid": null, "executed_at": null,
          "revoked_at": 1706659200}, "count": 1})",
               R"({"schedules": {"schedule_status": "scheduled",
          "schedule_at": {"at_least": 1706918400}}, "count": 1})",
               R"({"schedules": 3})");
  CAPTURE(expectation);
  CHECK(GetOutcome(api, expectation) == "200");
}

TEST_CASE("verify: every field of webhooks can be expected", "[control][verify]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  MakeHistory(api);
  const std::string expectation = GENERATE(
      as<std::string>(),
      R"({"webhooks": {"merchant_uid": "order-1", "imp_uid": {"like": "imps_*"}, "status": "paid",
          "url": "http://shop/hook", "state": "delivered", "attempt_count": 1, "last_status": 200,
          "last_error": null, "created_at": "2024-01-31T09:00:00+09:00",
          "cancellation_id": null}, "count": 1})",
      R"({"webhooks": {"merchant_uid": "due-1", "state": "failed", "last_status": 404,
          "attempt_count": {"at_least": 1}}, "count": 1})",
      R"({"webhooks": {"state": {"one_of": ["pending", "dropped"]}}, "none": true})");
  CAPTURE(expectation);
  CHECK(GetOutcome(api, expectation) == "200");
}

TEST_CASE("verify: a webhook without a response has no last status", "[control][verify]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const auto script =
      api.sender.RespondUsing([](const webhook::Post&) { return testing::FailWith("refused"); });
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("order-1"));
  api.Control("POST", "/settle");
  CHECK(GetOutcome(api, R"({"webhooks": {"last_status": null, "last_error": "refused"}})") ==
        "200");
}

TEST_CASE("verify: every field of requests can be expected", "[control][verify]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  MakeHistory(api);
  const std::string expectation = GENERATE(
      as<std::string>(),
      R"({"requests": {"method": "POST", "path": "/subscribe/customers/kim", "status": 200,
          "operation": "/subscribe/customers/{customer_uid}", "code": 0,
          "body": {"card_number": "***", "birth": "***", "expiry": "***"}}, "count": 1})",
      // query and form are merged; numbers in forms are strings
      R"({"requests": {"path": "/subscribe/payments/again", "body": {"merchant_uid": "order-2",
          "customer_uid": "lee", "amount": 10000}}, "count": 1})",
      R"({"requests": {"operation": "/subscribe/payments/schedule",
          "body": {"schedules": [{"merchant_uid": "due-1"}, {}, {"amount": {"at_most": 10000}}]}},
          "count": 1})",
      R"({"requests": {"path": {"like": "/nowhere*"}}, "none": true})");
  CAPTURE(expectation);
  CHECK(GetOutcome(api, expectation) == "200");
}

TEST_CASE("verify: facts are listed in chronological order", "[control][verify]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  MakeHistory(api);
  CHECK(GetOutcome(api, R"({"in_order": [
      {"request": {"body": {"merchant_uid": "order-1"}}},
      {"payment": {"merchant_uid": "order-1"}},
      {"webhook": {"merchant_uid": "order-1"}},
      {"request": {"operation": "/payments/cancel"}},
      {"request": {"operation": "/subscribe/payments/schedule"}},
      {"payment": {"merchant_uid": "due-1"}},
      {"webhook": {"merchant_uid": "due-1"}}]})") == "200");
  CHECK(GetOutcome(api, R"({"in_order": [{"webhook": {"merchant_uid": "due-1"}},
                                      {"webhook": {"merchant_uid": "order-1"}}]})") ==
        "409 expect/0 expectation 1: expected 2 facts in order, found 1; no webhook with "
        R"({"merchant_uid":"order-1"} after webhook 2 (due-1 paid); webhook 1 (order-1 paid) came )"
        "too early");
}

TEST_CASE("verify: each expectation that fails is explained", "[control][verify]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  MakeHistory(api);
  const TestReply reply = Verify(api, R"({"payments": 3},
      {"payments": {"customer_uid": "kim", "status": "paid"}, "count": 2},
      {"webhooks": {"status": "failed"}})");
  CHECK(reply.status == 409);
  CHECK(GetShape(reply.json) == Strings{"error object", "results array"});
  CHECK(reply.json["error"]["code"] == "not_verified");
  CHECK(reply.json["error"]["parameter"] == "expect/1");
  CHECK(
      reply.json["error"]["message"] ==
      R"(expectation 2: expected exactly 2 payments with {"customer_uid":"kim","status":"paid"},)"
      R"( found 1; closest match: payment order-1 differs in status: expected "paid", got )"
      R"("cancelled")"
      "\n"
      R"(expectation 3: expected at least 1 webhook with {"status":"failed"}, found 0; )"
      R"(closest match: webhook 2 (due-1 paid) differs in status: expected "failed", got "paid")");
  const Json& results = reply.json["results"];
  REQUIRE(results.size() == 3);
  CHECK(GetShape(results[0]) == Strings{"expectation object", "matched integer", "facts array"});
  CHECK(GetShape(results[1]) == Strings{"expectation object", "matched integer", "facts array",
                                        "failure string", "nearest object"});
  CHECK(results[1]["facts"][0]["merchant_uid"] == "due-1");
  CHECK(results[1]["nearest"]["fact"]["merchant_uid"] == "order-1");
  CHECK(results[1]["nearest"]["differences"] ==
        Json::parse(R"([{"field": "status", "expected": "paid", "actual": "cancelled"}])"));
}

TEST_CASE("verify: the first ten facts are shown", "[control][verify]") {
  TestApi api;
  for (int i = 1; i <= 12; ++i)
    api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-" + std::to_string(i)));
  const Json result = Verify(api, R"({"payments": 12})").json["results"][0];
  CHECK(result["matched"] == 12);
  REQUIRE(result["facts"].size() == 10);
  CHECK(result["facts"][0]["merchant_uid"] == "o-1");
  CHECK(result["facts"][9]["merchant_uid"] == "o-10");
}

TEST_CASE("verify: an invalid expectation is refused with its position", "[control][verify]") {
  TestApi api;
  const auto [body, refusal] = GENERATE(table<std::string, std::string>({
      {"", "expect expect: must hold at least one expectation"},
      {R"({"expect": []})", "expect expect: must hold at least one expectation"},
      {R"({"expect": {}})", "expect expect: must be an array"},
      {R"({"expect": [{"payments": {}}], "timeout_ms": 1})", "timeout_ms timeout_ms: unknown key"},
      {R"({"expect": [{"payments": {}}, {"payments": {"statsu": "paid"}}]})",
       "expect/1/payments/statsu expect/1/payments/statsu: a payment has no such field; did you "
       "mean \"status\"?"},
      {R"({"expect": [{"payments": {"amount": {"at_leats": 1}}}]})",
       "expect/0/payments/amount/at_leats expect/0/payments/amount/at_leats: unknown operator; did "
       "you mean \"at_least\"?"},
  }));
  CAPTURE(body);
  CHECK(ControlSummary(api.Control("POST", "/verify", body)) == "400 invalid_parameter " + refusal);
  CHECK(
      ControlSummary(
          api.Control("POST", "/verify?sandbox=nobody", R"({"expect": [{"payments": 0}]})")) ==
      "404 unknown_sandbox sandbox no sandbox has the key \"nobody\": its shop has not called yet; "
      "POST /_emulator/sandboxes opens one, and so does a call that sets something, such as PUT "
      "/_emulator/webhooks/settings");
}

TEST_CASE("verify: its replies contain no secrets", "[control][verify]") {
  TestApi api;
  const Json card{{"card_number", "5387-2916-4073-8852"},
                  {"expiry", "2031-07"},
                  {"birth", "780426"},
                  {"pwd_2digit", "83"}};
  REQUIRE(api.Post("/subscribe/customers/kim", card).code() == 0);
  api.PostForm("/subscribe/customers/lee?pwd_2digit=83",
               "card_number=5387-2916-4073-8852&expiry=2031-07&birth=780426");
  api.PostText("/subscribe/customers/bad", "{\"card_number\": 5387291640738852,");
  std::string replies = Verify(api, R"({"requests": {}}, {"payments": {}}, {"requests": 0},
      {"requests": {"body": {"x": 1}}}, {"in_order": [{"request": {"body": {"y": 1}}}]})")
                            .text;
  replies += Verify(api, R"({"requests": {"body": {"card_number": "5387-2916-4073-8852"}}})").text;
  replies += Verify(api, R"({"payments": {"card_number": "5387291640738852"}})").text;
  CHECK_THAT(replies, Catch::Contains("***"));
  const std::string secret = GENERATE("4073", "2031-07", "780426", "\"83\"");
  CAPTURE(replies);
  CHECK(replies.find(secret) == std::string::npos);
}

TEST_CASE("verify: it checks the named sandbox", "[control][verify]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("order-1"));
  api.Control("POST", "/sandboxes", R"({"imp_key": "other"})");
  const std::string body = R"({"expect": [{"payments": 1}]})";
  CHECK(api.Control("POST", "/verify", body).status == 200);
  CHECK(api.Control("POST", "/verify?sandbox=other", body).status == 409);
}

constexpr const char* kHint =
    "\nhint: this sandbox has no webhook URL; set one with --webhook-url, given.webhook.url or PUT "
    "/_emulator/webhooks/settings";

TEST_CASE("verify: missing webhooks of a sandbox without a URL give a hint", "[control][verify]") {
  TestApi api;
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("order-1"));
  const std::string expectation =
      GENERATE(as<std::string>(), R"({"webhooks": 1})", R"({"payments": 1}, {"webhooks": {}})",
               R"({"webhooks": {}}, {"payments": 2})",
               R"({"in_order": [{"payment": {}}, {"webhook": {}}]})");
  CAPTURE(expectation);
  CHECK_THAT(GetOutcome(api, expectation), Catch::StartsWith("409") && Catch::EndsWith(kHint));
}

TEST_CASE("verify: no other failure gives that hint", "[control][verify]") {
  SECTION("a failure that no missing webhook causes") {
    TestApi api;
    CHECK_THAT(GetOutcome(api, R"({"webhooks": 0}, {"payments": 1})"),
               Catch::StartsWith("409") && !Catch::Contains("hint"));
  }
  SECTION("a sandbox with a URL") {
    TestApi api(testing::SetupWithWebhook(kHook));
    CHECK_THAT(GetOutcome(api, R"({"webhooks": 1})"),
               Catch::StartsWith("409") && !Catch::Contains("hint"));
  }
  SECTION("a charge with a URL of its own") {
    TestApi api;
    Json body = testing::OnetimeBody("order-1");
    body["notice_url"] = kHook;
    api.Post("/subscribe/payments/onetime", body);
    CHECK_THAT(GetOutcome(api, R"({"webhooks": 2})"),
               Catch::StartsWith("409") && !Catch::Contains("hint"));
  }
}

TEST_CASE("wait: a timeout waiting for webhooks without a URL gives the hint",
          "[control][verify]") {
  TestApi api;
  const TestReply reply =
      api.Control("POST", "/wait", R"({"expect": [{"webhooks": 1}], "timeout_ms": 0})");
  CHECK(reply.status == 408);
  CHECK_THAT(reply.json["error"]["message"].get<std::string>(), Catch::EndsWith(kHint));
}

TEST_CASE("facts: each fact has all fields that expectations can name", "[control][verify]") {
  TestApi api(testing::PopulatedSetup());
  testing::Populate(api);
  const auto facts =
      control::CollectFacts(api.registry.Default()->engine, verify::FactKindSet::All());
  REQUIRE(facts.ok());
  for (const std::string_view name : Names<verify::FactKind>()) {
    CAPTURE(name);
    const verify::FactKind kind = *Parse<verify::FactKind>(name);
    REQUIRE_FALSE(facts.value().Get(kind).empty());
    for (const verify::Fact& fact : facts.value().Get(kind)) {
      for (const verify::Field& field : verify::GetFields(kind)) {
        CAPTURE(field.name);
        CHECK(fact.fields.contains(field.name));
      }
    }
  }
}

}  // namespace
}  // namespace portone
