// SPDX-License-Identifier: MIT
// The window of a quick pay: what its actions leave, and what they need.
#include <algorithm>
#include <string>

#include "support/injected_faults.h"
#include "support/quick_pay.h"

namespace portone {
namespace {

using testing::QuickPayShop;
using testing::Summary;
using testing::TestReply;

TEST_CASE("quick window: an action leaves a payment without money", "[window][kcpquick]") {
  QuickPayShop shop;
  const Json payment = shop.RunAction("UserRegister").json["payment"];
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
      shop.RunAction("Register", {{"customer_uid", "card-1"}}, {{"registerAutoPay", true}})
          .json["payment"];
  CHECK(registered["customer_uid_usage"] == "issue");
  CHECK(registered["customer_uid"] == "card-1");
  CHECK(shop.api.Get("/subscribe/customers/card-1").response()["pg_provider"] == "kcp_quick");
  CHECK(shop.ListMembers()[0]["autopay_keys"] == 1);
  const Json paid = shop.RunAction("Pay", pay).json["payment"];
  CHECK(paid["status"] == "paid");
  CHECK(paid["amount"] == 5'000);
  CHECK(paid["customer_uid"] == "card-1");
  CHECK(paid["customer_uid_usage"] == "payment");
  CHECK(shop.Do("Deregister", {{"customer_uid", "card-1"}}) == "paid");
  CHECK(shop.Do("Pay", pay) == "EM56 등록되지 않은 결제수단입니다");
  CHECK(shop.ListMembers()[0]["autopay_keys"] == 0);
}

TEST_CASE("quick window: a window without an action pays, as before", "[window][kcpquick]") {
  QuickPayShop shop;
  CHECK(testing::RunWindow(shop.api, testing::WindowParams("kcp_quick", "order-1"))
            .json["payment"]["status"] == "paid");
  CHECK(shop.ListMembers().empty());
}

TEST_CASE("quick window: what was registered before a PIN reset can no longer pay",
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

TEST_CASE("quick window: operations on prepaid money must be prepared", "[window][kcpquick]") {
  const std::string action = GENERATE(as<std::string>(), "PrepaidRefundAccount", "PrepaidRefund",
                                      "PrepaidLimitRaise", "PrepaidKYC", "PrepaidAuth", "Leave");
  CAPTURE(action);
  QuickPayShop shop;
  CHECK(shop.Do("SignUp") == "EM53 거래사전 등록된 정보가 없습니다");
  CHECK(shop.Do(action) == "EM51 등록되지 않은 구매자입니다");
  REQUIRE(shop.Do("UserRegister") == "paid");
  CHECK(shop.Do(action) == "EM53 거래사전 등록된 정보가 없습니다");
  CHECK(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction(action)) ==
        "EM52 선불머니 서비스에 가입하지 않은 구매자입니다");
  REQUIRE(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction("SignUp")) == "paid");
  CHECK(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction(action)) ==
        (action == "Leave" ? "EM57 선불머니 잔액이 남아있습니다" : "paid"));
}

TEST_CASE("quick window: a member leaves once the money is paid out", "[window][kcpquick]") {
  QuickPayShop shop;
  REQUIRE(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction("SignUp")) == "paid");
  REQUIRE(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction("PrepaidRefund")) == "paid");
  CHECK(shop.ListMembers()[0]["money"] == 0);
  CHECK(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction("Leave")) == "paid");
  CHECK(shop.ListMembers().empty());
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
  CHECK(QuickPayShop::ReadOutcome(shop.RunAction("PinCheck", {}, {{"memberID", ""}})) ==
        "EM31 bypass.kcpQuick.memberID 파라메터가 누락되었습니다.");
  CHECK(QuickPayShop::ReadOutcome(
            shop.RunAction("PinCheck", {}, {{"memberID", "12345678901234567"}})) ==
        "EM30 bypass.kcpQuick.memberID 파라메터는 최대 16자까지 가능합니다.");
  CHECK(QuickPayShop::ReadOutcome(shop.RunAction(
            "UserRegister", {}, {{"memberID", "가나다라마바사아자차카타파하거너"}})) == "paid");
  CHECK(QuickPayShop::ReadOutcome(shop.RunAction("PinCheck", {}, {{"sdkVersion", "1 0"}})) ==
        "EM32 bypass.kcpQuick.sdkVersion 파라메터가 올바르지 않습니다. (영문자, 숫자, _, -만 "
        "사용할 수 있습니다)");
}

TEST_CASE("quick window: a fault refuses an action, which then leaves nothing",
          "[window][kcpquick][fault]") {
  QuickPayShop shop;
  testing::AddFault(shop.api, R"({"when": {"operation": "other_gateway_call", "pg": "kcp_quick"},
      "then": {"decline": {"code": "9", "message": "오류"}}})");
  CHECK(shop.Do("UserRegister") == "9 오류");
  CHECK(shop.ListMembers().empty());
  CHECK(shop.Do("UserRegister") == "paid");
}

/// Two sites of the gateway, of one merchant: the channels qa and qb.
void LoadTwoSites(QuickPayShop& shop, const std::string& records = "") {
  const TestReply loaded = shop.api.Control("PUT", "/scenario",
                                            R"({"given": {"channels": [
      {"pg": "kcp_quick", "channel_key": "qa", "pg_id": "siteA"},
      {"pg": "kcp_quick", "channel_key": "qb", "pg_id": "siteB"}])" +
                                                records + "}}");
  INFO(loaded.text);
  REQUIRE(loaded.status == 200);
}

