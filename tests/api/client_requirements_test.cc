// SPDX-License-Identifier: MIT
// What public clients of the V1 API require of a server, one test each. The titles name the
// clients; tests/http tests over a socket that a reply arrives in one write.
#include <set>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kForm = "application/x-www-form-urlencoded";

/// Sends a request exactly as given, without the token that TestApi adds.
TestReply SendRaw(TestApi& api, std::string method, std::string target, std::string content_type,
                  std::string body, const std::string& authorization) {
  api::Request request{std::move(method), std::move(target), {}, std::move(body)};
  if (!content_type.empty()) request.headers.push_back({"Content-Type", content_type});
  if (!authorization.empty()) request.headers.push_back({"Authorization", authorization});
  return api.Send(request);
}

Json PayOnetime(TestApi& api, std::string_view merchant_uid) {
  return api.Post("/subscribe/payments/onetime", testing::OnetimeBody(merchant_uid)).response();
}

TEST_CASE("clients: go-iamport decodes strictly and gets only fields it knows", "[api][clients]") {
  TestApi api;
  api.headers = {{"X-Emulator-Profile", "2020"}};
  const std::set<std::string> known{"amount",
                                    "apply_num",
                                    "bank_code",
                                    "bank_name",
                                    "buyer_addr",
                                    "buyer_email",
                                    "buyer_name",
                                    "buyer_postcode",
                                    "buyer_tel",
                                    "cancel_amount",
                                    "cancel_history",
                                    "cancel_reason",
                                    "cancel_receipt_urls",
                                    "cancelled_at",
                                    "card_code",
                                    "card_name",
                                    "card_number",
                                    "card_quota",
                                    "card_type",
                                    "cash_receipt_issued",
                                    "channel",
                                    "currency",
                                    "custom_data",
                                    "customer_uid",
                                    "customer_uid_usage",
                                    "escrow",
                                    "fail_reason",
                                    "failed_at",
                                    "imp_uid",
                                    "merchant_uid",
                                    "name",
                                    "paid_at",
                                    "pay_method",
                                    "pg_id",
                                    "pg_provider",
                                    "pg_tid",
                                    "receipt_url",
                                    "started_at",
                                    "status",
                                    "user_agent",
                                    "vbank_code",
                                    "vbank_date",
                                    "vbank_holder",
                                    "vbank_issued_at",
                                    "vbank_name",
                                    "vbank_num"};
  const Json payment = PayOnetime(api, "o-1");
  for (const auto& [key, value] : payment.items()) {
    CAPTURE(key);
    CHECK(known.count(key) == 1);
  }
}

TEST_CASE("clients: python and go accept a POST only with 200", "[api][clients]") {
  TestApi api;
  CHECK(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).status == 200);
  CHECK(api.Post("/subscribe/customers/kim", testing::CardBody()).status == 200);
  CHECK(api.Post("/payments/cancel", {{"merchant_uid", "o-1"}}).status == 200);
  CHECK(api.Post("/payments/prepare", {{"merchant_uid", "p"}, {"amount", 1}}).status == 200);
}

TEST_CASE("clients: a token is sent bare or after Bearer", "[api][clients]") {
  TestApi api;
  for (const char* scheme : {"", "Bearer "}) {
    CHECK(Summary(SendRaw(api, "GET", "/payments/status/all", "", "", scheme + api.GetToken())) ==
          "200 0");
  }
}

TEST_CASE("clients: go sends unencoded forms with a space after every ampersand",
          "[api][clients]") {
  TestApi api;
  const auto sample = engine::SampleCredentials();
  const TestReply token =
      SendRaw(api, "POST", "/users/getToken", kForm,
              "imp_key=" + sample.imp_key + "& imp_secret=" + sample.imp_secret, "");
  REQUIRE(Summary(token) == "200 0");
  const auto post = [&api](const std::string& target, const std::string& form) {
    return Summary(SendRaw(api, "POST", target, kForm, form, api.GetToken()));
  };
  CHECK(post("/subscribe/payments/onetime",
             "merchant_uid=o 1& amount=1004& card_number=1234-1234-1234-1234& expiry=2030-12& "
             "name=커피 한 잔") == "200 0");
  CHECK(post("/subscribe/customers/kim", "card_number=1234-1234-1234-1234& expiry=2030-12") ==
        "200 0");
  CHECK(post("/subscribe/payments/again",
             "customer_uid=kim& merchant_uid=o2& amount=1004& name=a") == "200 0");
  CHECK(post("/payments/prepare", "merchant_uid=p1& amount=5") == "200 0");
  CHECK(post("/payments/cancel", "merchant_uid=o 1& amount=4") == "200 0");
}

