// SPDX-License-Identifier: MIT
// POST /_emulator/checkouts: the buyer's window without a browser, whatever the gateway.
#include <string>

#include "support/page_refusal.h"
#include "support/test_api.h"

namespace portone::control {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using Strings = std::vector<std::string>;

constexpr const char* kUrl = "http://shop.test/hook";
constexpr const char* kConfirm = "http://shop.test/confirm";

Json Params(std::string_view merchant_uid = "o-1") {
  return {{"pg", "kcp"},
          {"pay_method", "card"},
          {"merchant_uid", merchant_uid},
          {"name", "당근 10kg"},
          {"amount", 1'004},
          {"buyer_name", "김포트"},
          {"buyer_tel", "010-1234-5678"}};
}

TestReply RunCheckout(TestApi& api, const Json& params, const Json& rest = Json::object()) {
  Json body{{"params", params}};
  body.update(rest);
  return api.Control("POST", "/checkouts", body.dump());
}

std::string GetRefusal(const TestReply& reply) {
  const Json& callback = reply.json.at("callback");
  CHECK(callback.at("success") == false);
  return FormatRefusal(callback);
}

TEST_CASE("checkout: a paid window calls back with the payment and sends a webhook",
          "[control][checkout]") {
  TestApi api(SetupWithWebhook(kUrl));
  const TestReply reply = RunCheckout(api, Params());
  CHECK(GetShape(reply.json) == Strings{"callback object", "redirect_url null", "payment object"});
  const Json& callback = reply.json["callback"];
  CHECK(callback["success"] == true);
  CHECK(callback["status"] == "paid");
  CHECK(callback["paid_amount"] == 1'004);
  CHECK(callback["pg_provider"] == "kcp");
  CHECK(callback["card_name"] == "KB국민카드");
  CHECK_FALSE(callback.contains("error_code"));
  const std::string imp_uid = callback["imp_uid"];
  CHECK(imp_uid.starts_with("imp_"));
  const Json payment = api.Get("/payments/" + imp_uid).response();
  CHECK(payment == reply.json["payment"]);
  CHECK(payment["channel"] == "pc");
  CHECK(payment["customer_uid_usage"].is_null());
  api.Control("POST", "/settle");
  CHECK(api.sender.bodies() ==
        Strings{R"({"imp_uid":")" + imp_uid + R"(","merchant_uid":"o-1","status":"paid"})"});
}

TEST_CASE("checkout: a buyer who closes the window leaves a failed payment and no webhook",
          "[control][checkout]") {
  TestApi api(SetupWithWebhook(kUrl));
  const TestReply reply = RunCheckout(api, Params(), {{"outcome", "close"}});
  CHECK_THAT(GetRefusal(reply), Catch::Contains("사용자"));
  CHECK(reply.json["payment"]["status"] == "failed");
  CHECK(reply.json["payment"]["fail_reason"] == reply.json["callback"]["error_msg"]);
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().empty());
  CHECK(RunCheckout(api, Params()).json["callback"]["success"] == true);
}

TEST_CASE("checkout: a decline has the code and message that the test sets",
          "[control][checkout]") {
  TestApi api;
  const Json decline{{"outcome", {{"decline", {{"code", "8812"}, {"message", "한도 초과"}}}}}};
  const TestReply reply = RunCheckout(api, Params(), decline);
  CHECK(GetRefusal(reply) == "8812 한도 초과");
  CHECK(reply.json["payment"]["fail_reason"] == reply.json["callback"]["error_msg"]);
}

TEST_CASE("checkout: with a lost callback the merchant still gets the webhook",
          "[control][checkout]") {
  TestApi api(SetupWithWebhook(kUrl));
  const TestReply reply = RunCheckout(api, Params(), {{"outcome", "lose_callback"}});
  CHECK(reply.json["callback"].is_null());
  CHECK(reply.json["redirect_url"].is_null());
  CHECK(reply.json["payment"]["status"] == "paid");
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().size() == 1);
}

TEST_CASE("checkout: on mobile the buyer is redirected to m_redirect_url, which keeps its query",
          "[control][checkout]") {
  TestApi api;
  Json params = Params();
  params["m_redirect_url"] = "https://shop.test/done?cart=7#top";
  const TestReply paid = RunCheckout(api, params, {{"device", "mobile"}});
  const std::string imp_uid = paid.json["payment"]["imp_uid"];
  CHECK(paid.json["callback"].is_null());
  CHECK(paid.json["redirect_url"] == "https://shop.test/done?cart=7&imp_uid=" + imp_uid +
                                         "&merchant_uid=o-1&imp_success=true#top");
  CHECK(paid.json["payment"]["channel"] == "mobile");
  params["merchant_uid"] = "o-2";
  const Json decline{{"device", "mobile"},
                     {"outcome", {{"decline", {{"code", "E 1"}, {"message", "a&b"}}}}}};
  CHECK_THAT(RunCheckout(api, params, decline).json["redirect_url"].get<std::string>(),
             Catch::Contains("&imp_success=false&error_code=F0004&error_msg=F0004%3A") &&
                 Catch::EndsWith("E%201%2C%20a%26b#top"));
}

TEST_CASE("checkout: errors before a window opens are checked in order and leave no records",
          "[control][checkout]") {
  TestApi api;
  RunCheckout(api, Params("used"));
  api.Post("/payments/prepare", {{"merchant_uid", "announced"}, {"amount", 500}});
  const std::string before = api.Describe();
  Json params{
      {"merchant_uid", "used"}, {"amount", 0}, {"pg", "kcp_billing"}, {"pay_method", "phone"}};
  const std::string own = "INVALID_REQUEST ";
  CHECK(GetRefusal(RunCheckout(api, params)) == "F1002 이미 결제가 이루어진 거래건입니다.");
  params["merchant_uid"] = "announced";
  CHECK(GetRefusal(RunCheckout(api, params)) ==
        own + "사전등록된 결제금액과 일치하지 않습니다. (사전등록 금액 : 500)");
  params["amount"] = 500;
  CHECK(GetRefusal(RunCheckout(api, params)) ==
        own + "해당 PG사에서 지원하지 않는 기능입니다. (kcp_billing : 결제창 방식의 일반결제)");
  params["customer_uid"] = "kim";
  CHECK(GetRefusal(RunCheckout(api, params)) ==
        own + "지원되지 않는 결제수단입니다. (kcp_billing : phone)");
  CHECK(api.Describe() == before);
  params["pay_method"] = "card";
  CHECK(RunCheckout(api, params).json["callback"]["success"] == true);
}

TEST_CASE("checkout: a merchant without any channel gets an error", "[control][checkout]") {
  TestApi api;
  const Json channels = api.Control("GET", "/channels").json["channels"];
  for (const Json& channel : channels) {
    api.Control("DELETE", "/channels/" + channel["channel_key"].get<std::string>());
  }
  const Json callback = RunCheckout(api, Params()).json["callback"];
  CHECK(GetShape(callback) == Strings{"error_msg string", "imp_success boolean",
                                      "merchant_uid string", "success boolean"});
  CHECK(callback["error_msg"] == "Not found PG [ kcp ] and any PG in your info.");
  Json by_key = Params();
  by_key["channelKey"] = "channel-key-unknown";
  const Json by_key_callback = RunCheckout(api, by_key).json["callback"];
  CHECK(by_key_callback["error_code"] == "F500");
  CHECK(by_key_callback["error_msg"] ==
        "결제 창 호출에 실패했습니다. 채널 정보를 조회할 수 없습니다.");
  CHECK(Summary(api.Post("/subscribe/payments/onetime", OnetimeBody("o-1"))) ==
        "200 1 등록된 PG 설정 정보가 없습니다.");
}

TEST_CASE("checkout: confirm_url is called before the payment and can stop it",
          "[control][checkout]") {
  TestApi api(SetupWithWebhook(kUrl));
  std::string status_seen;
  int status = 200;
  std::string body;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    const bool is_confirm_call = post.url == kConfirm;
    if (is_confirm_call)
      status_seen =
          api.Get("/payments/find/" + Json::parse(post.body)["merchant_uid"].get<std::string>())
              .response()["status"]
              .get<std::string>();
    return HttpResult{is_confirm_call ? status : 200, "", is_confirm_call ? body : "", {}};
  });
  Json params = Params();
  params["confirm_url"] = kConfirm;
  const TestReply paid = RunCheckout(api, params);
  CHECK(status_seen == "ready");
  CHECK(paid.json["callback"]["success"] == true);
  CHECK(api.sender.bodies()[0] == R"({"imp_uid":")" +
                                      paid.json["payment"]["imp_uid"].get<std::string>() +
                                      R"(","merchant_uid":"o-1","amount":1004})");
  api.Control("POST", "/settle");
  status = 400;
  body = R"({"reason": "품절"})";
  params["merchant_uid"] = "o-2";
  CHECK(GetRefusal(RunCheckout(api, params)) ==
        "가맹점 요청에 의해 결제를 중단합니다.(상세사유 : 품절)");
  body = "";
  params["merchant_uid"] = "o-3";
  const TestReply stopped = RunCheckout(api, params);
  CHECK(stopped.json["payment"]["fail_reason"] ==
        "가맹점 요청에 의해 결제를 중단합니다.(상세사유 : 알 수 없음)");
  api.Control("POST", "/settle");
  CHECK(api.sender.urls() == Strings{kConfirm, kUrl, kConfirm, kConfirm});
}

