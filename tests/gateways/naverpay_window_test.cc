// SPDX-License-Identifier: MIT
// Naver Pay's window, row by row (docs/gateways/naverpay.md#naverpay): what it stores and charges,
// how it returns its result, and when it is refused.
#include "gateways/naverpay_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kUrl = "http://shop.test/hook";
constexpr const char* kRedirectUrl = "https://shop.test/done?cart=7";

Json RedirectParams() {
  return {{"naverPopupMode", false}, {"m_redirect_url", kRedirectUrl}};
}

TEST_CASE(
    "N1: with a customer_uid the window issues a key, without one it takes a one-time payment",
    "[gateway][naverpay]") {
  TestApi api;
  const Json key = OpenWindow(api, RegistrationParams("o-1")).json["payment"];
  CHECK(key["customer_uid"] == "kim");
  CHECK(key["customer_uid_usage"] == "issue");
  CHECK(api.Get("/subscribe/customers/kim").response()["pg_provider"] == "naverpay");
  const Json once = OpenWindow(api, PurchaseParams("o-2")).json["payment"];
  CHECK(once["status"] == "paid");
  CHECK(once["customer_uid"].is_null());
  CHECK(once["customer_uid_usage"].is_null());
  CHECK(once["apply_num"].is_string());
}

TEST_CASE("N2: issuing a key charges nothing, and any amount can be charged later",
          "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  const TestReply verified = api.Control(
      "POST", "/verify",
      R"({"expect": [{"payment": "registration", "amount": 14000, "charged_amount": 0}]})");
  CHECK(verified.status == 200);
  CHECK(ChargeKim(api, "o-1", {{"amount", 990'000}}).response()["amount"] == 990'000);
  CHECK(ChargeKim(api, "o-2", {{"amount", 10}}).response()["status"] == "paid");
}

TEST_CASE("N3: issuing a key leaves a paid record with the displayed amount and no approval number",
          "[gateway][naverpay]") {
  TestApi api;
  const TestReply window = OpenWindow(api, RegistrationParams("o-1"));
  const Json& callback = window.json["callback"];
  CHECK(callback["success"] == true);
  CHECK(callback["paid_amount"] == 14'000);
  CHECK(callback["apply_num"] == "");
  const Json record = api.Get("/payments/" + callback["imp_uid"].get<std::string>()).response();
  CHECK(record == window.json["payment"]);
  CHECK(record["status"] == "paid");
  CHECK(record["amount"] == 14'000);
  CHECK(record["customer_uid_usage"] == "issue");
  CHECK(record["apply_num"].is_null());
  CHECK(record["receipt_url"].is_null());
  CHECK(api.Control("POST", "/verify",
                    R"({"expect": [{"payments": {"charged_amount": {"at_least": 1}},
                                    "none": true}]})")
            .status == 200);
}

TEST_CASE("N4: the webhook of issuing a key says paid", "[gateway][naverpay]") {
  TestApi api(SetupWithWebhook(kUrl));
  const Json record = OpenWindow(api, RegistrationParams("o-1")).json["payment"];
  api.Control("POST", "/settle");
  CHECK(api.sender.bodies() == Strings{R"({"imp_uid":")" + record["imp_uid"].get<std::string>() +
                                       R"(","merchant_uid":"o-1","status":"paid"})"});
}

TEST_CASE("N6: buyer_tel is required in the window unless the channel says otherwise",
          "[gateway][naverpay]") {
  TestApi api;
  for (Json params : {RegistrationParams("o-1"), PurchaseParams("o-2")}) {
    params.erase("buyer_tel");
    const TestReply refused = OpenWindow(api, params);
    CHECK(GetCallbackResult(refused) == "INVALID_REQUEST buyer_tel 파라메터가 누락되었습니다.");
    CHECK(refused.json["callback"]["imp_uid"].is_null());
    CHECK(refused.json["payment"].is_null());
  }
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);
  SetSettings(api, {{"buyer_tel", "optional"}});
  for (Json params : {RegistrationParams("o-1"), PurchaseParams("o-2")}) {
    params.erase("buyer_tel");
    CHECK(GetCallbackResult(OpenWindow(api, params)) == "paid");
  }
}

TEST_CASE("N7: a popup calls the page's callback, on a PC and on mobile", "[gateway][naverpay]") {
  TestApi api;
  const std::string device = GENERATE("pc", "mobile");
  const Json params = RegistrationParams("o-1", "kim", {{"m_redirect_url", kRedirectUrl}});
  const TestReply window = OpenWindow(api, params, {{"device", device}});
  CHECK(GetCallbackResult(window) == "paid");
  CHECK(window.json["redirect_url"].is_null());
}