Json At(const std::string& channel_key, const Json& more = Json::object()) {
  Json params{{"channelKey", channel_key}};
  params.update(more);
  return params;
}

/// "siteA m1 with 2 keys and 100000"
testing::Strings DescribeMembers(QuickPayShop& shop) {
  testing::Strings members;
  for (const Json& member : shop.ListMembers()) {
    std::string text = member["pg_id"].get<std::string>() + " " +
                       member["member_id"].get<std::string>() + " with " +
                       member["autopay_keys"].dump() + " keys";
    if (!member["money"].is_null()) text += " and " + member["money"].dump();
    members.push_back(text);
  }
  std::sort(members.begin(), members.end());
  return members;
}

TEST_CASE("quick window: each site has members of its own", "[window][kcpquick]") {
  QuickPayShop shop;
  LoadTwoSites(shop);
  REQUIRE(shop.Do("UserRegister", At("qa")) == "paid");
  CHECK(shop.Do("PinCheck", At("qb")) == "EM51 등록되지 않은 구매자입니다");
  REQUIRE(shop.Do("UserRegister", At("qb")) == "paid");
  CHECK(shop.Do("PinCheck", At("qb")) == "paid");
  REQUIRE(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction("SignUp", At("qb"))) == "paid");
  REQUIRE(shop.Do("RegisterAutoPay", At("qa", {{"customer_uid", "auto-a"}})) == "paid");
  REQUIRE(shop.Do("RegisterAutoPay", At("qb", {{"customer_uid", "auto-b"}})) == "paid");
  CHECK(DescribeMembers(shop) ==
        testing::Strings{"siteA m1 with 1 keys", "siteB m1 with 1 keys and 100000"});
  REQUIRE(shop.Do("PinReset", At("qa")) == "paid");
  CHECK(DescribeMembers(shop) ==
        testing::Strings{"siteA m1 with 0 keys", "siteB m1 with 1 keys and 100000"});
  const std::string snapshot = shop.api.Control("POST", "/snapshot").text;
  REQUIRE(shop.api.Control("PUT", "/snapshot", snapshot).status == 200);
  CHECK(shop.api.Control("POST", "/snapshot").text == snapshot);
  REQUIRE(shop.Do("Terminate", At("qa")) == "paid");
  CHECK(DescribeMembers(shop) == testing::Strings{"siteB m1 with 1 keys and 100000"});
  CHECK(Summary(shop.api.Delete("/kcpquick/members/m1?site_code=siteA&partner_type=a"
                                "&partner_subtype=b")) ==
        "404 -1 member_id에 해당하는 구매자 정보가 존재하지 않습니다. (m1)");
  CHECK(Summary(shop.api.Delete("/kcpquick/members/m1?site_code=siteB&partner_type=a"
                                "&partner_subtype=b")) == "200 0");
  CHECK(DescribeMembers(shop).empty());
}

TEST_CASE("quick window: a card and a PIN of one site are unknown at another",
          "[window][kcpquick]") {
  QuickPayShop shop;
  LoadTwoSites(shop);
  REQUIRE(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction("SignUp", At("qb"))) == "paid");
  REQUIRE(shop.Do("Register", At("qa", {{"customer_uid", "card-a"}})) == "paid");
  const Json pay{{"customer_uid", "card-a"}, {"amount", 5'000}};
  CHECK(shop.Do("Pay", At("qb", pay)) == "EM56 등록되지 않은 결제수단입니다");
  CHECK(shop.Do("Deregister", At("qb", {{"customer_uid", "card-a"}})) ==
        "EM56 등록되지 않은 결제수단입니다");
  CHECK(shop.Do("Pay", At("qa", pay)) == "paid");
  REQUIRE(shop.Prepare("order-1") == "200 0");
  const auto pay_with_money = [&](const std::string& site) {
    const Json window = shop.RunAction("PinCheck", At(site)).json["payment"];
    return Summary(shop.api.Post("/kcpquick/payment/money", {{"member_id", "m1"},
                                                             {"channel_key", "qb"},
                                                             {"merchant_uid", "order-1"},
                                                             {"name", "커피 ☕"},
                                                             {"amount", 1'000},
                                                             {"imp_uid", window["imp_uid"]}}));
  };
  CHECK(pay_with_money("qa") ==
        "200 -1 결제에 실패하였습니다. [EM54] PIN이 확인되지 않은 거래입니다");
  CHECK(pay_with_money("qb") == "200 0");
}

TEST_CASE("quick window: a scenario has members of one name at two sites", "[window][kcpquick]") {
  QuickPayShop shop;
  LoadTwoSites(shop, R"(,
      "quick_members": [{"member_id": "m1"}, {"member_id": "m1", "channel_key": "qb"}],
      "autopay_keys": [{"customer_uid": "auto-b", "member_id": "m1", "channel_key": "qb"}])");
  CHECK(DescribeMembers(shop) == testing::Strings{"siteA m1 with 0 keys", "siteB m1 with 1 keys"});
}

}  // namespace
}  // namespace portone
