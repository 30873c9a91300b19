// SPDX-License-Identifier: MIT
// Behaviour common to all gateways, row by row (docs/gateways/all-gateways.md): cancellations,
// schedules, webhooks.
#include <string>

#include "support/addresses.h"
#include "support/cancellation_id.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using Strings = std::vector<std::string>;

constexpr std::string_view kCancel = "/payments/cancel";
constexpr const char* kUrl = "http://shop.test/hook";
constexpr std::chrono::hours kHour{1};

engine::Setup SetupWithHook() {
  return SetupWithWebhook(kUrl);
}

void StoreKey(TestApi& api, std::string_view card = kGoodCardDashed) {
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody(card))) == "200 0");
}

std::string Pay(TestApi& api, std::string_view merchant_uid) {
  return api.Post(kOnetime, OnetimeBody(merchant_uid)).response().at("imp_uid").get<std::string>();
}

/// Waits until all webhooks are sent; returns the status in each.
Strings SettleAndListWebhooks(TestApi& api) {
  api.Control("POST", "/settle");
  Strings statuses;
  for (const std::string& body : api.sender.bodies())
    statuses.push_back(Json::parse(body).at("status").get<std::string>());
  return statuses;
}

Json ScheduleBodyInAnHour(std::string_view merchant_uid) {
  return ScheduleBody("kim", {EntryBody(merchant_uid, Start() + kHour)});
}

TEST_CASE(
    "C12: PortOne refuses cancellations with code 1, the gateway with -1, and "
    "imp_uid takes precedence",
    "[gateway][common]") {
  TestApi api;
  const std::string first = Pay(api, "o-1");
  const std::string second = Pay(api, "o-2");
  CHECK(Summary(api.Post(kCancel, {{"imp_uid", "imp_0"}, {"merchant_uid", "o-1"}})) ==
        "200 1 취소할 결제건이 존재하지 않습니다.");
  const Json both{
      {"imp_uid", first}, {"merchant_uid", "o-2"}, {"amount", 0}, {"checksum", nullptr}};
  const TestReply all = api.Post(kCancel, both);
  CHECK(all.response()["merchant_uid"] == "o-1");
  CHECK(all.response()["cancel_amount"] == all.response()["amount"]);
  CHECK(Summary(api.Post(kCancel, both)) == "200 1 이미 전액취소된 주문입니다.");
  api.Control("POST", "/faults", R"({"when": {"operation": "cancel"},
      "then": {"decline": {"code": "2003", "message": "취소 실패"}}})");
  CHECK(Summary(api.Post(kCancel, {{"imp_uid", second}})) ==
        "200 -1 결제취소에 실패하였습니다. 취소 실패");
}

