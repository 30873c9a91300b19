// SPDX-License-Identifier: MIT
// GET /payments/{imp_uid} and /payments/find/{merchant_uid}[/{status}], POST /payments/cancel.
#include "support/cancellation_id.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CheckErrorOrder;
using testing::GetShape;
using testing::IsCancellationId;
using testing::OnetimeBody;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kCancel = "/payments/cancel";
constexpr const char* kUnknown = "404 -1 존재하지 않는 결제정보입니다.";
constexpr const char* kNoTarget = "400 -1 취소하실 imp_uid 또는 merchant_uid를 지정해주셔야합니다.";
constexpr const char* kNothingToCancel = "200 1 취소할 결제건이 존재하지 않습니다.";
constexpr const char* kDeclining = "4000-0000-0000-0341";

Json Pay(TestApi& api, std::string_view merchant_uid,
         std::string_view card = testing::kGoodCardDashed) {
  const TestReply reply = api.Post("/subscribe/payments/onetime", OnetimeBody(merchant_uid, card));
  REQUIRE(Summary(reply) == "200 0");
  return reply.response();
}

std::string GetImpUid(const Json& payment) {
  return payment["imp_uid"].get<std::string>();
}

/// The id of the payment's cancellation number `index`, from 0.
std::string GetCancellationId(TestApi& api, const std::string& imp_uid, std::size_t index) {
  return api.Get("/payments/" + imp_uid).response()["cancel_history"][index]["cancellation_id"];
}

TEST_CASE("find: a payment is found by its imp_uid", "[api][payment]") {
  TestApi api;
  const Json paid = Pay(api, "o-1");
  const std::string target = "/payments/" + GetImpUid(paid);
  CHECK(api.Get(target).response() == paid);
  CHECK(api.Get(target + "/").response() == paid);
  CHECK(api.Get(target + "?include_sandbox=true").response() == paid);
  CHECK(Summary(api.Get("/payments/imp_000000000000")) == kUnknown);
}

TEST_CASE("find: the newest attempt of an order is found, by status or any", "[api][payment]") {
  TestApi api;
  const Json failed = Pay(api, "o-1", kDeclining);
  const Json paid = Pay(api, "o-1");
  CHECK(api.Get("/payments/find/o-1").response() == paid);
  CHECK(api.Get("/payments/find/o-1/").response() == paid);
  CHECK(api.Get("/payments/find/o-1/all").response() == paid);
  CHECK(api.Get("/payments/find/o-1/paid").response() == paid);
  CHECK(api.Get("/payments/find/o-1/failed").response() == failed);
  CHECK(Summary(api.Get("/payments/find/o-1/ready")) == kUnknown);
  CHECK(Summary(api.Get("/payments/find/o-1/cancelled")) == kUnknown);
  CHECK(Summary(api.Get("/payments/find/nowhere")) == kUnknown);
  CHECK(Summary(api.Get("/payments/find/nowhere/paid")) == kUnknown);
}

TEST_CASE("find: a status that does not exist is refused", "[api][payment]") {
  TestApi api;
  CHECK(Summary(api.Get("/payments/find/o-1/done")) == "400 -1 지원되지 않는 상태값입니다.");
  CHECK(Summary(api.Get("/payments/find/nowhere/PAID")) == "400 -1 지원되지 않는 상태값입니다.");
}

TEST_CASE("find: an encoded slash stays within its path segment", "[api][payment]") {
  TestApi api;
  Pay(api, "2024/01/31 주문");
  const TestReply reply = api.Get("/payments/find/2024%2F01%2F31%20%EC%A3%BC%EB%AC%B8");
  CHECK(reply.response()["merchant_uid"] == "2024/01/31 주문");
}

