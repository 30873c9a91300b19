// SPDX-License-Identifier: MIT
// PUT /subscribe/payments/schedule/{merchant_uid}, and POST .../reschedule and .../retry.
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
constexpr const char* kNotFound = "404 -1 존재하지 않는 결제정보입니다.";
constexpr const char* kMissing = "400 -1 schedule_at 파라메터가 누락되었습니다.";
constexpr const char* kNotInteger =
    "400 -1 schedule_at 파라메터가 올바르지 않습니다. (정수여야 합니다)";
constexpr const char* kMilliseconds =
    "400 -1 schedule_at 파라메터가 올바르지 않습니다. (초 단위여야 합니다. 밀리초를 보내지 "
    "않았는지 "
    "확인해주세요)";
constexpr const char* kOutOfRange =
    "400 -1 schedule_at 파라메터가 올바르지 않습니다. (0 이상 253402268399 이하여야 합니다)";

std::string MakeSchedulePath(const std::string& merchant_uid, const std::string& verb = "") {
  return std::string(kSchedule) + "/" + merchant_uid + verb;
}

std::string NotPending(const std::string& uid) {
  return "400 -1 이미 실행되었거나 취소된 예약결제입니다. (" + uid + ")";
}
std::string NotRepeatable(const std::string& uid) {
  return "400 -1 실패했거나 취소된 예약결제만 다시 예약하거나 재시도할 수 있습니다. (" + uid + ")";
}
std::string NotInFuture(const std::string& uid) {
  return "400 -1 schedule_at은 현재 시각 이후여야 합니다. (" + uid + ")";
}

/// Creates the schedules "pending", "paid", "failed" and "revoked", at noon of the day after
/// Start().
void SetUpSchedules(TestApi& api) {
  const auto schedule = [&](const char* customer, const char* uid, Instant at) {
    REQUIRE(Summary(api.Post(kSchedule, ScheduleBody(customer, {EntryBody(uid, at)}))) == "200 0");
  };
  api.Post(kKim, CardBody());
  api.Post("/subscribe/customers/lee", CardBody(kDeclining));
  schedule("kim", "paid", Start() + kDay / 2);
  schedule("lee", "failed", Start() + kDay / 2);
  schedule("kim", "revoked", Start() + 2 * kDay);
  schedule("kim", "pending", Start() + 2 * kDay);
  api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "revoked"}});
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
}

Json ScheduleAtBody(Instant instant) {
  return {{"schedule_at", ToUnixSeconds(instant)}};
}

std::string ScheduleAtPatch(std::int64_t seconds) {
  return R"({"schedule_at": )" + std::to_string(seconds) + "}";
}

TEST_CASE("move schedule: returns the schedule with its new time and moves the charge",
          "[api][schedule]") {
  TestApi api;
  SetUpSchedules(api);
  const Json before = api.Get(MakeSchedulePath("pending")).response();
  const TestReply moved = api.Put(MakeSchedulePath("pending"), ScheduleAtBody(Start() + 3 * kDay));
  REQUIRE(Summary(moved) == "200 0");
  Json expected = before;
  expected["schedule_at"] = ToUnixSeconds(Start() + 3 * kDay);
  CHECK(moved.response() == expected);
  CHECK(api.Get(MakeSchedulePath("pending")).response() == expected);
  const Json agenda = api.Control("GET", "/agenda").json;
  REQUIRE(agenda["total"] == 1);
  CHECK(agenda["agenda"][0]["at"] == "2024-02-03T09:00:00.000+09:00");
  const Json early = api.Control("POST", "/clock/advance", R"({"by": "1d"})").json;
  CHECK(early["fired_total"] == 0);
  const Json fired = api.Control("POST", "/clock/advance", R"({"by": "30d"})").json;
  CHECK(fired["fired_total"] == 1);
}