TEST_CASE(
    "C14: a schedule uses the existing key or issues one from a card, and takes the customer's "
    "name",
    "[gateway][common]") {
  TestApi api;
  Json body = ScheduleBodyInAnHour("o-1");
  body.update(CardBody());
  body["customer_name"] = "김포트";
  REQUIRE(Summary(api.Post(kSchedule, body)) == "200 0");
  CHECK(api.Get("/subscribe/customers/kim").response()["customer_name"] == "김포트");
  CHECK(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-2"))) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  for (const char* uid : {"o-1", "o-2"}) {
    const Json payment = api.Get("/payments/find/" + std::string(uid)).response();
    CHECK(payment["status"] == "paid");
    CHECK(payment["buyer_name"] == "김포트");
  }
  Json window_only = ScheduleBody("lee", {EntryBody("o-3", Start() + 2 * kHour)});
  window_only.update(CardBody());
  window_only["pg"] = "naverpay";
  CHECK(Summary(api.Post(kSchedule, window_only)) ==
        "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
}

TEST_CASE("C15: a checking amount is charged in won and cancelled at once", "[gateway][common]") {
  TestApi api;
  StoreKey(api);
  Json body = ScheduleBodyInAnHour("o-1");
  body["checking_amount"] = 1'000;
  REQUIRE(Summary(api.Post(kSchedule, body)) == "200 0");
  const Json list = api.Get("/subscribe/customers/kim/payments").response()["list"];
  REQUIRE(list.size() == 1);
  CHECK(list[0]["amount"] == 1'000);
  CHECK(list[0]["cancel_amount"] == 1'000);
  CHECK(list[0]["currency"] == "KRW");
  CHECK(list[0]["status"] == "cancelled");
  body = ScheduleBody("kim", {EntryBody("o-2", Start() + kHour)});
  body["checking_amount"] = 0;
  REQUIRE(Summary(api.Post(kSchedule, body)) == "200 0");
  CHECK(api.Get("/subscribe/customers/kim/payments").response()["list"].size() == 1);
}

TEST_CASE(
    "C16: a scheduled charge sends a webhook on success and failure, other failed charges send "
    "none",
    "[gateway][common]") {
  TestApi api(SetupWithHook());
  StoreKey(api, "4000-0000-0000-0341");
  api.Post("/subscribe/payments/again", AgainBody("kim", "o-1"));
  CHECK(SettleAndListWebhooks(api).empty());
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-2"))) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  CHECK(SettleAndListWebhooks(api) == Strings{"failed"});
  StoreKey(api);
  REQUIRE(Summary(api.Post(
              kSchedule, ScheduleBody("kim", {EntryBody("o-3", Start() + 2 * kHour)}))) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  CHECK(SettleAndListWebhooks(api) == Strings{"failed", "paid"});
}

TEST_CASE("C17: a schedule shows its own status, its payment's status and why it failed",
          "[gateway][common]") {
  TestApi api;
  StoreKey(api, "4000-0000-0000-0341");
  const auto get_schedule = [&] { return api.Get(std::string(kSchedule) + "/o-1").response(); };
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-1"))) == "200 0");
  CHECK(get_schedule()["schedule_status"] == "scheduled");
  CHECK(get_schedule()["payment_status"].is_null());
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  CHECK(get_schedule()["schedule_status"] == "executed");
  CHECK(get_schedule()["payment_status"] == "failed");
  CHECK(get_schedule()["fail_reason"] == "[3095] 카드사 실패 응답");
  REQUIRE(Summary(api.Post(
              kSchedule, ScheduleBody("kim", {EntryBody("o-2", Start() + 2 * kHour)}))) == "200 0");
  api.Post("/subscribe/payments/unschedule", {{"customer_uid", "kim"}});
  CHECK(api.Get(std::string(kSchedule) + "/o-2").response()["schedule_status"] == "revoked");
}

TEST_CASE("C18: a failed schedule can be postponed or retried, a pending one cannot",
          "[gateway][common]") {
  TestApi api;
  StoreKey(api, "4000-0000-0000-0341");
  const std::string path = std::string(kSchedule) + "/o-1";
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-1"))) == "200 0");
  CHECK(api.Post(path + "/retry", Json::object()).status == 400);
  CHECK(api.Post(std::string(kSchedule) + "/o-9/retry", Json::object()).status == 404);
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  const TestReply retried = api.Post(path + "/retry", Json::object());
  CHECK(Summary(retried) == "200 0");
  CHECK(retried.response()["status"] == "failed");
  const Json past{{"schedule_at", ToUnixSeconds(Start())}};
  CHECK(api.Post(path + "/reschedule", past).status == 400);
  StoreKey(api);
  const Json later{{"schedule_at", ToUnixSeconds(Start() + 3 * kHour)}};
  CHECK(Summary(api.Post(path + "/reschedule", later)) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "2h"})");
  CHECK(api.Get(path).response()["payment_status"] == "paid");
  CHECK(api.Post(path + "/retry", Json::object()).status == 400);
}

TEST_CASE("C19: a webhook is JSON or a form and is sent once, or retried on errors if configured",
          "[gateway][common]") {
  TestApi api(SetupWithHook());
  const auto script = api.sender.RespondUsing([](const webhook::Post& /*post*/) {
    return HttpResult{500, "", "", {}};
  });
  const std::string imp_uid = Pay(api, "o-1");
  api.Control("POST", "/settle");
  CHECK(api.sender.bodies() ==
        Strings{R"({"imp_uid":")" + imp_uid + R"(","merchant_uid":"o-1","status":"paid"})"});
  CHECK(api.sender.posts()[0].content_type == "application/json");
  CHECK(api.sender.posts()[0].read_timeout == std::chrono::seconds{30});
  api.Control("PUT", "/webhooks/settings", R"({"format": "form", "retries": 5})");
  const std::string second = Pay(api, "o-2");
  api.Control("POST", "/clock/advance", R"({"by": "10m"})");
  CHECK(api.sender.posts().size() == 1 + 1 + 5);
  CHECK(api.sender.bodies().back() == "imp_uid=" + second + "&merchant_uid=o-2&status=paid");
}

TEST_CASE(
    "C20: an API cancellation sends a webhook only if configured, one in the console always does",
    "[gateway][common]") {
  TestApi api(SetupWithHook());
  const std::string quiet = Pay(api, "o-1");
  const std::string loud = Pay(api, "o-2");
  const std::string console = Pay(api, "o-3");
  api.Post(kCancel, {{"imp_uid", quiet}});
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid", "paid"});
  api.Post(kCancel, {{"imp_uid", loud}, {"enable_webhook", true}});
  CHECK(SettleAndListWebhooks(api).size() == 4);
  CHECK(
      IsCancellationId(Json::parse(api.sender.bodies()[3])["cancellation_id"].get<std::string>()));
  api.Control("POST", "/actions/cancel", R"({"imp_uid": ")" + console + R"("})");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid", "paid", "cancelled", "cancelled"});
}

TEST_CASE(
    "C21: a window does not open for an amount that is a string or an order number that is a "
    "number",
    "[gateway][common]") {
  TestApi api;
  const std::string before = api.Describe();
  const auto [params, message] = GENERATE(table<std::string, std::string>({
      {R"({"merchant_uid": "o-1", "amount": "1000"})",
       "amount 파라메터가 올바르지 않습니다. (number여야 합니다)"},
      {R"({"merchant_uid": 1, "amount": 1000})",
       "merchant_uid 파라메터가 올바르지 않습니다. (string이어야 합니다)"},
      {R"({"merchant_uid": "o-1"})", "amount 파라메터가 누락되었습니다."},
      {R"({"amount": 1000})", "merchant_uid 파라메터가 누락되었습니다."},
  }));
  const TestReply reply = api.Control("POST", "/checkouts", R"({"params": )" + params + "}");
  CHECK(reply.status == 200);
  CHECK(reply.json["callback"]["success"] == false);
  CHECK(reply.json["callback"]["imp_uid"].is_null());
  CHECK(reply.json["callback"]["error_msg"] == message);
  CHECK(reply.json["payment"].is_null());
  CHECK(api.Describe() == before);
}

}  // namespace
}  // namespace portone::gateways