TEST_CASE(
    "N8: without a popup the result goes to m_redirect_url; only errors before the "
    "window opens go to the callback",
    "[gateway][naverpay]") {
  TestApi api;
  const std::string device = GENERATE("pc", "mobile");
  const auto open = [&](Json params, const Json& rest = Json::object()) {
    Json with{{"device", device}};
    with.update(rest);
    return OpenWindow(api, params, with);
  };
  Json code{{"naverProductCode", "slim"}};
  code.update(RedirectParams());
  const TestReply paid = open(RegistrationParams("o-1", "kim", code));
  CHECK(paid.json["callback"].is_null());
  CHECK(paid.json["redirect_url"] == std::string(kRedirectUrl) + "&imp_uid=" +
                                         paid.json["payment"]["imp_uid"].get<std::string>() +
                                         "&merchant_uid=o-1&imp_success=true");

  const TestReply closed = open(PurchaseParams("o-2", RedirectParams()), {{"outcome", "close"}});
  CHECK(closed.json["callback"].is_null());
  CHECK_THAT(closed.json["redirect_url"].get<std::string>(),
             Catch::Contains("&imp_success=false&error_code=userCancel&error_msg="));

  const TestReply duplicate = open(RegistrationParams("o-3", "kim", code));
  CHECK(duplicate.json["callback"].is_null());
  CHECK(duplicate.json["payment"]["fail_reason"] == "이미 등록된 정기결제 정보입니다.");
  CHECK_THAT(duplicate.json["redirect_url"].get<std::string>(),
             Catch::Contains("&imp_success=false&error_code=Fail&error_msg="));

  Json without_url = RegistrationParams("o-4");
  without_url.erase("naverPopupMode");  // a redirect is the default
  const TestReply refused = open(without_url);
  CHECK(GetCallbackResult(refused) == "INVALID_REQUEST m_redirect_url 파라메터가 누락되었습니다.");
  CHECK(refused.json["payment"].is_null());
}

TEST_CASE("N9: a popup on mobile passes with a warning, one on a PC without",
          "[gateway][naverpay]") {
  TestApi api;
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1"))) == "paid");
  OpenWindow(api, PurchaseParams("o-2", RedirectParams()), {{"device", "mobile"}});
  CHECK(ReadWarnings(api).empty());
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-3"), {{"device", "mobile"}})) ==
        "paid");
  CHECK(ReadWarnings(api) ==
        Strings{"a popup may be blocked on mobile; Naver's inspection recommends a redirect"});
}

TEST_CASE("N25: the callback and the redirect carry the failure's text unchanged",
          "[gateway][naverpay]") {
  TestApi api;
  const Json no_funds_card{{"card", {{"number", "4000-0000-0000-9995"}, {"expiry", "2030-12"}}}};
  const TestReply popup = OpenWindow(api, PurchaseParams("o-1"), no_funds_card);
  CHECK(popup.json["callback"]["error_msg"] == "잔액 부족");
  CHECK(popup.json["callback"]["error_code"] == "NotEnoughAccountBalance");
  CHECK(popup.json["payment"]["fail_reason"] == "잔액 부족");
  const Json over_limit_card{{"card", {{"number", "4000-0000-0000-6975"}, {"expiry", "2030-12"}}}};
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-2"), over_limit_card)) ==
        "Fail 한도 초과");
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-3", {{"amount", 9}}))) ==
        "Fail 10원 미만은 결제할 수 없습니다.");
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-4"), {{"outcome", "close"}})) ==
        "userCancel 결제를 취소하셨습니다. 주문 내용 확인 후 다시 결제해주세요.");
  const TestReply redirect =
      OpenWindow(api, PurchaseParams("o-5", RedirectParams()), no_funds_card);
  CHECK_THAT(redirect.json["redirect_url"].get<std::string>(),
             Catch::EndsWith("&error_msg=%EC%9E%94%EC%95%A1%20%EB%B6%80%EC%A1%B1"));
}

TEST_CASE("N26: every window is refused until Naver's inspection is done", "[gateway][naverpay]") {
  TestApi api;
  IssueKey(api);
  SetSettings(api, {{"inspection", "pending"}});
  for (const Json& params : {RegistrationParams("o-1", "lee"), PurchaseParams("o-2")}) {
    const TestReply refused = OpenWindow(api, params);
    CHECK(GetCallbackResult(refused) == "Fail API 호출 권한이 없습니다");
    CHECK(refused.json["payment"]["status"] == "failed");
  }
  CHECK(ChargeKim(api, "o-3").response()["status"] == "paid");
  SetSettings(api, {{"inspection", "done"}});
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-2"))) == "paid");
}

