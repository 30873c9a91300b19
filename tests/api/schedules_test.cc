// SPDX-License-Identifier: MIT
// POST /subscribe/payments/schedule and /unschedule, GET
// /subscribe/payments/schedule/{merchant_uid}.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CardBody;
using testing::EntryBody;
using testing::GetShape;
using testing::kDay;
using testing::kKim;
using testing::kSchedule;
using testing::ScheduleBody;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kUnschedule = "/subscribe/payments/unschedule";
constexpr const char* kNothingToRevoke = "200 1 취소할 예약결제 기록이 존재하지 않습니다.";

Strings PendingShape() {
  return {
      "customer_uid string", "merchant_uid string", "imp_uid null",           "customer_id null",
      "schedule_at integer", "executed_at integer", "revoked_at integer",     "amount integer",
      "name string",         "buyer_name null",     "buyer_tel null",         "buyer_email null",
      "buyer_addr null",     "buyer_postcode null", "schedule_status string", "payment_status null",
      "fail_reason null",    "custom_data null",    "currency string",        "pg_provider string",
      "pg_id string",        "promotion_id null"};
}

/// Gives kim a key and one scheduled charge per uid, one day apart.
TestApi& AddSchedules(TestApi& api, const Strings& merchant_uids) {
  api.Post(kKim, CardBody());
  std::vector<Json> entries;
  for (const std::string& merchant_uid : merchant_uids) {
    entries.push_back(
        EntryBody(merchant_uid, Start() + kDay * static_cast<int>(entries.size() + 1)));
  }
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBody("kim", entries))) == "200 0");
  return api;
}

Strings GetMerchantUids(const TestReply& reply) {
  Strings uids;
  for (const Json& schedule : reply.response())
    uids.push_back(schedule["merchant_uid"].get<std::string>());
  return uids;
}

TEST_CASE("schedule: the reply has every documented key, in the recorded order",
          "[api][schedule]") {
  TestApi api;
  api.Post(kKim, CardBody());
  const TestReply reply =
      api.Post(kSchedule, ScheduleBody("kim", {EntryBody("o-1", Start() + kDay)}));
  REQUIRE(Summary(reply) == "200 0");
  REQUIRE(reply.response().size() == 1);
  CHECK(GetShape(reply.response()[0]) == PendingShape());
  CHECK(api.Get("/subscribe/payments/schedule/o-1").response() == reply.response()[0]);
}

TEST_CASE("schedule: the reply has the values sent and nothing is charged yet", "[api][schedule]") {
  TestApi api;
  Json card = CardBody();
  card["customer_name"] = "김영희";
  card["customer_tel"] = "010";
  api.Post(kKim, card);
  Json entry = EntryBody("o-1", Start() + kDay);
  entry["buyer_tel"] = "02";
  entry["custom_data"] = "memo";
  const Json schedule = api.Post(kSchedule, ScheduleBody("kim", {entry})).response()[0];
  CHECK(schedule["customer_uid"] == "kim");
  CHECK(schedule["merchant_uid"] == "o-1");
  CHECK(schedule["schedule_at"] == ToUnixSeconds(Start()) + 86'400);
  CHECK(schedule["executed_at"] == 0);
  CHECK(schedule["revoked_at"] == 0);
  CHECK(schedule["amount"] == 10'000);
  CHECK(schedule["buyer_name"] == "김영희");
  CHECK(schedule["buyer_tel"] == "02");
  CHECK(schedule["custom_data"] == "memo");
  CHECK(schedule["schedule_status"] == "scheduled");
  CHECK(schedule["currency"] == "KRW");
  CHECK(Summary(api.Get("/payments/find/o-1")) == "404 -1 존재하지 않는 결제정보입니다.");
}

TEST_CASE("schedule: without a name it gets the default one seen in recordings",
          "[api][schedule]") {
  TestApi api;
  api.Post(kKim, CardBody());
  Json entry = EntryBody("o-1", testing::At("2024-08-24T04:55:00+09:00"));
  entry.erase("name");
  CHECK(api.Post(kSchedule, ScheduleBody("kim", {entry})).response()[0]["name"] ==
        "kim 고객에 대한 2024-08-24 04:55:00 예약 결제");
}

TEST_CASE("schedule: at its time it becomes a payment", "[api][schedule]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  AddSchedules(api, {"o-1"});
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const Json payment = api.Get("/payments/find/o-1").response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["customer_uid_usage"] == "payment.scheduled");
  CHECK(payment["user_agent"].is_null());
  CHECK(payment["channel"] == "api");
  CHECK(payment["paid_at"] == ToUnixSeconds(Start() + kDay));
  const Json schedule = api.Get("/subscribe/payments/schedule/o-1").response();
  CHECK(schedule["schedule_status"] == "executed");
  CHECK(schedule["executed_at"] == payment["paid_at"]);
  CHECK(schedule["imp_uid"] == payment["imp_uid"]);
  CHECK(schedule["payment_status"] == "paid");
  CHECK(schedule["fail_reason"].is_null());
  CHECK(GetShape(schedule).size() == PendingShape().size());
  CHECK(api.sender.bodies() == Strings{R"({"imp_uid":")" + payment["imp_uid"].get<std::string>() +
                                       R"(","merchant_uid":"o-1","status":"paid"})"});
}