TEST_CASE("move schedule: checks run in order and move nothing", "[api][schedule]") {
  TestApi api;
  SetUpSchedules(api);
  const std::int64_t now = ToUnixSeconds(Start() + kDay);
  CHECK(Summary(api.Put(MakeSchedulePath("nowhere"), Json::object())) == kMissing);
  CHECK(Summary(api.Put(MakeSchedulePath("nowhere"), ScheduleAtBody(Start()))) == kNotFound);
  for (const char* uid : {"paid", "failed", "revoked"}) {
    CHECK(Summary(api.Put(MakeSchedulePath(uid), ScheduleAtBody(Start()))) == NotPending(uid));
    CHECK(Summary(api.Put(MakeSchedulePath(uid), ScheduleAtBody(Start() + 9 * kDay))) ==
          NotPending(uid));
  }
  testing::CheckPutErrorOrder(api, MakeSchedulePath("pending"),
                              {
                                  {"{}", kMissing},
                                  {R"({"schedule_at": null})", kMissing},
                                  {R"({"schedule_at": "soon"})", kNotInteger},
                                  {R"({"schedule_at": -1})", kOutOfRange},
                                  {R"({"schedule_at": 253402268400})", kMilliseconds},
                                  {R"({"schedule_at": 0})", NotInFuture("pending")},
                                  {ScheduleAtPatch(now), NotInFuture("pending")},
                                  {ScheduleAtPatch(now + 1), "200 0"},
                              });
}

TEST_CASE("reschedule: a failed or revoked one becomes pending again", "[api][schedule]") {
  TestApi api;
  SetUpSchedules(api);
  const std::string uid = GENERATE("failed", "revoked");
  CAPTURE(uid);
  const TestReply reply =
      api.Post(MakeSchedulePath(uid, "/reschedule"), ScheduleAtBody(Start() + 5 * kDay));
  REQUIRE(Summary(reply) == "200 0");
  const Json& schedule = reply.response();
  CHECK(schedule["schedule_status"] == "scheduled");
  CHECK(schedule["schedule_at"] == ToUnixSeconds(Start() + 5 * kDay));
  CHECK(schedule["executed_at"] == 0);
  CHECK(schedule["revoked_at"] == 0);
  CHECK(schedule["imp_uid"].is_null());
  CHECK(schedule["payment_status"].is_null());
  CHECK(schedule["fail_reason"].is_null());
  api.Post("/subscribe/customers/lee", CardBody());
  api.Control("POST", "/clock/advance", R"({"by": "30d"})");
  const Json executed = api.Get(MakeSchedulePath(uid)).response();
  CHECK(executed["payment_status"] == "paid");
  CHECK(executed["executed_at"] == ToUnixSeconds(Start() + 5 * kDay));
}

TEST_CASE("reschedule: checks run in order and schedule nothing", "[api][schedule]") {
  TestApi api;
  SetUpSchedules(api);
  const std::int64_t now = ToUnixSeconds(Start() + kDay);
  CHECK(Summary(api.Post(MakeSchedulePath("nowhere", "/reschedule"), Json::object())) == kMissing);
  CHECK(Summary(api.Post(MakeSchedulePath("nowhere", "/reschedule"), ScheduleAtBody(Start()))) ==
        kNotFound);
  for (const char* uid : {"pending", "paid"}) {
    CHECK(Summary(api.Post(MakeSchedulePath(uid, "/reschedule"), ScheduleAtBody(Start()))) ==
          NotRepeatable(uid));
    CHECK(Summary(api.Post(MakeSchedulePath(uid, "/reschedule"),
                           ScheduleAtBody(Start() + 9 * kDay))) == NotRepeatable(uid));
  }
  const std::string uid = GENERATE("failed", "revoked");
  testing::CheckErrorOrder(
      api, MakeSchedulePath(uid, "/reschedule"),
      {
          {"{}", kMissing},
          {R"({"schedule_at": {}})",
           "400 -1 schedule_at 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)"},
          {R"({"schedule_at": "2024-02-09"})", kNotInteger},
          {R"({"schedule_at": 99999999999999})", kMilliseconds},
          {ScheduleAtPatch(now), NotInFuture(uid)},
          {ScheduleAtPatch(now + 1), "200 0"},
          {ScheduleAtPatch(now + 2), NotRepeatable(uid)},
      });
}

TEST_CASE("reschedule: an order that was paid and refunded does not count as failed",
          "[api][schedule]") {
  TestApi api;
  SetUpSchedules(api);
  api.Post("/payments/cancel", {{"merchant_uid", "paid"}});
  CHECK(Summary(api.Post(MakeSchedulePath("paid", "/reschedule"),
                         ScheduleAtBody(Start() + 9 * kDay))) == NotRepeatable("paid"));
  CHECK(Summary(api.Post(MakeSchedulePath("paid", "/retry"), Json::object())) ==
        NotRepeatable("paid"));
}

