// SPDX-License-Identifier: MIT
// The calls of a quick pay: what they demand, what they answer, and what is refused in which order.
#include "support/quick_pay.h"

#include <string>

#include "support/injected_faults.h"

namespace portone {
namespace {

using testing::QuickPayShop;
using testing::Summary;
using testing::TestReply;

constexpr const char* kNotInWon =
    "400 -1 currency 파라메터가 올바르지 않습니다. (kcp_quick에서 지원되지 않는 통화입니다 : USD)";
constexpr const char* kDelete =
    "/kcpquick/members/m1?site_code=kcpquicktest&partner_type=IX99&partner_subtype=99IX";

/// A shop with a member who has money and one autopay key.
struct OpenShop : QuickPayShop {
  OpenShop() {
    REQUIRE(ReadOutcome(PrepareAndRunAction("SignUp")) == "paid");
    REQUIRE(Do("RegisterAutoPay", {{"customer_uid", "auto-1"}}) == "paid");
  }
  std::string PinCheck() { return RunAction("PinCheck").json["payment"]["imp_uid"]; }
  Json MakeMoneyBody(const std::string& merchant_uid, std::int64_t amount) {
    return {{"member_id", "m1"}, {"channel_key", "channel-key-kcp_quick"},
            {"amount", amount},  {"merchant_uid", merchant_uid},
            {"name", "커피 ☕"},  {"imp_uid", PinCheck()}};
  }
  std::int64_t GetMoneyLeft() { return ListMembers().at(0)["money"]; }
};

TEST_CASE("quick pay: every call demands JSON and reads nothing else", "[api][kcpquick]") {
  const auto [method, path] = GENERATE(table<std::string, std::string>({
      {"DELETE", "/kcpquick/members/m1"},
      {"POST", "/kcpquick/payment/money"},
      {"PUT", "/kcpquick/prepare/order-1"},
      {"POST", "/kcpquick/prepare/order-1"},
      {"POST", "/kcpquick/payment/autopay"},
      {"DELETE", "/kcpquick/autopay/auto-1"},
      {"POST", "/kcpquick/members/m1/fido/release"},
  }));
  CAPTURE(method, path);
  QuickPayShop shop;
  const auto call = [&, method = method, path = path] {
    if (method == "DELETE") return Summary(shop.api.Delete(path));
    return Summary(method == "PUT" ? shop.api.Put(path, Json::object())
                                   : shop.api.Post(path, Json::object()));
  };
  const std::string refused =
      "400 -1 Accept 파라메터가 올바르지 않습니다. (application/json이어야 합니다)";
  for (const char* accept : {"", "text/html", "*/*"}) {
    shop.api.headers = {{"Accept", accept}};
    CHECK(call() == refused);
  }
  shop.api.headers = {{"Accept", "application/json, text/plain, */*"}};
  CHECK(call() != refused);
  if (method != "POST") return;
  CHECK(Summary(shop.api.PostForm(path, "a=b")) ==
        "400 -1 Content-Type 파라메터가 올바르지 않습니다. (application/json이어야 합니다)");
}

TEST_CASE("quick pay: a deleted member is returned as it was", "[api][kcpquick]") {
  OpenShop shop;
  const std::int64_t now = ToUnixSeconds(testing::Start());
  CHECK(shop.api.Delete(kDelete).response() == Json{{"member_id", "m1"},
                                                    {"pg_provider", "kcp_quick"},
                                                    {"pg_id", "kcpquicktest"},
                                                    {"inserted", now},
                                                    {"updated", now}});
  CHECK(shop.ListMembers().empty());
  CHECK(shop.api.Delete("/kcpquick/autopay/auto-1").status == 404);
}

TEST_CASE("quick pay: checks of deleting a member run in order", "[api][kcpquick]") {
  OpenShop shop;
  const auto remove = [&](const std::string& query) {
    return Summary(shop.api.Delete("/kcpquick/members/m1" + query));
  };
  CHECK(remove("") == "400 -1 site_code 파라메터가 누락되었습니다.");
  CHECK(remove("?site_code=" + std::string(81, 'x')) ==
        "200 1 site_code 파라메터는 최대 80자까지 가능합니다.");
  CHECK(remove("?site_code=x") == "400 -1 partner_type 파라메터가 누락되었습니다.");
  CHECK(remove("?site_code=x&partner_type=y") ==
        "400 -1 partner_subtype 파라메터가 누락되었습니다.");
  CHECK(remove("?site_code=x&partner_type=y&partner_subtype=z") ==
        "404 -1 member_id에 해당하는 구매자 정보가 존재하지 않습니다. (m1)");
  testing::AddFault(shop.api, R"({"when": {"operation": "other_gateway_call", "pg": "kcp_quick"},
      "then": {"decline": {"code": "9", "message": "오류"}}})");
  CHECK(Summary(shop.api.Delete(kDelete)) == "500 -1 [9] 오류");
  CHECK(Summary(shop.api.Delete(kDelete)) == "200 0");
}

TEST_CASE("quick pay: checks of a preparation run in order", "[api][kcpquick]") {
  QuickPayShop shop;
  testing::CheckErrorOrder(
      shop.api, "/kcpquick/prepare/order-1",
      {{"{}", "400 -1 btid 파라메터가 누락되었습니다."},
       {R"({"btid": "123456789012345678901"})", "200 1 btid 파라메터는 최대 20자까지 가능합니다."},
       {R"({"btid": "거래 ☕"})", "400 -1 cust_ip 파라메터가 누락되었습니다."},
       {R"({"cust_ip": "::1"})",
        "400 -1 cust_ip 파라메터가 올바르지 않습니다. (IPv4 주소여야 합니다)"},
       {R"({"cust_ip": "127.0.0.256"})",
        "400 -1 cust_ip 파라메터가 올바르지 않습니다. (IPv4 주소여야 합니다)"},
       {R"({"cust_ip": "127.0.0.1"})", "400 -1 code_verifier 파라메터가 누락되었습니다."},
       {R"({"code_verifier": "v", "prepaid_auth_yn": "yes"})",
        "400 -1 prepaid_auth_yn 파라메터가 올바르지 않습니다. (Y 또는 N이어야 합니다)"},
       {R"({"prepaid_auth_yn": "Y", "prepaid_amount": 1000000000})",
        "400 -1 prepaid_amount 파라메터가 올바르지 않습니다. (0 이상 999999999 이하여야 합니다)"},
       {R"({"prepaid_amount": "5000", "vender_type": ["x"]})",
        "400 -1 vender_type 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)"},
       {R"({"vender_type": "카페", "reward_id": "r-1"})", "200 0"},
       {"{}", "409 -1 이미 거래사전 등록된 merchant_uid입니다. (order-1)"}});
  CHECK(Summary(shop.api.Post("/kcpquick/prepare/" + std::string(257, 'o'), Json::object())) ==
        "200 1 merchant_uid 파라메터는 최대 256자까지 가능합니다.");
  CHECK(shop.api.Describe().find("for 5000 by 카페 reward r-1") != std::string::npos);
}

TEST_CASE("quick pay: a long order number is prepared and paid as the switch says",
          "[api][kcpquick]") {
  const auto [rule, outcome] = GENERATE(table<std::string, std::string>({
      {"accept", "200 0"},
      {"refuse", "200 1 merchant_uid 파라메터는 최대 40자까지 가능합니다."},
      {"truncate", "200 0"},
  }));
  CAPTURE(rule);
  OpenShop shop;
  REQUIRE(shop.api
              .Control("PUT", "/scenario",
                       Json{{"given", {{"switches", {{"long_merchant_uid", rule}}}}}}.dump())
              .status == 200);
  const std::string order(41, 'o');
  CHECK(shop.Prepare(order) == outcome);
  if (rule == "refuse") return;
  REQUIRE(QuickPayShop::ReadOutcome(shop.PrepareAndRunAction("SignUp")) == "paid");
  CHECK(Summary(shop.api.Put("/kcpquick/prepare/" + order, shop.MakePreparation())) == "200 0");
  CHECK(Summary(shop.api.Post("/kcpquick/payment/money", shop.MakeMoneyBody(order, 1'000))) ==
        "200 0");
}

TEST_CASE("quick pay: prepaid money is spent and given back", "[api][kcpquick]") {
  OpenShop shop;
  CHECK(shop.GetMoneyLeft() == 100'000);
  REQUIRE(shop.Prepare("order-1") == "200 0");
  const TestReply paid =
      shop.api.Post("/kcpquick/payment/money", shop.MakeMoneyBody("order-1", 30'000));
  CHECK(Summary(paid) == "200 0");
  CHECK(paid.response()["status"] == "paid");
  CHECK(paid.response()["pay_method"] == "point");
  CHECK(paid.response()["pg_provider"] == "kcp_quick");
  CHECK(shop.GetMoneyLeft() == 70'000);
  REQUIRE(Summary(shop.api.Post("/payments/cancel",
                                {{"merchant_uid", "order-1"}, {"amount", 10'000}})) == "200 0");
  CHECK(shop.GetMoneyLeft() == 80'000);
}

TEST_CASE("quick pay: checks of a payment with money run in order", "[api][kcpquick]") {
  OpenShop shop;
  const std::string pin_check = shop.PinCheck();
  const std::string other =
      shop.RunAction("UserRegister", {}, {{"memberID", "m2"}}).json["payment"]["imp_uid"];
  Json body = Json::object();
  const auto repair = [&](const Json& patch) {
    body.merge_patch(patch);
    const std::string before = shop.api.Describe();
    const std::string outcome = Summary(shop.api.Post("/kcpquick/payment/money", body));
    CHECK(shop.api.Describe() == before);
    return outcome;
  };
  CHECK(repair(Json::object()) == "400 -1 member_id 파라메터가 누락되었습니다.");
  CHECK(repair({{"member_id", "12345678901234567"}}) ==
        "200 1 member_id 파라메터는 최대 16자까지 가능합니다.");
  CHECK(repair({{"member_id", "nobody"}}) == "400 -1 channel_key 파라메터가 누락되었습니다.");
  CHECK(repair({{"channel_key", "none"}}) == "400 -1 merchant_uid 파라메터가 누락되었습니다.");
  CHECK(repair({{"merchant_uid", "order-1"}}) == "400 -1 amount 파라메터가 누락되었습니다.");
  CHECK(repair({{"amount", 100'001}}) == "400 -1 name 파라메터가 누락되었습니다.");
  CHECK(repair({{"name", "커피 ☕"}}) == "400 -1 imp_uid 파라메터가 누락되었습니다.");
  CHECK(repair({{"imp_uid", "imp_1"}}) == "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
  CHECK(repair({{"channel_key", "channel-key-kcp"}}) ==
        "200 1 해당 PG사에서 지원하지 않는 기능입니다. (kcp : 퀵페이)");
  const std::string failed = "200 -1 결제에 실패하였습니다. ";
  CHECK(repair({{"channel_key", "channel-key-kcp_quick"}, {"currency", "USD"}}) == kNotInWon);
  CHECK(repair({{"currency", nullptr}}) == failed + "[EM51] 등록되지 않은 구매자입니다");
  CHECK(repair({{"member_id", "m2"}}) ==
        failed + "[EM52] 선불머니 서비스에 가입하지 않은 구매자입니다");
  CHECK(repair({{"member_id", "m1"}}) == failed + "[EM53] 거래사전 등록된 정보가 없습니다");
  REQUIRE(shop.Prepare("order-1") == "200 0");
  CHECK(repair(Json::object()) == failed + "[EM54] PIN이 확인되지 않은 거래입니다");
  CHECK(repair({{"imp_uid", other}}) == failed + "[EM54] PIN이 확인되지 않은 거래입니다");
  CHECK(repair({{"imp_uid", pin_check}}) == failed + "[EM55] 선불머니 잔액이 부족합니다");
  body["amount"] = 100'000;
  CHECK(Summary(shop.api.Post("/kcpquick/payment/money", body)) == "200 0");
  REQUIRE(shop.Prepare("order-2") == "200 0");
  body.update({{"merchant_uid", "order-2"}, {"amount", 1}});
  CHECK(Summary(shop.api.Post("/kcpquick/payment/money", body)) ==
        failed + "[EM54] PIN이 확인되지 않은 거래입니다");
}

TEST_CASE("quick pay: a declined payment with money takes none", "[api][kcpquick][fault]") {
  OpenShop shop;
  testing::AddFault(shop.api, R"({"when": {"operation": "charge", "path": "/kcpquick/*"},
      "then": {"decline": {"code": "9", "message": "오류"}}})");
  REQUIRE(shop.Prepare("order-1") == "200 0");
  const Json body = shop.MakeMoneyBody("order-1", 1'000);
  CHECK(Summary(shop.api.Post("/kcpquick/payment/money", body)) ==
        "200 -1 결제에 실패하였습니다. [9] 오류");
  CHECK(shop.GetMoneyLeft() == 100'000);
  CHECK(Summary(shop.api.Post("/kcpquick/payment/money", body)) == "200 0");
}

Json MakeAutopayBody(const std::string& merchant_uid) {
  return {{"customer_uid", "auto-1"},
          {"merchant_uid", merchant_uid},
          {"name", "신문 📰"},
          {"buyer_name", "김구매"},
          {"amount", 9'900}};
}

TEST_CASE("quick pay: an autopay key charges a card, and may be declined",
          "[api][kcpquick][fault]") {
  OpenShop shop;
  const TestReply paid = shop.api.Post("/kcpquick/payment/autopay", MakeAutopayBody("order-1"));
  CHECK(Summary(paid) == "200 0");
  CHECK(paid.response()["pay_method"] == "card");
  CHECK(paid.response()["customer_uid"] == "auto-1");
  CHECK(paid.response()["customer_uid_usage"] == "payment");
  CHECK(paid.response()["card_number"].is_string());
  testing::AddFault(shop.api, R"({"when": {"operation": "charge", "customer_uid": "auto-1"},
      "then": {"decline": "insufficient_funds"}})");
  const TestReply declined = shop.api.Post("/kcpquick/payment/autopay", MakeAutopayBody("order-2"));
  CHECK(Summary(declined) == "200 0");
  CHECK(declined.response()["status"] == "failed");
}

TEST_CASE("quick pay: checks of an autopay charge run in order", "[api][kcpquick]") {
  OpenShop shop;
  testing::CheckErrorOrder(
      shop.api, "/kcpquick/payment/autopay",
      {{"{}", "400 -1 customer_uid 파라메터가 누락되었습니다."},
       {R"({"customer_uid": "nobody"})", "400 -1 merchant_uid 파라메터가 누락되었습니다."},
       {R"({"merchant_uid": "o-1"})", "400 -1 amount 파라메터가 누락되었습니다."},
       {R"({"amount": 0})", "400 -1 amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)"},
       {R"({"amount": 1000})", "400 -1 name 파라메터가 누락되었습니다."},
       {R"({"name": "n"})", "400 -1 buyer_name 파라메터가 누락되었습니다."},
       {R"({"buyer_name": "김구매"})", "200 1 등록되지 않은 구매자입니다."},
       {R"({"customer_uid": "auto-1", "currency": "USD"})", kNotInWon},
       {R"({"currency": null})", "200 0"},
       {"{}",
        "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
        "있습니다)"}});
}

TEST_CASE("quick pay: releasing a fingerprint and deleting an autopay key have a message",
          "[api][kcpquick]") {
  OpenShop shop;
  REQUIRE(shop.Do("RegisterFido") == "paid");
  const auto release = [&] {
    return shop.api.Post("/kcpquick/members/m1/fido/release",
                         {{"channel_key", "channel-key-kcp_quick"}});
  };
  CHECK(release().text == R"({"code":0,"message":"생체인증 사용이 정상적으로 해제되었습니다.",)"
                          R"("response":{"member_id":"m1"}})");
  CHECK(release().text ==
        R"({"code":-1,"message":"생체인증 사용 해제에 실패하였습니다.","response":null,)"
        R"("error":{"code":"C210","message":"등록된 거래가 없습니다."}})");
  CHECK(shop.api.Delete("/kcpquick/autopay/auto-1").text ==
        R"({"code":0,"message":"자동결제 키가 정상적으로 삭제되었습니다.",)"
        R"("response":{"customer_uid":"auto-1"}})");
}

TEST_CASE("quick pay: checks of releasing a fingerprint run in order", "[api][kcpquick][fault]") {
  OpenShop shop;
  REQUIRE(shop.Do("RegisterFido") == "paid");
  const auto release = [&](const Json& body) {
    return Summary(shop.api.Post("/kcpquick/members/m1/fido/release", body));
  };
  CHECK(release(Json::object()) == "400 -1 channel_key 파라메터가 누락되었습니다.");
  CHECK(release({{"channel_key", "none"}}) == "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
  CHECK(release({{"channel_key", "channel-key-nice"}}) ==
        "200 1 해당 PG사에서 지원하지 않는 기능입니다. (nice : 퀵페이)");
  testing::AddFault(shop.api, R"({"when": {"operation": "other_gateway_call"},
      "then": {"decline": {"code": "C999", "message": "오류"}}})");
  CHECK(
      shop.api.Post("/kcpquick/members/m1/fido/release", {{"channel_key", "channel-key-kcp_quick"}})
          .json["error"] == Json{{"code", "C999"}, {"message", "오류"}});
  CHECK(release({{"channel_key", "channel-key-kcp_quick"}}) == "200 0");
}

TEST_CASE("quick pay: the verifier is in no list, snapshot or description", "[api][kcpquick]") {
  QuickPayShop shop;
  REQUIRE(shop.Prepare("order-1") == "200 0");
  for (const std::string& text :
       {shop.api.Describe(), shop.api.Control("POST", "/snapshot").text,
        shop.api.Control("GET", "/requests").text, shop.api.Control("GET", "/journal").text}) {
    CHECK(text.find("order-1") != std::string::npos);
    CHECK(text.find("verifier-1") == std::string::npos);
  }
}

}  // namespace
}  // namespace portone