TEST_CASE("schedule: a declined card makes a failed payment and sends a webhook",
          "[api][schedule]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.Post(kKim, CardBody("4000-0000-0000-0341"));
  api.Post(kSchedule, ScheduleBody("kim", {EntryBody("o-1", Start() + kDay)}));
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const Json schedule = api.Get("/subscribe/payments/schedule/o-1").response();
  CHECK(schedule["schedule_status"] == "executed");
  CHECK(schedule["payment_status"] == "failed");
  CHECK(schedule["fail_reason"] == "[3095] 카드사 실패 응답");
  REQUIRE(api.sender.posts().size() == 1);
  CHECK_THAT(api.sender.bodies()[0], Catch::Contains(R"("status":"failed")"));
}

TEST_CASE("schedule: without its key it fails at its time", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"o-1"});
  api.Delete(kKim);
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const Json payment = api.Get("/payments/find/o-1").response();
  CHECK(payment["status"] == "failed");
  CHECK(payment["fail_reason"] == "등록되지 않은 구매자입니다.");
  CHECK(payment["card_number"].is_null());
  CHECK(payment["card_type"].is_null());
}

TEST_CASE("schedule: a refund is visible in the schedule", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"o-1"});
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  api.Post("/payments/cancel", {{"merchant_uid", "o-1"}});
  CHECK(api.Get("/subscribe/payments/schedule/o-1").response()["payment_status"] == "cancelled");
}

TEST_CASE("schedule: a card in the request is issued first", "[api][schedule]") {
  TestApi api;
  Json body = ScheduleBody("kim", {EntryBody("o-1", Start() + kDay)});
  body.update(CardBody());
  body["pg"] = "kcp";
  body["customer_name"] = "김영희";
  const TestReply reply = api.Post(kSchedule, body);
  CHECK(reply.response()[0]["pg_provider"] == "kcp");
  CHECK(reply.response()[0]["buyer_name"] == "김영희");
  CHECK(api.Get(kKim).response()["customer_name"] == "김영희");
}

TEST_CASE("schedule: checks run in order and schedule nothing", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"taken"});
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("paid"));
  const std::string past = std::to_string(ToUnixSeconds(Start()));
  const std::string future = std::to_string(ToUnixSeconds(Start()) + 1);
  testing::CheckErrorOrder(
      api, kSchedule,
      {
          {R"({})", R"x(200 1 ["customer_uid"] 파라메터는 필수입니다.)x"},
          {R"({"customer_uid": "lee"})", R"x(200 1 ["schedules"] 파라메터는 필수입니다.)x"},
          {R"({"schedules": [{}]})",
           R"x(200 1 ["schedules[0].merchant_uid"] 파라메터는 필수입니다.)x"},
          {R"({"schedules": [{"merchant_uid": "taken"}]})",
           R"x(200 1 ["schedules[0].amount"] 파라메터는 필수입니다.)x"},
          {R"({"schedules": [{"merchant_uid": "taken", "amount": 10000}]})",
           R"x(200 1 ["schedules[0].schedule_at"] 파라메터는 필수입니다.)x"},
          {R"({"schedules": [{"merchant_uid": "taken", "amount": 10000, "schedule_at": )" + past +
               "}]}",
           "200 1 등록된 고객정보가 없습니다."},
          {R"({"card_number": "1111-1111-1111-1111"})",
           R"x(200 1 ["expiry"] 파라메터는 필수입니다.)x"},
          {R"({"expiry": "2030-12"})", "200 1 이미 예약된 merchant_uid입니다. (taken)"},
          {R"({"schedules": [{"merchant_uid": "paid", "amount": 10000, "schedule_at": )" + past +
               "}]}",
           "200 1 이미 주문이 이루어진 건입니다. "
           "(동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)"},
          {R"({"schedules": [{"merchant_uid": "new", "amount": 10000, "schedule_at": )" + past +
               "}]}",
           "200 1 schedule_at은 현재 시각 이후여야 합니다. (new)"},
          {R"({"schedules": [{"merchant_uid": "new", "amount": 10000, "schedule_at": )" + future +
               "}]}",
           "200 1 카드정보 확인에 실패하였습니다. "
           "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
          {R"({"card_number": "4092-0230-1234-1234"})",
           "200 1 카드정보 확인에 실패하였습니다. [F113]거래거절 카드번호틀림"},
          {R"({"card_number": "1234-1234-1234-1234"})", "200 0"},
      });
}