TEST_CASE("clients: php ends its paths with a slash", "[api][clients]") {
  TestApi api;
  PayOnetime(api, "o-1");
  CHECK(Summary(api.Post("/subscribe/payments/onetime/", testing::OnetimeBody("o-2"))) == "200 0");
  CHECK(Summary(api.Post("/subscribe/customers/kim/", testing::CardBody())) == "200 0");
  CHECK(Summary(api.Post("/subscribe/payments/again/", testing::AgainBody("kim", "o-3"))) ==
        "200 0");
  CHECK(Summary(api.Post(
            "/subscribe/payments/schedule/",
            testing::ScheduleBody(
                "kim", {testing::EntryBody("s-1", testing::Start() + std::chrono::hours{1})}))) ==
        "200 0");
  CHECK(Summary(api.Post("/subscribe/payments/unschedule/", {{"customer_uid", "kim"}})) == "200 0");
  CHECK(Summary(api.Get("/payments/?merchant_uid[0]=o-1")) == "200 0");
  CHECK(Summary(api.Post("/payments/cancel/", {{"merchant_uid", "o-1"}})) == "200 0");
}

TEST_CASE("clients: an order is looked up with and without a status", "[api][clients]") {
  TestApi api;
  PayOnetime(api, "o-1");
  for (const char* target : {"/payments/find/o-1", "/payments/find/o-1/paid",
                             "/payments/findAll/o-1", "/payments/findAll/o-1/paid"})
    CHECK(Summary(api.Get(target)) == "200 0");
}

TEST_CASE("clients: php sends null for unset values, amounts as 1004.0 and unknown keys",
          "[api][clients]") {
  TestApi api;
  const std::string body =
      R"({"merchant_uid": "o-1", "amount": 1004.0, "card_number": "1234-1234-1234-1234",
          "expiry": "2030-12", "birth": null, "vat": null, "customer_uid": null, "pg": null,
          "name": null, "buyer_name": null, "card_quota": null, "notice_url": null,
          "custom_data": null, "extraCondition": {}})";
  const TestReply reply = api.PostText("/subscribe/payments/onetime", body);
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response()["amount"] == 1004);
  CHECK(reply.response()["name"].is_null());
}

TEST_CASE("clients: ruby sends a body with GET and DELETE", "[api][clients]") {
  TestApi api;
  const Json paid = PayOnetime(api, "o-1");
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const std::string token = api.GetToken();
  CHECK(Summary(SendRaw(api, "GET", "/payments/" + paid["imp_uid"].get<std::string>(),
                        "application/json", "{}", token)) == "200 0");
  CHECK(Summary(SendRaw(api, "DELETE", "/subscribe/customers/kim", "application/json", "{}",
                        token)) == "200 0");
}

TEST_CASE("clients: java reads every time as an integer", "[api][clients]") {
  TestApi api;
  const Json payment = PayOnetime(api, "o-1");
  for (const char* key :
       {"started_at", "paid_at", "failed_at", "cancelled_at", "vbank_date", "vbank_issued_at"})
    CHECK(payment[key].is_number_integer());
  const TestReply token =
      api.Post("/users/getToken",
               {{"imp_key", "imp_apikey"}, {"imp_secret", engine::SampleCredentials().imp_secret}});
  const std::int64_t now = token.response()["now"].get<std::int64_t>();
  const std::int64_t expired_at = token.response()["expired_at"].get<std::int64_t>();
  CHECK(expired_at > now);
  CHECK(expired_at - now <= 1800);
}

TEST_CASE("clients: java and iamporter read message and response of every refusal",
          "[api][clients]") {
  TestApi api;
  for (const TestReply& reply :
       {api.Get("/payments/imp_1"), api.Get("/nowhere"), api.Post("/payments/cancel", {}),
        api.Post("/subscribe/payments/again", testing::AgainBody("nobody", "o-1")),
        api.PostText("/payments/cancel", "{")}) {
    CHECK(reply.code() != 0);
    CHECK(reply.json["message"].is_string());
    CHECK(reply.json["response"].is_null());
  }
}

TEST_CASE("clients: java, php, go and node read lists as pages", "[api][clients]") {
  TestApi api;
  PayOnetime(api, "o-1");
  for (const char* target : {"/payments/findAll/o-1", "/payments/status/paid"}) {
    const Json page = api.Get(target).response();
    for (const char* key : {"total", "previous", "next", "list"})
      CHECK(page.contains(key));
  }
}

TEST_CASE("clients: node and php find what is missing from a 207", "[api][clients]") {
  TestApi api;
  const Json paid = PayOnetime(api, "o-1");
  const TestReply reply = api.Get("/payments?imp_uid[]=" + paid["imp_uid"].get<std::string>() +
                                  "&imp_uid[]=imp_000000000000");
  CHECK(Summary(reply) == "207 0");
  CHECK(reply.response() == Json::array({paid}));
}

TEST_CASE("clients: php reads 43 keys of a payment without checking that they exist",
          "[api][clients]") {
  TestApi api;
  api.headers = {{"X-Emulator-Profile", "2020"}};
  CHECK(PayOnetime(api, "o-1").size() >= 43);
}

TEST_CASE("clients: php and go send no channel and get the default one", "[api][clients]") {
  TestApi api;
  CHECK(api.Post("/subscribe/customers/kim", testing::CardBody()).response()["pg_provider"] ==
        "nice");
}

}  // namespace
}  // namespace portone