TEST_CASE("N27: with wrong credentials every call of the channel is refused",
          "[gateway][naverpay]") {
  const std::string text =
      "InvalidMerchantAuth 인증 헤더 값을 잘못 입력했거나 해당 인증 값이 유효하지 않습니다.";
  const std::string rest =
      "[InvalidMerchantAuth] 인증 헤더 값을 잘못 입력했거나 해당 인증 값이 유효하지 않습니다.";
  TestApi api;
  IssueKey(api);
  ChargeKim(api, "paid");
  SetSettings(api, {{"credentials", "wrong"}});
  const TestReply refused = OpenWindow(api, PurchaseParams("o-1"));
  CHECK(GetCallbackResult(refused) == text);
  CHECK(refused.json["payment"]["status"] == "failed");
  const std::string before = api.Describe();
  CHECK(Summary(ChargeKim(api, "o-2")) == "200 -1 결제에 실패하였습니다. " + rest);
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "paid"}})) ==
        "200 -1 결제취소에 실패하였습니다. 인증 헤더 값을 잘못 입력했거나 해당 인증 값이 유효하지 "
        "않습니다.");
  CHECK(Summary(api.Delete("/subscribe/customers/kim")) == "200 -1 " + rest);
  CHECK(api.Describe() == before);
  SetSettings(api, {{"credentials", "valid"}});
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-1"))) == "paid");
}

TEST_CASE("N27: a key in pg that differs from the default channel's is refused",
          "[gateway][naverpay]") {
  TestApi api;
  const TestReply channels = api.Control("GET", "/channels");
  for (const Json& channel : channels.json["channels"]) {
    const std::string key = channel["channel_key"];
    if (key != "channel-key-naverpay") api.Control("DELETE", "/channels/" + key);
  }
  api.Control("PUT", "/channels/channel-key-naverpay",
              R"({"pg": "naverpay", "pg_id": "naverpaytest"})");
  CHECK_THAT(
      GetCallbackResult(OpenWindow(api, PurchaseParams("o-1", {{"pg", "naverpay.another"}}))),
      Catch::StartsWith("InvalidMerchantAuth "));
  CHECK(GetCallbackResult(
            OpenWindow(api, PurchaseParams("o-1", {{"pg", "naverpay.naverpaytest"}}))) == "paid");
  const Json by_key{{"pg", "naverpay.another"}, {"channelKey", "channel-key-naverpay"}};
  CHECK(GetCallbackResult(OpenWindow(api, PurchaseParams("o-2", by_key))) == "paid");
}

TEST_CASE("N39: the page sees success even if the merchant cancels inside the webhook",
          "[gateway][naverpay]") {
  engine::Setup setup = SetupWithWebhook(kUrl);
  setup.merchant.webhook.webhook_first = GENERATE(true, false);
  TestApi api(setup);
  const auto script = api.sender.RespondUsing([&api](const webhook::Post& post) {
    const Json webhook = Json::parse(post.body);
    if (webhook["status"] == "paid") {
      CHECK(Summary(api.Post("/payments/cancel", {{"imp_uid", webhook["imp_uid"]}})) == "200 0");
    }
    return RespondWith(200);
  });
  const TestReply window = OpenWindow(api, PurchaseParams("o-1"));
  CHECK(GetCallbackResult(window) == "paid");
  api.Control("POST", "/settle");
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "cancelled");
}

TEST_CASE("N41: a closed or timed-out window fails with Naver's own text", "[gateway][naverpay]") {
  TestApi api;
  CHECK_THAT(GetCallbackResult(OpenWindow(api, RegistrationParams("o-1"), {{"outcome", "close"}})),
             Catch::StartsWith("userCancel "));
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);
  const TestReply late = OpenWindowWithTestCode(api, "TimeExpired", PurchaseParams("o-2"));
  CHECK(GetCallbackResult(late) ==
        "TimeExpired 결제 가능한 시간이 지났습니다. 주문 내용 확인 후 다시 결제해주세요.");
  CHECK(late.json["payment"]["status"] == "failed");
}

TEST_CASE("N42: any card can be stored and no money moves", "[gateway][naverpay]") {
  TestApi api;
  int orders = 0;
  for (const char* number :
       {"1111-1111-1111-1111", "4092-0230-1234-1234", "4242-4242-4242-4241", "4000-0000-0000-0069",
        "4000-0000-0000-0127", "4000-0000-0000-0101", "4000-0000-0000-0002"}) {
    const std::string uid = "o-" + std::to_string(++orders);
    CAPTURE(number);
    CHECK(GetCallbackResult(OpenWindow(api, RegistrationParams(uid, uid),
                                       {{"card", {{"number", number}, {"expiry", "2020-01"}}}})) ==
          "paid");
  }
  CHECK(api.Control("POST", "/verify",
                    R"({"expect": [{"payments": {"charged_amount": 0}, "count": 7}]})")
            .status == 200);
}

}  // namespace
}  // namespace portone::gateways
