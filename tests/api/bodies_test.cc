// SPDX-License-Identifier: MIT
// Body formats of real clients: JSON and every variant of forms are equivalent.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::kOnetime;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

struct Step {
  const char* target;
  Json body;
};

/// The steps of a short subscription.
std::vector<Step> SubscriptionSteps() {
  Json issue = testing::CardBody();
  issue.update(Json{{"pg", "kcp"}, {"customer_name", "김영희"}, {"customer_email", "k+1@x.kr"}});
  Json onetime = testing::OnetimeBody("o 1/&=%");
  onetime.update(Json{{"customer_uid", "lee"}, {"tax_free", 100}, {"buyer_name", "이=순신&"}});
  Json entry = testing::EntryBody("s-2", Start() + std::chrono::hours{2});
  entry["buyer_name"] = "[괄호]";
  return {
      {"/subscribe/customers/kim", issue},
      {kOnetime, onetime},
      {"/subscribe/payments/again", testing::AgainBody("kim", "a-1")},
      {"/subscribe/payments/schedule",
       testing::ScheduleBody("kim",
                             {testing::EntryBody("s-1", Start() + std::chrono::hours{1}), entry})},
      {"/subscribe/payments/unschedule",
       {{"customer_uid", "kim"}, {"merchant_uid", Json::array({"s-2", "nowhere"})}}},
      {"/payments/cancel",
       {{"merchant_uid", "a-1"}, {"amount", 4'000}, {"enable_webhook", true}, {"reason", "환불"}}},
      {"/payments/cancel", {{"imp_uid", "nowhere"}}},
      {"/subscribe/payments/again", {{"customer_uid", "kim"}, {"merchant_uid", "a-2"}}},
  };
}

TEST_CASE("bodies: JSON and a PHP form give the same replies and the same state", "[api][bodies]") {
  TestApi by_json;
  Strings json_replies;
  for (const Step& step : SubscriptionSteps())
    json_replies.push_back(by_json.Post(step.target, step.body).text);
  const std::string world = by_json.Describe();

  TestApi by_form;
  Strings form_replies;
  for (const Step& step : SubscriptionSteps()) {
    form_replies.push_back(by_form.PostForm(step.target, testing::EncodeForm(step.body)).text);
  }
  CHECK(form_replies == json_replies);
  CHECK(by_form.Describe() == world);
  CHECK(json_replies.front().find(R"("code":0)") != std::string::npos);
}

TEST_CASE("bodies: query parameters are equivalent to body parameters", "[api][bodies]") {
  TestApi api;
  const std::string query = testing::EncodeForm(testing::OnetimeBody("o-1"));
  const TestReply reply = api.Post(std::string(kOnetime) + "?" + query, Json::object());
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["merchant_uid"] == "o-1");
}

TEST_CASE("bodies: amounts may be numbers, strings or decimals", "[api][bodies]") {
  TestApi api;
  const std::string amount = GENERATE("1004", "1004.0", R"("1004")", R"("1004.0")", R"(" 1004 ")");
  CAPTURE(amount);
  Json body = testing::OnetimeBody("o-1");
  body["amount"] = Json::parse(amount);
  const Json payment = api.Post(kOnetime, body).response();
  CHECK(payment["amount"].dump() == "1004");
}

TEST_CASE("bodies: null means unset and unknown parameters are ignored", "[api][bodies]") {
  TestApi api;
  Json body = testing::OnetimeBody("o-1");
  for (const char* key :
       {"channel_key", "pg", "customer_uid", "tax_free", "vat_amount", "buyer_name", "buyer_tel",
        "card_quota", "custom_data", "notice_url", "currency", "interest_free_by_merchant"}) {
    body[key] = nullptr;
  }
  body["extraCondition"] = Json::object();
  body["unknown"] = Json::array({1, Json::object()});
  const TestReply reply = api.Post(kOnetime, body);
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["status"] == "paid");
}

TEST_CASE("bodies: an unencoded form with spaces after the ampersands is accepted",
          "[api][bodies]") {
  TestApi api;
  const TestReply reply =
      api.PostForm(kOnetime,
                   "merchant_uid=o-1& amount=1004& card_number=1234-1234-1234-1234&"
                   " expiry=2030-12& name=김 영희의 커피& buyer_email=a@b.c");
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response()["name"] == "김 영희의 커피");
  CHECK(reply.response()["buyer_email"] == "a@b.c");
}

TEST_CASE("bodies: lists of order numbers are accepted in every notation", "[api][bodies]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const Instant later = Start() + std::chrono::hours{1};
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("kim",
                                 {testing::EntryBody("a", later), testing::EntryBody("b", later)}));
  const std::string form =
      GENERATE("merchant_uid[]=a&merchant_uid[]=b", "merchant_uid%5B%5D=a&merchant_uid%5B%5D=b",
               "merchant_uid[0]=a&merchant_uid[1]=b", "merchant_uid[1]=b&merchant_uid[0]=a");
  CAPTURE(form);
  const TestReply reply = api.PostForm("/subscribe/payments/unschedule/", form);
  REQUIRE(reply.response().size() == 2);
  CHECK(reply.response()[0]["merchant_uid"] == "a");
}

TEST_CASE("bodies: a GET may carry a body", "[api][bodies]") {
  TestApi api;
  const TestReply reply =
      api.Send({"GET",
                "/payments/imp_1",
                {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}},
                R"({"imp_uid": "imp_1"})"});
  CHECK(reply.status == 404);
}

}  // namespace
}  // namespace portone
