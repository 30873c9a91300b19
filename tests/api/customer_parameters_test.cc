// SPDX-License-Identifier: MIT
// Every parameter of POST and DELETE /subscribe/customers/{customer_uid}, one at a time, and the
// reply profiles.
#include <string>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AgainBody;
using testing::CardBody;
using testing::GetShape;
using testing::kKim;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

Json IssueWith(const std::string& patch) {
  TestApi api;
  Json body = CardBody();
  body.merge_patch(Json::parse(patch));
  const TestReply reply = api.Post(kKim, body);
  REQUIRE(Summary(reply) == "200 0");
  CHECK(api.Get(kKim).json == reply.json);
  return reply.response();
}

TEST_CASE("customer: each parameter on its own changes what is stored", "[api][customer]") {
  const auto [parameter, value, key, printed] =
      GENERATE(table<std::string, std::string, std::string, std::string>({
          {"channel_key", "channel-key-kcp", "pg_provider", "kcp"},
          {"pg", "kcp", "pg_id", "T0000"},
          {"customer_id", "shop-7", "customer_id", "shop-7"},
          {"card_number", "5570-4212-3456-7890", "card_number", "55704212****7890"},
          {"customer_name", "김영희", "customer_name", "김영희"},
          {"customer_tel", "010-1234-5678", "customer_tel", "010-1234-5678"},
          {"customer_email", "kim@example.com", "customer_email", "kim@example.com"},
          {"customer_addr", "서울", "customer_addr", "서울"},
          {"customer_postcode", "06018", "customer_postcode", "06018"},
      }));
  CAPTURE(parameter);
  const Json without = IssueWith("{}");
  const Json with = IssueWith(Json{{parameter, value}}.dump());
  CHECK(without[key] != printed);
  CHECK(with[key] == printed);
}

TEST_CASE("customer: the expiry is validated", "[api][customer]") {
  TestApi api;
  Json body = CardBody();
  body["expiry"] = "2030-13";
  CHECK(api.Post(kKim, body).code() == -1);
}

TEST_CASE("customer: cardholder verification data is validated but not stored", "[api][customer]") {
  const std::string patch =
      GENERATE(R"({"birth": "123456"})", R"({"birth": null})", R"({"pwd_2digit": "99"})",
               R"({"pwd_2digit": null})", R"({"cvc": "999"})", R"({"birth": 880515})");
  CAPTURE(patch);
  CHECK(IssueWith(patch) == IssueWith("{}"));
}

TEST_CASE("customer: a customer_id may be a number and is not truncated", "[api][customer]") {
  CHECK(IssueWith(R"({"customer_id": 17})")["customer_id"] == "17");
  const std::string longest(300, 'i');
  CHECK(IssueWith(Json{{"customer_id", longest}}.dump())["customer_id"] == longest);
}

TEST_CASE("customer: a second issue replaces the customer_id too", "[api][customer]") {
  TestApi api;
  Json body = CardBody();
  body["customer_id"] = "shop-7";
  api.Post(kKim, body);
  CHECK_THAT(api.Post(kKim, CardBody()).response()["customer_id"].get<std::string>(),
             Catch::StartsWith("customer-id-"));
}

TEST_CASE("customer: the error names the parameter of the wrong type", "[api][customer]") {
  TestApi api;
  const std::string parameter =
      GENERATE("channel_key", "pg", "customer_id", "card_number", "expiry", "birth", "pwd_2digit",
               "cvc", "customer_name", "customer_tel", "customer_email", "customer_addr",
               "customer_postcode", "channel_group_id");
  const std::string value = GENERATE(R"(["a"])", R"({"a": 1})");
  Json body = CardBody();
  body[parameter] = Json::parse(value);
  CHECK(Summary(api.Post(kKim, body)) ==
        "400 -1 " + parameter + " 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)");
  CHECK(api.Get(kKim).code() == 1);
}

