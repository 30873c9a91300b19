// SPDX-License-Identifier: MIT
// POST /subscribe/payments/onetime, and the payment object that every charge returns.
#include <algorithm>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::CheckErrorOrder;
using testing::GetShape;
using testing::kOnetime;
using testing::OnetimeBody;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kOrderUsed =
    "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)";

/// The shape of a paid card payment; other shapes are expressed as differences from it.
Strings PaidShape() {
  return {"amount integer",
          "apply_num string",
          "bank_code null",
          "bank_name null",
          "buyer_addr null",
          "buyer_email null",
          "buyer_name null",
          "buyer_postcode null",
          "buyer_tel null",
          "cancel_amount integer",
          "cancel_history array",
          "cancel_reason null",
          "cancel_receipt_urls array",
          "cancelled_at integer",
          "card_code string",
          "card_issuer_code null",
          "card_issuer_name null",
          "card_name string",
          "card_number string",
          "card_publisher_code null",
          "card_publisher_name null",
          "card_quota integer",
          "card_type integer",
          "cash_receipt_issued boolean",
          "channel string",
          "currency string",
          "custom_data null",
          "customer_uid null",
          "customer_uid_usage null",
          "deposit_history array",
          "emb_pg_provider null",
          "escrow boolean",
          "fail_reason null",
          "failed_at integer",
          "imp_uid string",
          "merchant_uid string",
          "name string",
          "paid_at integer",
          "pay_method string",
          "pg_id string",
          "pg_provider string",
          "pg_tid string",
          "promotion null",
          "receipt_url string",
          "sandbox boolean",
          "started_at integer",
          "status string",
          "user_agent null",
          "vbank_code null",
          "vbank_date integer",
          "vbank_holder null",
          "vbank_issued_at integer",
          "vbank_name null",
          "vbank_num null"};
}

TEST_CASE("onetime: at most a hundred notice urls are accepted", "[api]") {
  TestApi api;
  Json body = testing::OnetimeBody("o-1");
  for (int i = 0; i < 101; ++i)
    body["notice_url"].push_back("http://shop/" + std::to_string(i));
  CHECK(Summary(api.Post("/subscribe/payments/onetime", body)) ==
        "400 -1 notice_url 파라메터가 올바르지 않습니다. (100개까지 가능합니다)");
  CHECK(api.Get("/payments/find/o-1").status == 404);
  body["notice_url"].erase(0);
  CHECK(api.Post("/subscribe/payments/onetime", body).code() == 0);
}

TEST_CASE("payment: it has every documented key, in alphabetical order", "[api][payment]") {
  TestApi api;
  const TestReply reply = api.Post(kOnetime, OnetimeBody("o-1"));
  REQUIRE(Summary(reply) == "200 0");
  CHECK(GetShape(reply.response()) == PaidShape());
  Strings sorted = PaidShape();
  std::sort(sorted.begin(), sorted.end());
  CHECK(sorted == PaidShape());
}

