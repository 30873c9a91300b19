// SPDX-License-Identifier: MIT
// POST /subscribe/payments/schedule: checking_amount, customer_id, times that have passed.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CardBody;
using testing::EntryBody;
using testing::kDay;
using testing::kKim;
using testing::kSchedule;
using testing::ScheduleBody;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kDeclining = "4000-0000-0000-0341";

Json Body(const Json& more) {
  Json body = ScheduleBody("kim", {EntryBody("o-1", Start() + kDay)});
  if (!more.is_null()) body.update(more);
  return body;
}

Json WithCard(const Json& more, std::string_view card = testing::kGoodCardDashed) {
  Json body = Body(more);
  body.update(CardBody(card));
  return body;
}

/// The order number of the checking payment, which no reply contains; empty when there is none.
std::string FindCheckingUid(const TestApi& api) {
  const std::string world = api.Describe();
  const std::size_t begin = world.find("checking_");
  return begin == std::string::npos ? "" : world.substr(begin, world.find(' ', begin) - begin);
}

TEST_CASE("checking amount: is charged and refunded immediately, without webhooks",
          "[api][schedule]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const bool stored = GENERATE(true, false);
  CAPTURE(stored);
  Json customer{{"customer_name", "김영희"}};
  if (stored) {
    Json card = CardBody();
    card.update(customer);
    api.Post(kKim, card);
  }
  customer["checking_amount"] = "1000";
  const Json body = stored ? Body(customer) : WithCard(customer);
  REQUIRE(Summary(api.Post(kSchedule, body)) == "200 0");
  REQUIRE(FindCheckingUid(api).size() == 21);
  const Json payment = api.Get("/payments/find/" + FindCheckingUid(api)).response();
  CHECK(payment["status"] == "cancelled");
  CHECK(payment["amount"] == 1'000);
  CHECK(payment["cancel_amount"] == 1'000);
  CHECK(payment["currency"] == "KRW");
  CHECK(payment["paid_at"] == ToUnixSeconds(Start()));
  CHECK(payment["cancelled_at"] == ToUnixSeconds(Start()));
  CHECK(payment["cancel_history"].size() == 1);
  CHECK(payment["customer_uid"] == "kim");
  CHECK(payment["customer_uid_usage"] == "payment");
  CHECK(payment["buyer_name"] == "김영희");
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().empty());
  CHECK(Summary(api.Get(kKim)) == "200 0");
  CHECK(api.Get(std::string(kSchedule) + "/o-1").response()["schedule_status"] == "scheduled");
}

TEST_CASE("checking amount: two checks of one customer are two payments", "[api][schedule]") {
  TestApi api;
  api.Post(kKim, CardBody());
  api.Post(kSchedule, Body({{"checking_amount", 1'000}}));
  const std::string first = FindCheckingUid(api);
  Json second = ScheduleBody("kim", {EntryBody("o-2", Start() + kDay)});
  second["checking_amount"] = 2'000;
  REQUIRE(Summary(api.Post(kSchedule, second)) == "200 0");
  CHECK(api.Get("/payments/find/" + first).response()["amount"] == 1'000);
  const std::string world = api.Describe();
  CHECK(world.find("checking_") != world.rfind("checking_"));
}

TEST_CASE("checking amount: absent or zero means no check", "[api][schedule]") {
  TestApi api;
  api.Post(kKim, CardBody());
  const Json amount = GENERATE(Json(), Json(0), Json("0"), Json(""));
  CAPTURE(amount);
  REQUIRE(Summary(api.Post(kSchedule, Body({{"checking_amount", amount}}))) == "200 0");
  CHECK(FindCheckingUid(api).empty());
}

TEST_CASE("checking amount: a declined card makes the call fail and stores nothing",
          "[api][schedule]") {
  TestApi api;
  const bool stored = GENERATE(true, false);
  CAPTURE(stored);
  if (stored) api.Post(kKim, CardBody(kDeclining));
  const std::string before = api.Describe();
  Json body = stored ? Body({}) : WithCard({}, kDeclining);
  body["checking_amount"] = 1'000;
  CHECK(Summary(api.Post(kSchedule, body)) ==
        "200 -1 결제에 실패하였습니다. [3095] 카드사 실패 응답");
  CHECK(api.Describe() == before);
  body.erase("checking_amount");
  CHECK(Summary(api.Post(kSchedule, body)) == "200 0");
}

TEST_CASE("checking amount: checks run in order and store nothing", "[api][schedule]") {
  TestApi api;
  const auto invalid = [](const std::string& why) {
    return "400 -1 checking_amount 파라메터가 올바르지 않습니다. (" + why + ")";
  };
  Json good = ScheduleBody("kim", {EntryBody("o-1", Start() + kDay)});
  good.update(CardBody("1111-1111-1111-1111"));
  testing::CheckErrorOrder(
      api, kSchedule,
      {
          {good.dump(),
           "200 1 카드정보 확인에 실패하였습니다. "
           "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
          {R"({"checking_amount": -1})", invalid("음수일 수 없습니다")},
          {R"({"checking_amount": "x"})", invalid("숫자여야 합니다")},
          {R"({"checking_amount": [1]})", invalid("단일 값이어야 합니다")},
          {R"({"checking_amount": 0.5})", invalid("해당 통화의 최소 단위보다 작은 금액입니다")},
          {R"({"checking_amount": 99999999999999})", invalid("금액이 너무 큽니다")},
          {R"({"checking_amount": 999})",
           "200 1 카드정보 확인에 실패하였습니다. "
           "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
          {R"({"card_number": "4000-0000-0000-0341"})",
           "200 -1 결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 불가)"},
          {R"({"checking_amount": 1000})", "200 -1 결제에 실패하였습니다. [3095] 카드사 실패 응답"},
          {R"({"card_number": "1234-1234-1234-1234"})", "200 0"},
      });
}

TEST_CASE("customer id: is stored in the schedule and returned", "[api][schedule]") {
  TestApi api;
  api.Post(kKim, CardBody());
  const TestReply reply = api.Post(kSchedule, Body({{"customer_id", " member-7 "}}));
  CHECK(reply.response()[0]["customer_id"] == "member-7");
  CHECK(api.Get(std::string(kSchedule) + "/o-1").response()["customer_id"] == "member-7");
  CHECK(Summary(api.Post(kSchedule, Body({{"customer_id", Json::array({1})}}))) ==
        "400 -1 customer_id 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)");
}

TEST_CASE("past schedule: with past_schedule run, it is charged immediately", "[api][schedule]") {
  engine::Setup setup = testing::SetupWithWebhook("http://shop/hook");
  setup.merchant.switches.past_schedule = PastSchedule::kRun;
  TestApi api(setup);
  api.Post(kKim, CardBody());
  const Duration ago = GENERATE(Duration{0}, Duration{kDay}, 19'000 * Duration{kDay});
  CAPTURE(ago);
  const TestReply reply =
      api.Post(kSchedule, ScheduleBody("kim", {EntryBody("o-1", Start() - ago)}));
  REQUIRE(Summary(reply) == "200 0");
  CHECK(reply.response()[0]["schedule_status"] == "scheduled");
  const Json schedule = api.Get(std::string(kSchedule) + "/o-1").response();
  CHECK(schedule["schedule_at"] == ToUnixSeconds(Start() - ago));
  CHECK(schedule["executed_at"] == ToUnixSeconds(Start()));
  CHECK(schedule["payment_status"] == "paid");
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().size() == 1);
  const Json moved{{"schedule_at", ToUnixSeconds(Start())}};
  api.Post(kSchedule, ScheduleBody("kim", {EntryBody("o-2", Start() + kDay)}));
  CHECK(Summary(api.Put(std::string(kSchedule) + "/o-2", moved)) ==
        "400 -1 schedule_at은 현재 시각 이후여야 합니다. (o-2)");
}

TEST_CASE("unschedule: an empty array selects nothing", "[api][schedule]") {
  TestApi api;
  api.Post(kKim, CardBody());
  api.Post(kSchedule, Body({}));
  const std::string body = GENERATE(
      R"({"merchant_uid": [null]})", R"({"merchant_uid": [""]})", R"({"merchant_uid": ""})",
      R"({"merchant_uid": [], "customer_uid": ""})", R"({"merchant_uid": null})");
  CAPTURE(body);
  CHECK(Summary(api.PostText("/subscribe/payments/unschedule", body)) ==
        "200 1 취소할 예약결제 기록이 존재하지 않습니다.");
}

TEST_CASE("schedule: each missing buyer field falls back to the customer's", "[api][schedule]") {
  TestApi api;
  Json card = CardBody();
  Json entry = EntryBody("o-1", Start() + kDay);
  const Strings fields{"name", "tel", "email", "addr", "postcode"};
  for (const std::string& field : fields)
    card["customer_" + field] = "c-" + field.substr(0, 4);
  api.Post(kKim, card);
  const std::string own = GENERATE("name", "tel", "email", "addr", "postcode");
  entry["buyer_" + own] = "own";
  const Json schedule = api.Post(kSchedule, ScheduleBody("kim", {entry})).response()[0];
  for (const std::string& field : fields)
    CHECK(schedule["buyer_" + field] == (field == own ? "own" : "c-" + field.substr(0, 4)));
}

}  // namespace
}  // namespace portone