TEST_CASE("customer: reason and requester of a deletion are ignored", "[api][customer]") {
  TestApi api;
  const std::string query =
      GENERATE(as<std::string>(), "", "?reason=moved", "?reason=" + std::string(300, 'r'),
               "?extra[requester]=admin", "?extra[requester]=customer", "?extra[requester]=nobody",
               "?extra%5Brequester%5D=customer&reason=moved", "?extra=1", "?reason[]=a");
  CAPTURE(query);
  const TestReply issued = api.Post(kKim, CardBody());
  CHECK(api.Delete(kKim + query).json == issued.json);
  CHECK(api.Get(kKim).code() == 1);
}

TEST_CASE("customer: DELETE is refused until a key exists", "[api][customer]") {
  TestApi api;
  CHECK(Summary(api.Send({"DELETE", kKim, {}, ""})) == "401 -1 Unauthorized");
  CHECK(Summary(api.Delete(kKim)) ==
        "200 1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
  api.Post(kKim, CardBody());
  CHECK(Summary(api.Delete(kKim)) == "200 0");
}

TEST_CASE("customer: schedules outlive the key and fail on their day", "[api][customer]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.Post(kKim, CardBody());
  const Json entry = testing::EntryBody("o-1", Start() + std::chrono::hours{1});
  REQUIRE(api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", {entry})).code() ==
          0);
  REQUIRE(Summary(api.Delete(kKim)) == "200 0");
  CHECK(api.Get("/subscribe/payments/schedule/o-1").response()["schedule_status"] == "scheduled");

  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const Json schedule = api.Get("/subscribe/payments/schedule/o-1").response();
  CHECK(schedule["schedule_status"] == "executed");
  CHECK(schedule["payment_status"] == "failed");
  CHECK(schedule["fail_reason"] == "등록되지 않은 구매자입니다.");
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "failed");
  CHECK(api.sender.posts().size() == 1);
}

TEST_CASE("customer: a charge by key uses the customer as the default buyer", "[api][customer]") {
  TestApi api;
  Json body = CardBody();
  body.update(Json{{"customer_name", "김영희"}, {"customer_tel", "010-1"}});
  api.Post(kKim, body);
  Json again = AgainBody("kim", "o-1");
  again["buyer_name"] = "박철수";
  const Json payment = api.Post("/subscribe/payments/again", again).response();
  CHECK(payment["buyer_name"] == "박철수");
  CHECK(payment["buyer_tel"] == "010-1");
  CHECK(payment["buyer_email"].is_null());
}

const Strings kKeysOf2020{"card_code string",    "card_name string",       "card_number string",
                          "card_type integer",   "customer_addr null",     "customer_email null",
                          "customer_name null",  "customer_postcode null", "customer_tel null",
                          "customer_uid string", "inserted integer",       "pg_id string",
                          "pg_provider string",  "updated integer"};

TEST_CASE("customer: profile 2020 by header omits newer fields", "[api][customer]") {
  TestApi api;
  api.Post(kKim, CardBody());
  const auto get = [&](const std::string& target, const std::string& profile) {
    return api.Send(
        {"GET", target, {{"Authorization", api.GetToken()}, {"X-Emulator-Profile", profile}}, ""});
  };
  CHECK(GetShape(get(kKim, "2020").response()) == kKeysOf2020);
  CHECK(get(kKim, "current").json == api.Get(kKim).json);
  const Json many = get("/subscribe/customers?customer_uid[]=kim", "2020").response();
  CHECK(GetShape(many.at(0)) == kKeysOf2020);
}

TEST_CASE("customer: the switch profile 2020 omits newer fields", "[api][customer]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.profile = Profile::k2020;
  TestApi api(setup);
  CHECK(GetShape(api.Post(kKim, CardBody()).response()) == kKeysOf2020);
  CHECK(GetShape(api.Get(kKim).response()) == kKeysOf2020);
  CHECK(GetShape(api.Delete(kKim).response()) == kKeysOf2020);
}

}  // namespace
}  // namespace portone
