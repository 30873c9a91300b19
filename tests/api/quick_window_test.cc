// SPDX-License-Identifier: MIT
// The window of a quick pay: what its actions leave, and what they need.
#include <string>

#include "support/injected_faults.h"
#include "support/quick_pay.h"

namespace portone {
namespace {

using testing::QuickPayShop;
using testing::Summary;

TEST_CASE("quick window: an action leaves a payment without money", "[window][kcpquick]") {
  QuickPayShop shop;
  const Json payment = shop.Act("UserRegister").json["payment"];
  CHECK(payment["status"] == "paid");
  CHECK(payment["amount"] == 0);
  CHECK(Summary(shop.api.Post("/payments/cancel", {{"imp_uid", payment["imp_uid"]}})) ==
        "200 1 빌링키 발급 건은 취소할 수 없습니다. (결제 승인이 이루어지지 않은 건입니다)");
}

TEST_CASE("quick window: a registered card pays, also automatically", "[window][kcpquick]") {
  QuickPayShop shop;
  const Json pay{{"customer_uid", "card-1"}, {"amount", 5'000}};
  CHECK(shop.Do("Pay", pay) == "EM56 등록되지 않은 결제수단입니다");
  const Json registered =
      shop.Act("Register", {{"customer_uid", "card-1"}}, {{"registerAutoPay", true}})
          .json["payment"];
  CHECK(registered["customer_uid_usage"] == "issue");
  CHECK(registered["customer_uid"] == "card-1");
  CHECK(shop.api.Get("/subscribe/customers/card-1").response()["pg_provider"] == "kcp_quick");
  CHECK(shop.Members()[0]["autopay_keys"] == 1);
  const Json paid = shop.Act("Pay", pay).json["payment"];
  CHECK(paid["status"] == "paid");
  CHECK(paid["amount"] == 5'000);
  CHECK(paid["customer_uid"] == "card-1");
  CHECK(paid["customer_uid_usage"] == "payment");
  CHECK(shop.Do("Deregister", {{"customer_uid", "card-1"}}) == "paid");
  CHECK(shop.Do("Pay", pay) == "EM56 등록되지 않은 결제수단입니다");
  CHECK(shop.Members()[0]["autopay_keys"] == 0);
}

TEST_CASE("quick window: a window without an action pays, as before", "[window][kcpquick]") {
  QuickPayShop shop;
  CHECK(testing::RunWindow(shop.api, testing::WindowParams("kcp_quick", "order-1"))
            .json["payment"]["status"] == "paid");
  CHECK(shop.Members().empty());
}

TEST_CASE("quick window: what was registered before a PIN was reset pays no more",
          "[window][kcpquick]") {
  QuickPayShop shop;
  REQUIRE(shop.Do("Register", {{"customer_uid", "card-1"}}) == "paid");
  REQUIRE(shop.api.Control("POST", "/clock/advance", R"({"by": "1m"})").status == 200);
  REQUIRE(shop.Do("PinReset") == "paid");
  const Json pay{{"customer_uid", "card-1"}, {"amount", 5'000}};
  CHECK(shop.Do("Pay", pay) == "EM56 등록되지 않은 결제수단입니다");
  REQUIRE(shop.Do("Register", {{"customer_uid", "card-1"}}) == "paid");
  CHECK(shop.Do("Pay", pay) == "paid");
}

TEST_CASE("quick window: operations on prepaid money must be announced", "[window][kcpquick]") {
  const std::string action = GENERATE(as<std::string>(), "PrepaidRefundAccount", "PrepaidRefund",
                                      "PrepaidLimitRaise", "PrepaidKYC", "PrepaidAuth", "Leave");
  CAPTURE(action);
  QuickPayShop shop;
  CHECK(shop.Do("SignUp") == "EM53 거래사전 등록된 정보가 없습니다");
  CHECK(shop.Do(action) == "EM51 등록되지 않은 구매자입니다");
  REQUIRE(shop.Do("UserRegister") == "paid");
  CHECK(shop.Do(action) == "EM53 거래사전 등록된 정보가 없습니다");
  CHECK(QuickPayShop::Outcome(shop.ActPrepared(action)) ==
        "EM52 선불머니 서비스에 가입하지 않은 구매자입니다");
  REQUIRE(QuickPayShop::Outcome(shop.ActPrepared("SignUp")) == "paid");
  CHECK(QuickPayShop::Outcome(shop.ActPrepared(action)) ==
        (action == "Leave" ? "EM57 선불머니 잔액이 남아있습니다" : "paid"));
}

TEST_CASE("quick window: a member leaves once the money is paid out", "[window][kcpquick]") {
  QuickPayShop shop;
  REQUIRE(QuickPayShop::Outcome(shop.ActPrepared("SignUp")) == "paid");
  REQUIRE(QuickPayShop::Outcome(shop.ActPrepared("PrepaidRefund")) == "paid");
  CHECK(shop.Members()[0]["money"] == 0);
  CHECK(QuickPayShop::Outcome(shop.ActPrepared("Leave")) == "paid");
  CHECK(shop.Members().empty());
}

TEST_CASE("quick window: what an action needs is refused when it is missing",
          "[window][kcpquick]") {
  QuickPayShop shop;
  REQUIRE(shop.Do("UserRegister") == "paid");
  CHECK(shop.Do("Juggle") == "EM58 지원되지 않는 호출 유형입니다");
  CHECK(shop.Do("PrepaidOfflineUse") == "EM58 지원되지 않는 호출 유형입니다");
  CHECK(shop.Do("Register") == "EM56 등록되지 않은 결제수단입니다");
  CHECK(shop.Do("RegisterAutoPay") == "EM56 등록되지 않은 결제수단입니다");
  CHECK(shop.Do("Deregister", {{"customer_uid", "none"}}) == "EM56 등록되지 않은 결제수단입니다");
  CHECK(QuickPayShop::Outcome(shop.Act("PinCheck", {}, {{"memberID", ""}})) ==
        "EM31 bypass.kcpQuick.memberID 파라메터가 누락되었습니다.");
  CHECK(QuickPayShop::Outcome(shop.Act("PinCheck", {}, {{"memberID", "12345678901234567"}})) ==
        "EM30 bypass.kcpQuick.memberID 파라메터는 최대 16자까지 가능합니다.");
  CHECK(QuickPayShop::Outcome(shop.Act("PinCheck", {}, {{"sdkVersion", "1 0"}})) ==
        "EM32 bypass.kcpQuick.sdkVersion 파라메터가 올바르지 않습니다. (영문자, 숫자, _, -만 "
        "사용할 수 있습니다)");
}

TEST_CASE("quick window: a fault refuses an action, which then leaves nothing",
          "[window][kcpquick][fault]") {
  QuickPayShop shop;
  testing::AddFault(shop.api, R"({"when": {"operation": "other_gateway_call", "pg": "kcp_quick"},
      "then": {"decline": {"code": "9", "message": "오류"}}})");
  CHECK(shop.Do("UserRegister") == "9 오류");
  CHECK(shop.Members().empty());
  CHECK(shop.Do("UserRegister") == "paid");
}

}  // namespace
}  // namespace portone