TEST_CASE(
    "checkout: a virtual account is issued, sends a ready webhook, and gets its deposit later",
    "[control][checkout]") {
  TestApi api(SetupWithWebhook(kUrl));
  Json params = Params();
  params["pay_method"] = "vbank";
  params["vbank_due"] = "20240203";
  const TestReply reply = RunCheckout(api, params);
  CHECK(reply.json["callback"]["success"] == true);
  CHECK(reply.json["callback"]["status"] == "ready");
  CHECK(reply.json["callback"]["vbank_date"] == "2024-02-03 23:59:59");
  CHECK(reply.json["payment"]["vbank_name"] == "국민은행");
  api.Control("POST", "/actions/deposit", R"({"merchant_uid": "o-1"})");
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "paid");
}

TEST_CASE("checkout: the buyer's own card is charged", "[control][checkout]") {
  TestApi api;
  const auto [number, expected] = GENERATE(table<std::string, std::string>({
      {"4000-0000-0000-0341", "CC03 카드사 거절(기타사유)"},
      {"4092-0230-1234-1234", "CC14 카드번호 오류"},
  }));
  const Json card{{"card", {{"number", number}, {"expiry", "2030-12"}}}};
  CHECK(GetRefusal(RunCheckout(api, Params(), card)) == expected);
}

