// SPDX-License-Identifier: MIT
// Subscriptions as in KCP's guide: PortOne's timer and a merchant's webhook handler, on the
// sandbox's clock (docs/gateways/kcp.md).
#include <string>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr std::string_view kUnschedule = "/subscribe/payments/unschedule";
constexpr int kMonth = 30;

engine::Setup KcpSetup() {
  engine::Setup setup = SetupWithWebhook("http://shop.test/hook");
  setup.merchant.channels = {{ChannelKey("channel-key-kcp"), PgCode("kcp"), "T0000", {}}};
  return setup;
}

void StoreKey(TestApi& api, std::string_view card = kGoodCardDashed) {
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody(card))) == "200 0");
}

void ScheduleCharge(TestApi& api, const std::string& merchant_uid, Instant at) {
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBody("kim", {EntryBody(merchant_uid, at)}))) ==
          "200 0");
}

void Advance(TestApi& api, int days) {
  const Json by{{"by", std::to_string(days) + "d"}};
  REQUIRE(api.Control("POST", "/clock/advance", by.dump()).status == 200);
}

/// Waits until all webhooks are sent; returns order number and status of each: "month-1 paid".
Strings SettleAndListWebhooks(TestApi& api) {
  api.Control("POST", "/settle");
  Strings statuses;
  for (const std::string& body : api.sender.bodies()) {
    const Json webhook = Json::parse(body);
    statuses.push_back(webhook["merchant_uid"].get<std::string>() + " " +
                       webhook["status"].get<std::string>());
  }
  return statuses;
}

/// A merchant's back end: schedules the next month on `paid`, the next day on `failed`.
class Subscription {
 public:
  explicit Subscription(TestApi& api) : api_(api) {}

  void Begin() { ScheduleCharge(api_, "month-1", Start() + kMonth * kDay); }

  HttpResult HandleWebhook(const webhook::Post& post) {
    const Json webhook = Json::parse(post.body);
    const Json payment = api_.Get("/payments/" + webhook["imp_uid"].get<std::string>()).response();
    CHECK(payment["status"] == webhook["status"]);
    const bool paid = payment["status"] == "paid";
    const Instant at = FromUnixSeconds(payment[paid ? "paid_at" : "failed_at"].get<std::int64_t>());
    charges_.push_back(FormatIso(at).substr(0, 10) + " " + payment["status"].get<std::string>());
    ScheduleCharge(api_, "month-" + std::to_string(++planned_), at + (paid ? kMonth : 1) * kDay);
    return RespondWith(200);
  }

  const Strings& charges() const { return charges_; }

 private:
  TestApi& api_;
  int planned_ = 1;
  Strings charges_;
};

TEST_CASE(
    "K31, K32, K33: a paid month schedules the next one 30 days later, a failed one the next day",
    "[gateway][kcp]") {
  TestApi api(KcpSetup());
  StoreKey(api);
  api.Control("POST", "/faults", R"({"when": {"operation": "charge"}, "skip": 1,
      "then": {"decline": "insufficient_funds"}})");
  Subscription shop(api);
  shop.Begin();
  const auto script =
      api.sender.RespondUsing([&](const webhook::Post& post) { return shop.HandleWebhook(post); });
  Advance(api, 125);
  CHECK(shop.charges() == Strings{"2024-03-01 paid", "2024-03-31 failed", "2024-04-01 paid",
                                  "2024-05-01 paid", "2024-05-31 paid"});
  const Json second = api.Get("/payments/find/month-2").response();
  CHECK(second["fail_reason"] == "[CC10] 통장 잔액부족");
  CHECK(second["customer_uid_usage"] == "payment.scheduled");
  const Json next = api.Get(std::string(kSchedule) + "/month-6").response();
  CHECK(next["schedule_status"] == "scheduled");
  CHECK(next["schedule_at"] == ToUnixSeconds(Start() + 151 * kDay));
}