TEST_CASE("onetime: an approved charge is a paid payment", "[api][payment]") {
  TestApi api;
  const Json payment = api.Post(kOnetime, OnetimeBody("o-1")).response();
  CHECK_THAT(payment["imp_uid"].get<std::string>(), Catch::Matches("imps_[0-9]{12}"));
  CHECK_THAT(payment["apply_num"].get<std::string>(), Catch::Matches("[0-9]{8}"));
  CHECK_THAT(payment["pg_tid"].get<std::string>(),
             Catch::Matches("nictest04m0116240131090000[0-9]{4}"));
  CHECK_THAT(payment["receipt_url"].get<std::string>(),
             Catch::StartsWith("http://localhost/_emulator/receipts/npg.nicepay.co.kr/issue/"));
  CHECK(payment["merchant_uid"] == "o-1");
  CHECK(payment["amount"] == 10'000);
  CHECK(payment["name"] == "커피");
  CHECK(payment["status"] == "paid");
  CHECK(payment["channel"] == "api");
  CHECK(payment["pay_method"] == "card");
  CHECK(payment["currency"] == "KRW");
  CHECK(payment["card_number"] == "12341234****1234");
  CHECK(payment["started_at"] == ToUnixSeconds(Start()) - 1);
  CHECK(payment["paid_at"] == ToUnixSeconds(Start()));
  CHECK(payment["failed_at"] == 0);
  CHECK(payment["cancelled_at"] == 0);
  CHECK(payment["cancel_amount"] == 0);
  CHECK(payment["cancel_history"].empty());
  CHECK(payment["sandbox"] == true);
}

TEST_CASE("onetime: the merchant's order data is returned", "[api][payment]") {
  TestApi api;
  Json body = OnetimeBody("o-1");
  body.update(Json{{"amount", 60'000},
                   {"buyer_name", "김영희"},
                   {"buyer_tel", "010-1234-5678"},
                   {"buyer_email", "kim@example.com"},
                   {"buyer_addr", "서울"},
                   {"buyer_postcode", "06018"},
                   {"card_quota", 3},
                   {"custom_data", Json{{"cart", Json::array({1, 2})}}}});
  const api::Request request{"POST",
                             kOnetime,
                             {{"Authorization", api.GetToken()},
                              {"Content-Type", "application/json"},
                              {"User-Agent", "Go-http-client/1.1"}},
                             body.dump()};
  const Json payment = api.Send(request).response();
  CHECK(payment["buyer_name"] == "김영희");
  CHECK(payment["buyer_tel"] == "010-1234-5678");
  CHECK(payment["buyer_email"] == "kim@example.com");
  CHECK(payment["buyer_addr"] == "서울");
  CHECK(payment["buyer_postcode"] == "06018");
  CHECK(payment["card_quota"] == 3);
  CHECK(payment["custom_data"] == R"({"cart":[1,2]})");
  CHECK(payment["user_agent"] == "Go-http-client/1.1");
}

TEST_CASE("onetime: a User-Agent that is not UTF-8 is left out of the reply", "[api][payment]") {
  TestApi api;
  const TestReply reply = api.Send({"POST",
                                    kOnetime,
                                    {{"Authorization", api.GetToken()},
                                     {"Content-Type", "application/json"},
                                     {"User-Agent", "caf\xE9"}},
                                    OnetimeBody("o-1").dump()});
  CHECK(reply.response()["user_agent"].is_null());
}

TEST_CASE("onetime: a declined card gives code 0 with a failed payment", "[api][payment]") {
  TestApi api;
  const TestReply reply = api.Post(kOnetime, OnetimeBody("o-1", "4000-0000-0000-0341"));
  CHECK(Summary(reply) == "200 0");
  const Json payment = reply.response();
  CHECK(payment["status"] == "failed");
  CHECK(payment["fail_reason"] == "[3095] 카드사 실패 응답");
  CHECK(payment["failed_at"] == ToUnixSeconds(Start()));
  CHECK(payment["paid_at"] == 0);
  for (const char* key : {"apply_num", "pg_tid", "receipt_url"}) {
    CAPTURE(key);
    CHECK(payment[key].is_null());
  }
  CHECK(payment.size() == PaidShape().size());
}

TEST_CASE("onetime: checks run in order and change nothing", "[api][payment]") {
  TestApi api;
  REQUIRE(api.Post(kOnetime, OnetimeBody("used")).code() == 0);
  CheckErrorOrder(
      api, kOnetime,
      {
          {R"({"channel_key": "nowhere"})", R"x(200 1 ["merchant_uid"] 파라메터는 필수입니다.)x"},
          {R"({"merchant_uid": "used"})", R"x(200 1 ["amount"] 파라메터는 필수입니다.)x"},
          {R"({"amount": 100})", R"x(200 1 ["card_number"] 파라메터는 필수입니다.)x"},
          {R"({"card_number": "card-number"})", R"x(200 1 ["expiry"] 파라메터는 필수입니다.)x"},
          {R"({"expiry": "2030-12"})", kOrderUsed},
          {R"({"merchant_uid": "new"})", "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다."},
          {R"({"channel_key": null})",
           "200 -1 카드정보 인증에 실패하였습니다. "
           "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
          {R"({"card_number": "4092-0230-1234-1234"})",
           "200 -1 카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림"},
          {R"({"card_number": "1234-1234-1234-1234"})",
           "200 -1 결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 불가)"},
          {R"({"amount": 49999, "card_quota": 2})",
           "200 -1 결제에 실패하였습니다. [3024] 할부 최소금액 오류(50000미만)"},
          {R"({"amount": 50000})", "200 0"},
          {R"({})", kOrderUsed},
      });
}

TEST_CASE("onetime: KCP refuses with its own codes", "[api][payment]") {
  TestApi api;
  CheckErrorOrder(
      api, kOnetime,
      {
          {R"({"pg": "kcp", "merchant_uid": "o-1", "amount": 99, "expiry": "2030-12",
               "card_number": "1111-1111-1111-1111"})",
           "200 -1 카드정보 인증에 실패하였습니다. [CC14]카드번호 오류"},
          {R"({"card_number": "1234-1234-1234-1234"})",
           "200 -1 결제에 실패하였습니다. [9010] 카드 최소 결제 금액은 1000원 이상입니다."},
          {R"({"amount": 1000, "card_quota": 2})",
           "200 -1 결제에 실패하였습니다. [CC16] 할부개월수 오류"},
          {R"({"card_quota": 0})", "200 0"},
      });
}

TEST_CASE("onetime: with a customer_uid the key is stored", "[api][payment]") {
  TestApi api;
  Json body = OnetimeBody("o-1");
  body["customer_uid"] = "kim";
  body["buyer_name"] = "김영희";
  const Json payment = api.Post(kOnetime, body).response();
  CHECK(payment["customer_uid"] == "kim");
  CHECK(payment["customer_uid_usage"] == "payment");
  const Json customer = api.Get("/subscribe/customers/kim").response();
  CHECK(customer["customer_name"] == "김영희");
  CHECK(customer["card_number"] == payment["card_number"]);
}

TEST_CASE("onetime: a declined first charge stores no key and keeps the old one",
          "[api][payment]") {
  TestApi api;
  Json declined = OnetimeBody("o-1", "4000-0000-0000-0341");
  declined["customer_uid"] = "kim";
  CHECK(api.Post(kOnetime, declined).response()["status"] == "failed");
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);

  const TestReply issued = api.Post("/subscribe/customers/kim", testing::CardBody());
  declined["merchant_uid"] = "o-2";
  CHECK(api.Post(kOnetime, declined).response()["status"] == "failed");
  CHECK(api.Get("/subscribe/customers/kim").json == issued.json);
}

