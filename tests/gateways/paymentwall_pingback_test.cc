// SPDX-License-Identifier: MIT
// Paymentwall's pingbacks, row by row and as scenarios (docs/gateways/paymentwall.md).
#include <algorithm>
#include <utility>

#include "gateways/paymentwall_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;               // NOLINT(google-build-using-namespace)
using namespace portone::testing::paymentwall;  // NOLINT(google-build-using-namespace)

constexpr const char* kUnknownBuyer = "200 1 등록되지 않은 구매자입니다.";
constexpr const char* kReview = "(PG사 결제 장애) Internal error";

Json ScheduleBodyInAnHour(std::string_view merchant_uid) {
  return ScheduleBody("kim", {PaymentwallEntryBody(merchant_uid, kHour)});
}

TEST_CASE("W19: the key can be charged and scheduled once the webhook handler runs, and not before",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  REQUIRE(GetCallbackResult(OpenWindow(api, Params())) == "true - -");
  const auto try_both = [&api](const std::string& name) {
    return Strings{Summary(api.Post(kAgain, PaymentwallAgainBody("again-" + name))),
                   Summary(api.Post(kSchedule, ScheduleBodyInAnHour("schedule-" + name)))};
  };
  const Strings early{kUnknownBuyer, "200 1 등록된 고객정보가 없습니다."};
  CHECK(try_both("0") == early);
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);
  Advance(api, "4s");
  CHECK(GetStatus(api, "o-1") == "ready");
  CHECK(try_both("1") == early);
  CHECK(api.sender.posts().empty());
  std::vector<Strings> inside;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    const Json webhook = Json::parse(post.body);
    if (webhook["merchant_uid"] == "o-1") inside.push_back(try_both("2"));
    return RespondWith(200);
  });
  const Json report = Advance(api, "1s");
  CHECK(report["fired"][0]["kind"] == "pingback");
  CHECK(report["fired"][0]["outcome"] == "paid");
  CHECK(inside == std::vector<Strings>{{"200 0", "200 0"}});
  CHECK(GetStatus(api, "o-1") == "paid");
  CHECK(GetStatus(api, "again-2") == "paid");
  CHECK(try_both("3") == Strings{"200 0", "200 0"});
}

TEST_CASE("paymentwall: the key works even if the webhook receiver cannot be reached",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  const auto script = api.sender.RespondUsing(
      [](const webhook::Post& /*post*/) { return FailWith("connection refused"); });
  REQUIRE(GetCallbackResult(OpenWindow(api, Params())) == "true - -");
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-2"))) == kUnknownBuyer);
  Advance(api, "5s");
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-2"))) == "200 0");
  TestApi without_webhook;
  Issue(without_webhook);
  CHECK(Summary(without_webhook.Post(kAgain, PaymentwallAgainBody("o-2"))) == "200 0");
}

TEST_CASE(
    "W20: a payment under review fails first, and two minutes later is paid and sends a webhook",
    "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  const TestReply reply = OpenWindow(api, BrickParams("o-1", "555"));
  CHECK(GetCallbackResult(reply) == std::string("false 1000 ") + kReview);
  CHECK(reply.json["payment"]["status"] == "failed");
  CHECK(reply.json["payment"]["fail_reason"] == kReview);
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-2"))) == kUnknownBuyer);
  Advance(api, "119s");
  CHECK(GetStatus(api, "o-1") == "failed");
  CHECK(SettleAndListWebhooks(api).empty());
  Advance(api, "1s");
  const Json paid = api.Get("/payments/find/o-1").response();
  CHECK(paid["status"] == "paid");
  CHECK(paid["fail_reason"].is_null());
  CHECK(paid["failed_at"] == 0);
  CHECK(paid["paid_at"] == ToUnixSeconds(Start() + std::chrono::minutes{2}));
  CHECK(SettleAndListWebhooks(api) == Strings{"paid"});
  CHECK(api.Post(kAgain, PaymentwallAgainBody("o-2")).response()["status"] == "paid");
}