TEST_CASE("checkout: injected faults apply to windows too", "[control][checkout]") {
  TestApi api;
  api.Control(
      "POST", "/faults",
      R"({"when": {"operation": "charge", "pg": "kcp"}, "then": {"decline": "lost_card"}})");
  CHECK(GetRefusal(RunCheckout(api, Params())) == "CC04 분실 혹은 거래불가 카드");
}

TEST_CASE("checkout: an invalid body is refused with the name of the field",
          "[control][checkout]") {
  TestApi api;
  const auto [body, parameter] = GENERATE(table<std::string, std::string>({
      {"{}", "params"},
      {R"({"params": 1})", "params"},
      {R"({"params": {}, "outcome": "win"})", "outcome"},
      {R"({"params": {}, "outcome": {"decline": {"code": "1"}}})", "outcome/decline/message"},
      {R"({"params": {}, "outcome": {"refuse": 1}})", "outcome/decline"},
      {R"({"params": {}, "outcome": {"decline": "a mood"}})", "outcome/decline"},
      {R"({"params": {}, "callback_function": "no"})", "callback_function"},
      {R"({"params": {}, "user_agent": 7})", "user_agent"},
      {R"({"params": {}, "device": "tv"})", "device"},
      {R"({"params": {}, "pays_with": "gold"})", "pays_with"},
      {R"({"params": {}, "bank_code": 4})", "bank_code"},
      {R"({"params": {}, "bank_code": "999"})", "bank_code"},
      {R"({"params": {}, "card": 7})", "card"},
      {R"({"params": {}, "card": {"number": "1234-1234-1234-1234"}})", "card/expiry"},
      {R"({"params": {}, "card": {"expiry": "2030-12"}})", "card/number"},
      {R"({"params": {}, "card": {"quota": "three"}})", "card/quota"},
      {R"({"params": {}, "card": {"quota": 3, "cvv": "123"}})", "card/cvv"},
      {R"({"params": {}, "cards": 7})", "cards"},
  }));
  CAPTURE(body);
  const TestReply reply = api.Control("POST", "/checkouts", body);
  CHECK(reply.status == 400);
  CHECK(reply.json["error"]["parameter"] == parameter);
}