TEST_CASE(
    "K31: PortOne charges at the scheduled time and posts to the URL of the console or the order",
    "[gateway][kcp]") {
  TestApi api(KcpSetup());
  StoreKey(api);
  ScheduleCharge(api, "month-1", Start() + kDay);
  Json entry = EntryBody("month-2", Start() + 2 * kDay);
  entry["notice_url"] = "http://shop.test/own";
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBody("kim", {entry}))) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "86399s"})");
  CHECK(api.Get("/payments/find/month-1").status == 404);
  api.Control("POST", "/clock/advance", R"({"by": "1s"})");
  CHECK(api.Get("/payments/find/month-1").response()["paid_at"] == ToUnixSeconds(Start() + kDay));
  Advance(api, 1);
  CHECK(SettleAndListWebhooks(api) == Strings{"month-1 paid", "month-2 paid"});
  CHECK(api.sender.urls() == Strings{"http://shop.test/hook", "http://shop.test/own"});
}

TEST_CASE("K32: several months can be scheduled at once", "[gateway][kcp]") {
  TestApi api(KcpSetup());
  StoreKey(api);
  std::vector<Json> months;
  for (int i = 1; i <= 3; ++i)
    months.push_back(EntryBody("month-" + std::to_string(i), Start() + i * kMonth * kDay));
  REQUIRE(api.Post(kSchedule, ScheduleBody("kim", months)).response().size() == 3);
  Advance(api, 3 * kMonth);
  CHECK(SettleAndListWebhooks(api) == Strings{"month-1 paid", "month-2 paid", "month-3 paid"});
}

TEST_CASE("K33: days are counted, so the end of a month shifts nothing", "[gateway][kcp]") {
  TestApi api(KcpSetup());
  StoreKey(api, "4000-0000-0000-9995");
  Subscription shop(api);
  shop.Begin();
  const auto script =
      api.sender.RespondUsing([&](const webhook::Post& post) { return shop.HandleWebhook(post); });
  Advance(api, kMonth + 2);
  CHECK(shop.charges() == Strings{"2024-03-01 failed", "2024-03-02 failed", "2024-03-03 failed"});
}

TEST_CASE(
    "K34: again replies at once and sends no webhook on failure, a schedule sends one either way",
    "[gateway][kcp]") {
  TestApi api(KcpSetup());
  StoreKey(api, "4000-0000-0000-9995");
  const TestReply now = api.Post(kAgain, AgainBody("kim", "cron-1"));
  CHECK(now.response()["status"] == "failed");
  CHECK(SettleAndListWebhooks(api).empty());
  ScheduleCharge(api, "timer-1", Start() + kDay);
  Advance(api, 1);
  CHECK(SettleAndListWebhooks(api) == Strings{"timer-1 failed"});
  StoreKey(api);
  CHECK(api.Post(kAgain, AgainBody("kim", "cron-2")).response()["status"] == "paid");
  ScheduleCharge(api, "timer-2", Start() + 2 * kDay);
  Advance(api, 1);
  CHECK(SettleAndListWebhooks(api) == Strings{"timer-1 failed", "cron-2 paid", "timer-2 paid"});
}

TEST_CASE("K35: once a key exists, schedules are added and revoked without the buyer",
          "[gateway][kcp]") {
  TestApi api(KcpSetup());
  StoreKey(api);
  ScheduleCharge(api, "a-1", Start() + kDay);
  ScheduleCharge(api, "a-2", Start() + 2 * kDay);
  const TestReply revoked =
      api.Post(kUnschedule, {{"customer_uid", "kim"}, {"merchant_uid", "a-1"}});
  CHECK(Summary(revoked) == "200 0");
  ScheduleCharge(api, "a-3", Start() + 3 * kDay);
  Advance(api, 3);
  CHECK(SettleAndListWebhooks(api) == Strings{"a-2 paid", "a-3 paid"});
  CHECK(api.Get("/payments/find/a-1").status == 404);
  CHECK(Summary(api.Post(kUnschedule, {{"customer_uid", "kim"}})) ==
        "200 1 취소할 예약결제 기록이 존재하지 않습니다.");
}

}  // namespace
}  // namespace portone::gateways