TEST_CASE("paymentwall: a merchant can cancel a payment that a review accepted too late",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  OpenWindow(api, BrickParams("o-1", "555"));
  OpenWindow(api, BrickParams("o-1"));  // the buyer tries again and is charged
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    const Json webhook = Json::parse(post.body);
    const bool is_late =
        api.Get("/payments/" + webhook["imp_uid"].get<std::string>()).response()["status"] ==
            "paid" &&
        api.sender.posts().size() == 2;
    if (is_late) {
      CHECK(Summary(api.Post("/payments/cancel", {{"imp_uid", webhook["imp_uid"]}})) == "200 0");
    }
    return RespondWith(200);
  });
  Advance(api, "3m");
  Strings statuses;
  const Json list = api.Get("/payments/findAll/o-1").response()["list"];
  for (const Json& payment : list)
    statuses.push_back(payment["status"].get<std::string>());
  std::sort(statuses.begin(), statuses.end());
  CHECK(statuses == Strings{"cancelled", "paid"});
}

TEST_CASE("paymentwall: a payment that a review declines stays failed and sends no webhook",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-1", "556"))) ==
        std::string("false 1000 ") + kReview);
  const Json before = api.Get("/payments/find/o-1").response();
  const Json report = Advance(api, "10m");
  CHECK(report["fired"].size() == 1);
  CHECK(report["fired"][0]["outcome"] == "failed");
  CHECK(api.Get("/payments/find/o-1").response() == before);
  CHECK(SettleAndListWebhooks(api).empty());
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-2"))) == kUnknownBuyer);
}

TEST_CASE("paymentwall: a review over REST is a failed payment with the same text, after review_s",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  SetSettings(api, {{"review_s", 30}});
  const TestReply reply = api.Post(kOnetime, PaymentwallOnetimeBody("o-1", "555"));
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["status"] == "failed");
  CHECK(reply.response()["fail_reason"] == kReview);
  Advance(api, "29s");
  CHECK(GetStatus(api, "o-1") == "failed");
  Advance(api, "1s");
  CHECK(GetStatus(api, "o-1") == "paid");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid"});
}

TEST_CASE("W21: a waiting payment sends no webhook, and its merchant_uid can be charged again",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  SetSettings(api, {{"pingback_s", 60}});
  REQUIRE(GetCallbackResult(OpenWindow(api, Params())) == "true - -");
  CHECK(GetCallbackResult(OpenWindow(api, Params())) == "true - -");
  Advance(api, "59s");
  CHECK(SettleAndListWebhooks(api).empty());
  CHECK(GetStatus(api, "o-1") == "ready");
  Advance(api, "1s");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid"});
}

TEST_CASE("paymentwall: record_until_pingback=paid shows the payment as paid and sends one webhook",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  SetSettings(api, {{"record_until_pingback", "paid"}});
  const TestReply reply = OpenWindow(api, Params("o-1"));
  CHECK(reply.json["callback"]["status"] == "paid");
  CHECK(api.Post(kOnetime, PaymentwallOnetimeBody("o-2")).response()["status"] == "paid");
  CHECK(SettleAndListWebhooks(api).empty());
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-3"))) == kUnknownBuyer);
  Advance(api, "5s");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid"});
  CHECK(Summary(api.Post(kAgain, PaymentwallAgainBody("o-3"))) == "200 0");
}

TEST_CASE("paymentwall: charge_pingback_s makes charges of the key wait too",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  Issue(api);
  CHECK(api.Post(kAgain, PaymentwallAgainBody("o-1")).response()["status"] == "paid");
  const auto state = GENERATE(as<std::string>(), "ready", "paid");
  SetSettings(api, {{"charge_pingback_s", 20}, {"record_until_pingback", state}});
  CHECK(api.Post(kAgain, PaymentwallAgainBody("o-2")).response()["status"] == state);
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBodyInAnHour("o-3"))) == "200 0");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid"});
  Advance(api, "20s");
  CHECK(SettleAndListWebhooks(api).size() == 3);
  Advance(api, "3575s");
  CHECK(GetStatus(api, "o-3") == state);
  CHECK(SettleAndListWebhooks(api).size() == 3);
  Advance(api, "20s");
  CHECK(GetStatus(api, "o-3") == "paid");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid", "paid", "paid"});
}