TEST_CASE("checkout: a wallet that the method lacks is refused by name, and leaves no payment",
          "[control][checkout]") {
  TestApi api;
  const std::string method = GENERATE("trans", "vbank");
  const std::string pays_with = GENERATE("money", "points");
  Json params = Params();
  params["pay_method"] = method;
  const std::string before = api.Describe();
  CHECK(ControlSummary(RunCheckout(api, params, {{"pays_with", pays_with}})) ==
        "400 invalid_parameter pays_with pays_with: must be \"card\" or left out, not \"" +
            pays_with + "\": " + method + " is paid without a wallet");
  CHECK(api.Describe() == before);
}

TEST_CASE("checkout: the buyer chooses the bank of a transfer or an account",
          "[control][checkout]") {
  TestApi api;
  Json params = Params();
  params["pay_method"] = "trans";
  CHECK(RunCheckout(api, params, {{"bank_code", "088"}}).json["payment"]["bank_code"] == "088");
  // The number of an account has the length that is usual at its bank.
  const auto [bank_code, name, digits] = GENERATE(table<std::string, std::string, std::size_t>({
      {"004", "국민", 14},
      {"088", "신한", 13},
  }));
  CAPTURE(bank_code);
  const Json account{
      {"pg", "uplus"}, {"pay_method", "vbank"}, {"merchant_uid", "order-2"}, {"amount", 1'000}};
  const TestReply reply = RunCheckout(api, account, {{"bank_code", bank_code}});
  INFO(reply.text);
  const Json& payment = reply.json["payment"];
  CHECK(payment["vbank_code"] == bank_code);
  CHECK(payment["vbank_name"] == name);
  CHECK(payment["vbank_num"].get<std::string>().size() == digits + 1);
}

TEST_CASE("checkout: a bank that the method lacks is refused by name, and leaves no payment",
          "[control][checkout]") {
  TestApi api;
  const std::string before = api.Describe();
  CHECK(ControlSummary(RunCheckout(api, Params(), {{"bank_code", "004"}})) ==
        "400 invalid_parameter bank_code bank_code: applies to transfers and virtual accounts, "
        "not to card");
  CHECK(api.Describe() == before);
}

TEST_CASE("checkout: no card data from the parameters is stored", "[control][checkout]") {
  TestApi api;
  Json params = Params();
  params["pg"] = "paymentwall";
  params["card"] = {
      {"info", {{"number", "4242-4242-4242-4242"}, {"expiry", "2026-09"}, {"cvc", "826"}}}};
  params["buyer_email"] = "iamport@example.com";
  const TestReply reply = RunCheckout(api, params);
  const std::string journal = api.Control("GET", "/journal").text;
  CHECK(journal.find("4242-4242") == std::string::npos);
  CHECK(journal.find("826") == std::string::npos);
  CHECK(reply.text.find("4242424242424242") == std::string::npos);
}

TEST_CASE("checkout: a payment has a browser's user agent and the time that the buyer took",
          "[control][checkout]") {
  TestApi api;
  const Json pc = RunCheckout(api, Params()).json["payment"];
  const Json mobile = RunCheckout(api, Params("o-2"), {{"device", "mobile"}}).json["payment"];
  const Json own = RunCheckout(api, Params("o-3"), {{"user_agent", "Mozilla/5.0 (own)"}}).json;
  CHECK_THAT(pc["user_agent"].get<std::string>(), Catch::StartsWith("Mozilla/5.0 (Windows"));
  CHECK_THAT(mobile["user_agent"].get<std::string>(), Catch::Contains("Mobile Safari"));
  CHECK(own["payment"]["user_agent"] == "Mozilla/5.0 (own)");
  for (const Json& payment : {pc, mobile, own["payment"]}) {
    const int spent = payment["paid_at"].get<int>() - payment["started_at"].get<int>();
    CHECK(spent >= 15);
    CHECK(spent <= 60);
  }
  CHECK(pc["paid_at"].get<int>() - pc["started_at"].get<int>() !=
        mobile["paid_at"].get<int>() - mobile["started_at"].get<int>());
  Json account = Params("o-4");
  account["pay_method"] = "vbank";
  const Json issued = RunCheckout(api, account).json["payment"];
  const int until_issued = issued["vbank_issued_at"].get<int>() - issued["started_at"].get<int>();
  CHECK(until_issued >= 15);
  CHECK(until_issued <= 60);
}

TEST_CASE("checkout: another window can follow one that the buyer abandoned",
          "[control][checkout]") {
  TestApi api(SetupWithWebhook(kUrl));
  const Json abandoned = RunCheckout(api, Params(), {{"outcome", "abandon"}}).json;
  CHECK(abandoned["callback"].is_null());
  CHECK(abandoned["redirect_url"].is_null());
  CHECK(abandoned["payment"]["status"] == "ready");
  CHECK(abandoned["payment"]["started_at"] == ToUnixSeconds(Start()));
  Json confirmed = Params("o-2");
  confirmed["confirm_url"] = kConfirm;
  RunCheckout(api, confirmed, {{"outcome", "abandon"}});
  api.Control("POST", "/settle");
  CHECK(api.sender.posts().empty());
  CHECK(RunCheckout(api, Params()).json["callback"]["success"] == true);
}

TEST_CASE("checkout: a page without a callback function gets the result by redirect only",
          "[control][checkout]") {
  TestApi api;
  const Json without_callback{{"callback_function", false}};
  const Json on_pc = RunCheckout(api, Params(), without_callback).json;
  CHECK(on_pc["callback"].is_null());
  CHECK(on_pc["redirect_url"].is_null());
  CHECK(on_pc["payment"]["status"] == "paid");
  Json on_mobile = without_callback;
  on_mobile["device"] = "mobile";
  CHECK(RunCheckout(api, Params(), on_mobile).json["redirect_url"] ==
        "https://service.iamport.kr/payments/fail?imp_uid=&success=false&error_msg="
        "%EC%9D%B4%EB%AF%B8%20%EA%B2%B0%EC%A0%9C%EA%B0%80%20%EC%9D%B4%EB%A3%A8%EC%96%B4%EC%A7%84"
        "%20%EA%B1%B0%EB%9E%98%EA%B1%B4%EC%9E%85%EB%8B%88%EB%8B%A4.");
}

TEST_CASE(
    "checkout: on mobile, without m_redirect_url and a callback function, the service's pages",
    "[control][checkout]") {
  TestApi api;
  const std::string page = "https://service.iamport.kr/payments/";
  const auto open = [&api](Json params, const std::string& outcome) {
    static int order = 0;
    params["merchant_uid"] = "m-" + std::to_string(++order);
    return RunCheckout(api, params,
                       {{"callback_function", false}, {"device", "mobile"}, {"outcome", outcome}})
        .json;
  };
  const auto imp_uid_of = [](const Json& reply) {
    return reply["payment"]["imp_uid"].get<std::string>();
  };
  const Json paid = open(Params(), "approve");
  CHECK(paid["redirect_url"] == page + "success?success=true&imp_uid=" + imp_uid_of(paid));
  Json by_account = Params();
  by_account["pay_method"] = "vbank";
  const Json account = open(by_account, "approve");
  CHECK(account["redirect_url"] == page + "vbank?imp_uid=" + imp_uid_of(account));
  const Json closed = open(Params(), "close");
  CHECK(closed["callback"].is_null());
  CHECK(closed["redirect_url"] ==
        page + "fail?success=false&imp_uid=" + imp_uid_of(closed) +
            "&error_msg=%EC%82%AC%EC%9A%A9%EC%9E%90%20%EC%B7%A8%EC%86%8C");
  Json by_callback = Params();
  by_callback["pg"] = "payco";
  const Json failed = open(by_callback, "insufficient_funds");
  CHECK_THAT(failed["redirect_url"].get<std::string>(),
             Catch::StartsWith(page + "fail?imp_uid=" + imp_uid_of(failed) +
                               "&success=false&error_msg=F0004%3A"));
  CHECK(open(by_callback, "approve")["redirect_url"].is_null());
}

TEST_CASE("checkout: dollars are cancelled in dollars, by API and in the console",
          "[control][checkout]") {
  TestApi api;
  Json params = Params();
  params["pg"] = "nice";
  params["currency"] = "USD";
  params["amount"] = 10.5;
  REQUIRE(RunCheckout(api, params).json["payment"]["amount"] == 10.5);
  const TestReply part = api.Post("/payments/cancel", {{"merchant_uid", "o-1"}, {"amount", 0.25}});
  CHECK(part.response()["cancel_amount"] == 0.25);
  CHECK(ControlSummary(api.Control("POST", "/actions/cancel",
                                   R"({"merchant_uid": "o-1", "amount": 0.001})")) ==
        "400 invalid_parameter amount amount: must be a positive amount in the payment's currency");
  const TestReply rest =
      api.Control("POST", "/actions/cancel", R"({"merchant_uid": "o-1", "amount": 10.25})");
  CHECK(rest.json["cancel_amount"] == 10.5);
}

TEST_CASE("checkout: an amount without a currency is read in the channel's, before other refusals",
          "[control][checkout]") {
  TestApi api;
  const std::string too_precise =
      "INVALID_REQUEST amount 파라메터가 올바르지 않습니다. (해당 통화의 최소 단위보다 작은 "
      "금액입니다)";
  REQUIRE(RunCheckout(api, Params()).status == 200);
  Json params = Params();  // of an order that is paid
  params["amount"] = 10.5;
  const TestReply refused = RunCheckout(api, params);
  CHECK(GetRefusal(refused) == too_precise);
  CHECK(refused.json["callback"]["merchant_uid"] == "o-1");
  params["channelKey"] = "channel-key-unknown";
  CHECK(GetRefusal(RunCheckout(api, params)) == too_precise);
  params["amount"] = 10;
  params["tax_free"] = 11;
  CHECK(GetRefusal(RunCheckout(api, params)) ==
        "INVALID_REQUEST tax_free 파라메터가 올바르지 않습니다. (amount보다 클 수 없습니다)");
}

TEST_CASE("checkout: a fault that breaks the reply ends the window, also for a virtual account",
          "[control][checkout]") {
  TestApi api;
  const auto [method, effect] = GENERATE(table<std::string, std::string>({
      {"card", R"({"error": {"status": 500, "code": -1, "message": "down"}})"},
      {"vbank", R"({"error": {"status": 500, "code": -1, "message": "down"}})"},
      {"vbank", R"({"decline": {"code": "X", "message": "down"}})"},
  }));
  CAPTURE(method, effect);
  api.Control("POST", "/faults", R"({"when": {"operation": "charge"}, "then": )" + effect + "}");
  Json params = Params();
  params["pay_method"] = method;
  const TestReply reply = RunCheckout(api, params);
  CHECK(reply.json["callback"]["success"] == false);
  CHECK_THAT(reply.json["callback"]["error_msg"].get<std::string>(), Catch::EndsWith("down"));
  CHECK(reply.json["payment"]["status"] == "failed");
  CHECK(RunCheckout(api, params).json["callback"]["success"] == true);
}

TEST_CASE("checkout: a reset during the confirm_url call ends the window", "[control][checkout]") {
  TestApi api;
  Json params = Params();
  params["confirm_url"] = kConfirm;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& /*post*/) {
    api.Control("POST", "/reset");
    api.Control("POST", "/checkouts", R"({"params": {"pg": "kcp", "merchant_uid": "o-1",
        "amount": 5000, "pay_method": "vbank"}})");
    return HttpResult{200, "", "", {}};
  });
  const TestReply reply = RunCheckout(api, params);
  CHECK(reply.json["callback"]["success"] == false);
  CHECK(reply.json["payment"].is_null());
  const Json other = api.Get("/payments/find/o-1").response();
  CHECK(other["status"] == "ready");
  CHECK(other["amount"] == 5'000);
}

}  // namespace
}  // namespace portone::control