TEST_CASE("schedule: with one bad entry all are refused", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"taken"});
  const std::string before = api.Describe();
  const auto [patch, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"amount": 0})",
       "400 -1 schedules[1].amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)"},
      {R"({"amount": "x"})",
       "400 -1 schedules[1].amount 파라메터가 올바르지 않습니다. (숫자여야 합니다)"},
      {R"({"currency": "XYZ"})",
       "400 -1 schedules[1].currency 파라메터가 올바르지 않습니다. (지원되지 않는 통화입니다)"},
      {R"({"schedule_at": "soon"})",
       "400 -1 schedules[1].schedule_at 파라메터가 올바르지 않습니다. (정수여야 합니다)"},
      {R"({"merchant_uid": "taken"})", "200 1 이미 예약된 merchant_uid입니다. (taken)"},
      {R"({"merchant_uid": "o-1"})", "200 1 이미 예약된 merchant_uid입니다. (o-1)"},
      {R"({"schedule_at": 1})", "200 1 schedule_at은 현재 시각 이후여야 합니다. (o-2)"},
  }));
  CAPTURE(patch);
  Json second = EntryBody("o-2", Start() + kDay);
  second.merge_patch(Json::parse(patch));
  const Json body = ScheduleBody("kim", {EntryBody("o-1", Start() + kDay), second});
  CHECK(Summary(api.Post(kSchedule, body)) == outcome);
  CHECK(api.Describe() == before);
  const Json fired = api.Control("POST", "/clock/advance", R"({"by": "10d"})").json;
  CHECK(fired["fired_total"] == 1);
}

TEST_CASE("schedule: a revoked merchant_uid may be scheduled again", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"o-1"});
  api.Post(kUnschedule, {{"merchant_uid", "o-1"}});
  const Json body = ScheduleBody("kim", {EntryBody("o-1", Start() + kDay)});
  CHECK(Summary(api.Post(kSchedule, body)) == "200 0");
  CHECK(Summary(api.Post(kSchedule, body)) == "200 1 이미 예약된 merchant_uid입니다. (o-1)");
}

TEST_CASE("schedule: an unknown merchant_uid is not found", "[api][schedule]") {
  TestApi api;
  CHECK(Summary(api.Get("/subscribe/payments/schedule/nowhere")) ==
        "404 -1 존재하지 않는 결제정보입니다.");
}

TEST_CASE("unschedule: revokes by merchant_uid, by customer, and by both", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"a", "b", "c"});
  const auto [body, revoked] = GENERATE(table<std::string, Strings>({
      {R"({"merchant_uid": "b"})", {"b"}},
      {R"({"merchant_uid": ["c", "a"]})", {"c", "a"}},
      {R"({"merchant_uid": ["a", "nowhere", "a"]})", {"a"}},
      {R"({"customer_uid": "kim"})", {"a", "b", "c"}},
      {R"({"customer_uid": "kim", "merchant_uid": null})", {"a", "b", "c"}},
      {R"({"customer_uid": "kim", "merchant_uid": ["b"]})", {"b"}},
  }));
  CAPTURE(body);
  const TestReply reply = api.PostText(kUnschedule, body);
  REQUIRE(Summary(reply) == "200 0");
  CHECK(GetMerchantUids(reply) == revoked);
  for (const Json& schedule : reply.response()) {
    CHECK(GetShape(schedule) == PendingShape());
    CHECK(schedule["schedule_status"] == "revoked");
    CHECK(schedule["revoked_at"] == ToUnixSeconds(Start()));
    CHECK(schedule["executed_at"] == 0);
  }
  CHECK(Summary(api.PostText(kUnschedule, body)) == kNothingToRevoke);
}

TEST_CASE("unschedule: nothing to revoke is a refusal", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"a"});
  const std::string before = api.Describe();
  const std::string body =
      GENERATE(R"({})", R"({"customer_uid": "nobody"})", R"({"merchant_uid": "nowhere"})",
               R"({"merchant_uid": []})", R"({"customer_uid": "lee", "merchant_uid": "a"})");
  CAPTURE(body);
  CHECK(Summary(api.PostText(kUnschedule, body)) == kNothingToRevoke);
  CHECK(api.Describe() == before);
}

TEST_CASE("unschedule: what was executed stays executed", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, {"a", "b"});
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  CHECK(GetMerchantUids(api.Post(kUnschedule, {{"customer_uid", "kim"}})) == Strings{"b"});
  const Json advanced = api.Control("POST", "/clock/advance", R"({"by": "5d"})").json;
  CHECK(advanced["fired_total"] == 0);
  CHECK(Summary(api.Get("/payments/find/b")) == "404 -1 존재하지 않는 결제정보입니다.");
}

}  // namespace
}  // namespace portone