TEST_CASE("W22: a cancellation completes and sends its webhook when its pingback arrives",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  Issue(api);
  const Json cancel{{"merchant_uid", "issue"}, {"enable_webhook", true}};
  const TestReply reply = api.Post("/payments/cancel", cancel);
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["status"] == "paid");
  CHECK(reply.response()["cancel_amount"] == 0);
  CHECK(Summary(api.Post("/payments/cancel", cancel)) ==
        "200 1 이미 취소가 진행 중인 결제건입니다.");
  Advance(api, "4s");
  CHECK(GetStatus(api, "issue") == "paid");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid"});
  Advance(api, "1s");
  const Json cancelled = api.Get("/payments/find/issue").response();
  CHECK(cancelled["status"] == "cancelled");
  CHECK(cancelled["cancel_amount"] == 50);
  CHECK(cancelled["cancelled_at"] == ToUnixSeconds(Start() + std::chrono::seconds{10}));
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "cancelled"});
}

TEST_CASE("paymentwall: a manual pingback does not affect a later cancellation's delay",
          "[gateway][paymentwall]") {
  TestApi api;
  Issue(api);
  const auto cancel = [&api] {
    const Json part{{"merchant_uid", "issue"}, {"amount", 20}};
    REQUIRE(Summary(api.Post("/payments/cancel", part)) == "200 0");
  };
  const auto cancelled = [&api] {
    return api.Get("/payments/find/issue").response()["cancel_amount"];
  };
  cancel();
  Advance(api, "2s");
  REQUIRE(api.Control("POST", "/actions/pingback", R"({"merchant_uid": "issue"})").status == 200);
  CHECK(cancelled() == 20);
  cancel();
  Advance(api, "3s");  // when the first one would have been due
  CHECK(cancelled() == 20);
  Advance(api, "2s");
  CHECK(cancelled() == 40);
}

TEST_CASE("paymentwall: a cancellation before the payment's own webhook still sends one",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  SetSettings(api, {{"record_until_pingback", "paid"}, {"cancel_pingback_s", 60}});
  OpenWindow(api, Params("o-1"));
  const Json cancel{{"merchant_uid", "o-1"}, {"enable_webhook", true}};
  REQUIRE(Summary(api.Post("/payments/cancel", cancel)) == "200 0");
  CHECK(SettleAndListWebhooks(api).empty());
  Advance(api, "2m");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "cancelled"});
}

TEST_CASE("W22: cancel_pingback_s is how long a cancellation takes", "[gateway][paymentwall]") {
  TestApi api;
  SetSettings(api, {{"cancel_pingback_s", 60}});
  Issue(api);
  REQUIRE(Summary(api.Post("/payments/cancel", {{"merchant_uid", "issue"}})) == "200 0");
  Advance(api, "59s");
  CHECK(GetStatus(api, "issue") == "paid");
  Advance(api, "1s");
  CHECK(GetStatus(api, "issue") == "cancelled");
}

TEST_CASE("W23: without pingback setup a waiting payment stays in its stage forever",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  Issue(api);
  REQUIRE(SettleAndListWebhooks(api) == Strings{"paid"});
  SetSettings(api, {{"pingback_setup", "missing"}});
  OpenWindow(api, Params("o-1"));
  OpenWindow(api, BrickParams("o-2", "555"));
  CHECK(api.Post(kAgain, PaymentwallAgainBody("o-3")).response()["status"] == "ready");
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "issue"}})) == "200 0");
  CHECK(api.Control("GET", "/agenda").json["entries"].empty());
  Advance(api, "30d");
  CHECK(GetStatus(api, "o-1") == "ready");
  CHECK(GetStatus(api, "o-2") == "failed");
  CHECK(GetStatus(api, "o-3") == "ready");
  CHECK(GetStatus(api, "issue") == "paid");
  CHECK(SettleAndListWebhooks(api) == Strings{"paid"});
}

