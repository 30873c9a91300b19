// SPDX-License-Identifier: MIT
// The samples of KCP's developer page with their values and placeholders unchanged, one sandbox
// each: browser samples as a checkout, curl samples as a request body.
#include <string>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr std::string_view kCustomer = "/subscribe/customers/your-customer-unique-id";

constexpr const char* kPaySample = R"({
  "channelKey": "{콘솔 내 연동 정보의 채널키}", "pay_method": "card",
  "merchant_uid": "order_no_0001", "name": "결제테스트", "amount": 1004, "company": "상호명",
  "buyer_email": "test@portone.io", "buyer_name": "구매자이름", "buyer_tel": "010-1234-5678",
  "buyer_addr": "서울특별시 강남구 삼성동", "buyer_postcode": "123-456", "language": "ko",
  "m_redirect_url": "https://testtest.test", "auth_mode": "key-in"})";

constexpr const char* kGiftSample = R"({
  "channelKey": "{콘솔 내 연동 정보의 채널키}", "pay_method": "cultureland",
  "merchant_uid": "A00021-TEST", "name": "당근 10kg", "amount": 1004,
  "buyer_email": "test@porton.io", "buyer_name": "포트원 기술지원팀", "buyer_tel": "010-1234-5678",
  "buyer_addr": "서울특별시 강남구 삼성동", "buyer_postcode": "123-456",
  "bypass": {"shop_user_id": "abaddd"}})";

constexpr const char* kPhoneSample = R"({
  "channelKey": "{콘솔 내 연동 정보의 채널키}", "pay_method": "phone",
  "merchant_uid": "A00021-TEST", "name": "당근 10kg", "amount": 1004,
  "buyer_email": "test@portone.io", "buyer_name": "포트원 기술지원팀",
  "buyer_tel": "010-1234-5678", "buyer_addr": "서울특별시 강남구 삼성동",
  "buyer_postcode": "123-456", "bypass": {"shop_user_id": "abaddd"}})";

constexpr const char* kKeySample = R"({
  "channelKey": "{콘솔 내 연동 정보의 채널키}", "pay_method": "card",
  "merchant_uid": "order_monthly_0001", "name": "정기결제", "amount": 0,
  "customer_uid": "your-customer-unique-id", "buyer_email": "test@portone.io",
  "buyer_name": "포트원", "buyer_tel": "02-1234-1234",
  "m_redirect_url": "https://testtest.test"})";

constexpr const char* kOnetimeSample =
    R"({"merchant_uid":"order_id_8237352", "card_number":"1234-1234-1234-1234", )"
    R"("expiry":"2019-01", "birth":"123456", "amount":3000})";

constexpr const char* kFirstChargeSample =
    R"({"customer_uid":"your-customer-unique-id", "merchant_uid":"order_id_8237352", )"
    R"("card_number":"1234-1234-1234-1234", "expiry":"2019-01", "birth":"123456", "amount":3000})";

constexpr const char* kIssueSample =
    R"({"card_number":"1234-1234-1234-1234", "expiry":"2025-12", "birth":"820213", )"
    R"("pwd_2digit":"00"})";

constexpr const char* kAgainSample =
    R"({"customer_uid":"your-customer-unique-id", "merchant_uid":"order_id_8237352", )"
    R"("amount":3000})";

engine::Setup SetupWithOnly(const std::string& pg) {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {
      {ChannelKey("channel-key-" + pg), PgCode(pg), std::string(Rules(pg).default_pg_id), {}}};
  return setup;
}

TestReply OpenWindow(TestApi& api, const std::string& sample, const std::string& device = "pc") {
  return api.Control("POST", "/checkouts",
                     R"({"params": )" + sample + R"(, "device": ")" + device + R"("})");
}

TEST_CASE("kcp: the samples of request_pay pay, on mobile by redirect", "[gateway][kcp]") {
  const auto [sample, method] = GENERATE(table<std::string, std::string>({
      {kPaySample, "card"},
      {kGiftSample, "cultureland"},
      {kPhoneSample, "phone"},
  }));
  TestApi api(SetupWithOnly("kcp"));
  const TestReply reply = OpenWindow(api, sample);
  CHECK(reply.json["callback"]["success"] == true);
  CHECK(reply.json["payment"]["pay_method"] == method);
  CHECK(reply.json["payment"]["amount"] == 1'004);
  CHECK(OpenWindow(api, sample).json["callback"]["success"] == false);
  TestApi mobile(SetupWithOnly("kcp"));
  const TestReply redirected = OpenWindow(mobile, kPaySample, "mobile");
  CHECK(redirected.json["callback"].is_null());
  CHECK(redirected.json["redirect_url"].get<std::string>().starts_with("https://testtest.test?"));
}

TEST_CASE("kcp: the sample of a key stores one for the samples of again", "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp_billing"));
  const TestReply reply = OpenWindow(api, kKeySample);
  CHECK(reply.json["callback"]["success"] == true);
  CHECK(reply.json["payment"]["customer_uid_usage"] == "issue");
  CHECK(api.PostText(kAgain, kAgainSample).response()["status"] == "paid");
}

TEST_CASE("kcp: the samples of curl pay once and store a key", "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  const Json payment = api.PostText(kOnetime, kOnetimeSample).response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["amount"] == 3'000);
  CHECK(payment["customer_uid"].is_null());
  CHECK(api.PostText(kOnetime, kFirstChargeSample).code() == 1);
  TestApi first(SetupWithOnly("kcp"));
  CHECK(first.PostText(kOnetime, kFirstChargeSample).response()["status"] == "paid");
  CHECK(first.Get(kCustomer).code() == 0);
  CHECK(first.PostText(kAgain, kAgainSample).code() == 1);
  TestApi issued(SetupWithOnly("kcp"));
  CHECK(issued.PostText(kAgain, kAgainSample).message() == "등록되지 않은 구매자입니다.");
  CHECK(issued.PostText(kCustomer, kIssueSample).code() == 0);
  CHECK(issued.PostText(kAgain, kAgainSample).response()["status"] == "paid");
}

TEST_CASE("K36: the page's schedule sample posts to again and is charged at once",
          "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  REQUIRE(api.PostText(kCustomer, kIssueSample).code() == 0);
  const Json payment = api.PostText(kAgain, kAgainSample).response();
  CHECK(payment["paid_at"] == ToUnixSeconds(Start()));
  CHECK(payment["customer_uid_usage"] == "payment");
  CHECK(api.Get("/subscribe/payments/schedule/order_id_8237352").status == 404);
}

}  // namespace
}  // namespace portone::gateways