TEST_CASE("onetime: a failed attempt does not use up its merchant_uid", "[api][payment]") {
  TestApi api;
  const Json failed = api.Post(kOnetime, OnetimeBody("o-1", "4000-0000-0000-0341")).response();
  const Json paid = api.Post(kOnetime, OnetimeBody("o-1")).response();
  CHECK(paid["status"] == "paid");
  CHECK(paid["imp_uid"] != failed["imp_uid"]);
}

TEST_CASE("onetime: with merchant_uid_reuse strict, a failed attempt uses up its merchant_uid",
          "[api][payment]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.merchant_uid_reuse = MerchantUidReuse::kStrict;
  TestApi api(setup);
  CHECK(api.Post(kOnetime, OnetimeBody("o-1", "4000-0000-0000-0341")).code() == 0);
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == kOrderUsed);
}

TEST_CASE("onetime: a cancelled order still blocks its merchant_uid", "[api][payment]") {
  TestApi api;
  api.Post(kOnetime, OnetimeBody("o-1"));
  CHECK(api.Post("/payments/cancel", {{"merchant_uid", "o-1"}}).code() == 0);
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == kOrderUsed);
}

TEST_CASE("onetime: with long_merchant_uid refuse, a merchant_uid has at most 40 characters",
          "[api][payment]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.long_merchant_uid = LongMerchantUid::kRefuse;
  TestApi api(setup);
  CHECK(Summary(api.Post(kOnetime, OnetimeBody(std::string(40, 'm')))) == "200 0");
  CHECK(Summary(api.Post(kOnetime, OnetimeBody(std::string(41, 'm')))) ==
        "200 1 merchant_uid 파라메터는 최대 40자까지 가능합니다.");
}

TEST_CASE("onetime: the length limit of descriptions counts characters, not bytes",
          "[api][payment]") {
  TestApi api;
  Json body = OnetimeBody("o-1");
  std::string korean;
  for (int i = 0; i < 50; ++i)
    korean += "김";
  body["name"] = korean;
  body["buyer_name"] = korean;
  const Json payment = api.Post(kOnetime, body).response();
  CHECK(payment["name"] == korean.substr(0, 40 * 3));
  CHECK(payment["buyer_name"] == korean.substr(0, 16 * 3));
}

}  // namespace
}  // namespace portone