TEST_CASE("cancel: a full cancellation is shown in the payment and its history", "[api][cancel]") {
  TestApi api;
  const Json paid = Pay(api, "o-1");
  api.Control("POST", "/clock/advance", R"({"by": "90s"})");
  const TestReply reply = api.Post(kCancel, {{"imp_uid", GetImpUid(paid)}});
  REQUIRE(Summary(reply) == "200 0");
  const Json cancelled = reply.response();
  CHECK(cancelled["status"] == "cancelled");
  CHECK(cancelled["amount"] == 10'000);
  CHECK(cancelled["cancel_amount"] == 10'000);
  CHECK(cancelled["cancelled_at"] == ToUnixSeconds(Start()) + 90);
  CHECK(cancelled["cancel_reason"] == "취소요청api");
  CHECK(cancelled["paid_at"] == paid["paid_at"]);
  REQUIRE(cancelled["cancel_history"].size() == 1);
  const Json entry = cancelled["cancel_history"][0];
  CHECK(GetShape(entry) == Strings{"pg_tid string", "amount integer", "cancelled_at integer",
                                   "reason string", "receipt_url string",
                                   "cancellation_id string"});
  CHECK(IsCancellationId(entry["cancellation_id"].get<std::string>()));
  CHECK(cancelled["cancel_receipt_urls"] == Json::array({paid["receipt_url"]}));
  CHECK(api.Get("/payments/" + GetImpUid(paid)).response() == cancelled);
}

TEST_CASE("cancel: partial cancellations are accepted until nothing remains", "[api][cancel]") {
  TestApi api;
  const std::string imp_uid = GetImpUid(Pay(api, "o-1"));
  const Json first =
      api.Post(kCancel, {{"imp_uid", imp_uid}, {"amount", 3'000}, {"reason", "하나"}}).response();
  CHECK(first["status"] == "cancelled");
  CHECK(first["amount"] == 10'000);
  CHECK(first["cancel_amount"] == 3'000);
  const Json second =
      api.Post(kCancel, {{"merchant_uid", "o-1"}, {"amount", "2000"}, {"checksum", 7'000}})
          .response();
  CHECK(second["cancel_amount"] == 5'000);
  const Json last = api.Post(kCancel, {{"merchant_uid", "o-1"}, {"amount", 0}}).response();
  CHECK(last["cancel_amount"] == 10'000);
  REQUIRE(last["cancel_history"].size() == 3);
  CHECK(last["cancel_history"][0]["reason"] == "하나");
  CHECK(last["cancel_history"][1]["amount"] == 2'000);
  CHECK(last["cancel_history"][2]["amount"] == 5'000);
  CHECK(last["cancel_reason"] == "취소요청api");
  CHECK(Summary(api.Post(kCancel, {{"imp_uid", imp_uid}})) == "200 1 이미 전액취소된 주문입니다.");
}

TEST_CASE("cancel: checks run in order and change nothing", "[api][cancel]") {
  TestApi api;
  Pay(api, "done");
  api.Post(kCancel, {{"merchant_uid", "done"}});
  const std::string done = GetImpUid(api.Get("/payments/find/done").response());
  const std::string failed = GetImpUid(Pay(api, "failed", kDeclining));
  const std::string paid = GetImpUid(Pay(api, "paid"));
  api.Post(kCancel, {{"merchant_uid", "paid"}, {"amount", 4'000}});
  CheckErrorOrder(
      api, kCancel,
      {
          {R"({"amount": 6001, "checksum": 10000})", kNoTarget},
          {R"({"imp_uid": null, "merchant_uid": ""})", kNoTarget},
          {R"({"imp_uid": "imps_000000000000", "merchant_uid": "paid"})", kNothingToCancel},
          {R"({"imp_uid": ")" + failed + "\"}", kNothingToCancel},
          {R"({"imp_uid": ")" + done + "\"}", "200 1 이미 전액취소된 주문입니다."},
          {R"({"imp_uid": ")" + paid + "\"}",
           "200 1 checksum이 취소가능 금액과 일치하지 않습니다. (취소가능 금액 : 6000)"},
          {R"({"checksum": "6000"})",
           "200 1 취소 요청금액(amount)이 취소가능 금액을 초과합니다. (취소가능 금액 : 6000)"},
          {R"({"amount": 6000})", "200 0"},
      });
}

TEST_CASE("cancel: an unknown order number is refused like an unknown imp_uid", "[api][cancel]") {
  TestApi api;
  CHECK(Summary(api.Post(kCancel, {{"merchant_uid", "nowhere"}})) == kNothingToCancel);
  CHECK(Summary(api.Post("/payments/cancel/", {{"imp_uid", "imp_1"}})) == kNothingToCancel);
}

TEST_CASE("cancel: by order number a failed attempt does not hide the paid one", "[api][cancel]") {
  TestApi api;
  Pay(api, "o-1", kDeclining);
  const Json paid = Pay(api, "o-1");
  CHECK(api.Post(kCancel, {{"merchant_uid", "o-1"}}).response()["imp_uid"] == paid["imp_uid"]);
}

TEST_CASE("cancel: the error names the invalid amount parameter", "[api][cancel]") {
  TestApi api;
  Pay(api, "o-1");
  const std::string before = api.Describe();
  const std::string name = GENERATE("amount", "tax_free", "vat_amount", "checksum");
  const auto [value, why] = GENERATE(table<std::string, std::string>({
      {R"("x")", "숫자여야 합니다"},
      {"-1", "음수일 수 없습니다"},
      {"0.5", "해당 통화의 최소 단위보다 작은 금액입니다"},
      {"1000000000000", "금액이 너무 큽니다"},
      {"[1]", "단일 값이어야 합니다"},
  }));
  CAPTURE(name, value);
  const std::string body = R"({"merchant_uid": "o-1", ")" + name + "\": " + value + "}";
  CHECK(Summary(api.PostText(kCancel, body)) ==
        "400 -1 " + name + " 파라메터가 올바르지 않습니다. (" + why + ")");
  CHECK(api.Describe() == before);
}

TEST_CASE("cancel: an amount below the smallest unit is refused before an unknown payment",
          "[api][cancel]") {
  TestApi api;
  const std::string too_precise =
      "400 -1 checksum 파라메터가 올바르지 않습니다. (해당 통화의 최소 단위보다 작은 금액입니다)";
  CHECK(Summary(api.Post(kCancel, {{"merchant_uid", "nowhere"}, {"checksum", 0.5}})) ==
        too_precise);
  CHECK(Summary(api.Post(kCancel, {{"merchant_uid", "nowhere"}, {"checksum", "5.0"}})) ==
        kNothingToCancel);
  Pay(api, "o-1");
  api.Post(kCancel, {{"merchant_uid", "o-1"}});
  CHECK(Summary(api.Post(kCancel, {{"merchant_uid", "o-1"}, {"checksum", 0.5}})) == too_precise);
}

TEST_CASE("cancel: a webhook is sent only on request and only to the original recipients",
          "[api][cancel]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string imp_uid = GetImpUid(Pay(api, "o-1"));
  api.Control("POST", "/settle");
  REQUIRE(api.sender.posts().size() == 1);
  api.Post(kCancel, {{"imp_uid", imp_uid}, {"amount", 1'000}});
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().size() == 1);
  api.Post(kCancel, {{"imp_uid", imp_uid}, {"amount", 1'000}, {"enable_webhook", true}});
  api.Control("POST", "/settle");
  REQUIRE(api.sender.posts().size() == 2);
  CHECK(api.sender.bodies()[1] ==
        R"({"imp_uid":")" + imp_uid + R"(","merchant_uid":"o-1","status":"cancelled",)" +
            R"("cancellation_id":")" + GetCancellationId(api, imp_uid, 1) + R"("})");
}

TEST_CASE("cancel: a long reason is truncated", "[api][cancel]") {
  TestApi api;
  Pay(api, "o-1");
  const Json cancelled =
      api.Post(kCancel, {{"merchant_uid", "o-1"}, {"reason", std::string(300, 'r')}}).response();
  CHECK(cancelled["cancel_reason"] == std::string(256, 'r'));
}

TEST_CASE("webhook: a charge notifies its own URLs or else the console's", "[api][webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/console"));
  const auto [notice_url, urls] = GENERATE(table<std::string, Strings>({
      {"null", {"http://shop/console"}},
      {R"("http://shop/own")", {"http://shop/own"}},
      {R"(["http://shop/a", "http://shop/b"])", {"http://shop/a", "http://shop/b"}},
      {"[]", {"http://shop/console"}},
  }));
  CAPTURE(notice_url);
  Json body = OnetimeBody("o-1");
  body["notice_url"] = Json::parse(notice_url);
  REQUIRE(api.Post("/subscribe/payments/onetime", body).code() == 0);
  api.Control("POST", "/settle");
  CHECK(api.sender.urls() == urls);
}

}  // namespace
}  // namespace portone