TEST_CASE("retry: returns the payment, which the schedule then contains", "[api][schedule]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  SetUpSchedules(api);
  const std::size_t sent_before = api.sender.posts().size();
  SECTION("declined once more") {
    const TestReply reply = api.Post(MakeSchedulePath("failed", "/retry"), Json::object());
    REQUIRE(Summary(reply) == "200 0");
    CHECK(reply.response()["status"] == "failed");
    CHECK(reply.response()["fail_reason"] == "[3095] 카드사 실패 응답");
    CHECK(reply.response()["customer_uid_usage"] == "payment.scheduled");
    const Json schedule = api.Get(MakeSchedulePath("failed")).response();
    CHECK(schedule["imp_uid"] == reply.response()["imp_uid"]);
    CHECK(schedule["executed_at"] == ToUnixSeconds(Start() + kDay));
    CHECK(schedule["payment_status"] == "failed");
    api.Control("POST", "/settle");
    CHECK(api.sender.posts().size() == sent_before + 1);
    CHECK_THAT(api.sender.bodies().back(), Catch::Contains(R"("status":"failed")"));
  }
  SECTION("with another card, or after it was revoked") {
    const std::string uid = GENERATE("failed", "revoked");
    api.Post("/subscribe/customers/lee", CardBody());
    const TestReply reply = api.Post(MakeSchedulePath(uid, "/retry"), Json::object());
    REQUIRE(Summary(reply) == "200 0");
    CHECK(reply.response()["status"] == "paid");
    CHECK(reply.response()["merchant_uid"] == uid);
    const Json schedule = api.Get(MakeSchedulePath(uid)).response();
    CHECK(schedule["schedule_status"] == "executed");
    CHECK(schedule["imp_uid"] == reply.response()["imp_uid"]);
    CHECK(schedule["payment_status"] == "paid");
    CHECK(schedule["fail_reason"].is_null());
    CHECK(schedule["revoked_at"] == 0);
    api.Control("POST", "/settle");
    CHECK(api.sender.posts().size() == sent_before + 1);
    CHECK(Summary(api.Post(MakeSchedulePath(uid, "/retry"), Json::object())) == NotRepeatable(uid));
  }
}

TEST_CASE("retry: checks run in order and charge nothing", "[api][schedule]") {
  TestApi api;
  SetUpSchedules(api);
  const auto retry = [&](const std::string& uid) {
    const std::string before = api.Describe();
    std::string outcome = Summary(api.Post(MakeSchedulePath(uid, "/retry"), Json::object()));
    if (outcome != "200 0") CHECK(api.Describe() == before);
    return outcome;
  };
  CHECK(retry("nowhere") == kNotFound);
  CHECK(retry("pending") == NotRepeatable("pending"));
  CHECK(retry("paid") == NotRepeatable("paid"));
  // "small" was revoked, its order was paid by other means, its key was deleted and its amount is
  // too small.
  Json small = EntryBody("small", Start() + 9 * kDay);
  small["amount"] = 999;
  api.Post(kSchedule, ScheduleBody("kim", {small}));
  api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "small"}});
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("revoked"));
  api.Delete(kKim);
  CHECK(retry("revoked") == "404 -1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
  api.Post(kKim, CardBody());
  CHECK(retry("revoked") ==
        "200 1 이미 주문이 이루어진 건입니다. "
        "(동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)");
  CHECK(retry("small") ==
        "200 -1 결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 불가)");
  CHECK(retry("failed") == "200 0");
}

TEST_CASE("schedules: spaces around an id in the path are trimmed", "[api][schedule]") {
  TestApi api;
  SetUpSchedules(api);
  CHECK(Summary(api.Get(MakeSchedulePath("%20pending%20"))) == "200 0");
  CHECK(Summary(api.Put(MakeSchedulePath("%20pending"), ScheduleAtBody(Start() + 5 * kDay))) ==
        "200 0");
  CHECK(Summary(api.Post(MakeSchedulePath("failed%09", "/retry"), Json::object())) == "200 0");
  CHECK(Summary(api.Get("/subscribe/customers/%20kim%20")) == "200 0");
}

}  // namespace
}  // namespace portone