TEST_CASE("paymentwall: a late or missing pingback can be sent manually",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  const auto send_pingback = [&api](const std::string& body) {
    return ControlSummary(api.Control("POST", "/actions/pingback", body));
  };
  SetSettings(api, {{"pingback_setup", "missing"}});
  const std::string imp_uid = OpenWindow(api, Params("o-1")).json["payment"]["imp_uid"];
  CHECK(send_pingback(R"({"imp_uid": ")" + imp_uid + R"("})") == "200");
  CHECK(GetStatus(api, "o-1") == "paid");
  CHECK(api.Get("/subscribe/customers/kim").code() == 0);
  CHECK(send_pingback(R"({"merchant_uid": "o-1"})") ==
        "409 conflict - 존재하지 않는 결제정보입니다.");
  REQUIRE(Summary(api.Post("/payments/cancel", {{"imp_uid", imp_uid}})) == "200 0");
  CHECK(GetStatus(api, "o-1") == "paid");
  CHECK(send_pingback(R"({"merchant_uid": "o-1"})") == "200");
  CHECK(GetStatus(api, "o-1") == "cancelled");
  CHECK(send_pingback("{}").starts_with("400 "));
  // A pingback that was sent early is not sent again.
  SetSettings(api, Json::object());
  OpenWindow(api, Params("o-2"));
  CHECK(send_pingback(R"({"merchant_uid": "o-2"})") == "200");
  CHECK(Advance(api, "1h")["fired_total"] == 0);
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid"});
}

TEST_CASE("paymentwall: magic cvcs decline with their own texts, and the test cards are approved",
          "[gateway][paymentwall]") {
  TestApi api;
  CHECK(Summary(api.Post(kOnetime, PaymentwallOnetimeBody("o-1", "111"))) ==
        "200 -1 카드정보 인증에 실패하였습니다. [3014]Wrong CVV");
  CHECK(api.Get("/payments/find/o-1").status == 404);
  CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-2", "111"))) == "false 3014 Wrong CVV");
  for (const auto& [cvc, text] :
       {std::pair{"222",
                  "3011 Please contact your credit card company to check your available balance"},
        std::pair{"333", "3010 Please contact your credit card company to approve your payment"}}) {
    const std::string expected_text(text);
    const Json failed = api.Post(kOnetime, PaymentwallOnetimeBody("o-3", cvc)).response();
    CHECK(failed["status"] == "failed");
    CHECK(failed["fail_reason"] ==
          "[" + expected_text.substr(0, 4) + "] " + expected_text.substr(5));
    CHECK(GetCallbackResult(OpenWindow(api, BrickParams("o-4", cvc))) == "false " + expected_text);
    CHECK(GetStatus(api, "o-4") == "failed");
  }
  for (const char* card : {"4242-4242-4242-4242", "4000-0000-0000-0002"}) {
    TestApi accepting_api;
    const Json body = With(PaymentwallOnetimeBody("o-1"), {{"card_number", card}});
    CHECK(accepting_api.Post(kOnetime, body).response()["status"] == "ready");
    Advance(accepting_api, "5s");
    CHECK(GetStatus(accepting_api, "o-1") == "paid");
  }
}

TEST_CASE("paymentwall: every Brick error code has a text", "[gateway][paymentwall]") {
  TestApi api;
  for (const int code :
       {1000, 1001, 1003, 2111, 3000, 3001, 3002, 3003, 3004, 3005, 3006, 3008, 3009, 3010,
        3011, 3012, 3013, 3014, 3101, 3102, 3103, 3104, 3111, 3112, 3113, 3114, 3115, 3116,
        3200, 3201, 3202, 3203, 3204, 3205, 3206, 3301, 3302, 3303, 3304, 3305, 3306, 3401,
        3402, 3403, 3404, 3405, 3406, 3407, 3408, 4004, 4005, 4006, 4007, 4008, 5000}) {
    CAPTURE(code);
    const auto error = Rules("paymentwall").FindError(std::to_string(code));
    REQUIRE(error);
    CHECK_FALSE(error->message.empty());
  }
  api.headers = {{"X-PortOne-Test-Code", "3205"}};
  CHECK(api.Post(kOnetime, PaymentwallOnetimeBody("o-1")).response()["fail_reason"] ==
        "[3205] Duplicate charge");
}

}  // namespace
}  // namespace portone::gateways
