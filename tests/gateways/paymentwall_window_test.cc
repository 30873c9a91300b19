// SPDX-License-Identifier: MIT
// Paymentwall's window, row by row (docs/gateways/paymentwall.md).
#include "gateways/paymentwall_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;               // NOLINT(google-build-using-namespace)
using namespace portone::testing::paymentwall;  // NOLINT(google-build-using-namespace)

/// Pays one checkout and returns its warnings in the journal.
std::vector<std::string> PayAndGetWarnings(const Json& params,
                                           const Json& settings = Json::object()) {
  TestApi api;
  SetSettings(api, settings);
  CHECK(GetCallbackResult(OpenWindow(api, params)) == "true - -");
  return ReadWarnings(api);
}

TEST_CASE("W1: whatever pay_method says, a card pays and is stored", "[gateway][paymentwall]") {
  for (const char* method : {"card", "phone", "kakaopay", "no such method"}) {
    TestApi api;
    Issue(api, With(Params("issue"), {{"pay_method", method}}));
    const Json payment = api.Get("/payments/find/issue").response();
    CHECK(payment["pay_method"] == "card");
    CHECK(payment["status"] == "paid");
  }
}

TEST_CASE("W2: the amount is a whole number, and an issue charges it", "[gateway][paymentwall]") {
  TestApi api;
  const std::string before = api.Describe();
  CHECK(GetCallbackResult(OpenWindow(api, With(Params(), {{"amount", "50"}}))) ==
        "false INVALID_REQUEST amount 파라메터가 올바르지 않습니다. (number여야 합니다)");
  CHECK(api.Describe() == before);
  CHECK(GetCallbackResult(OpenWindow(api, With(Params(), {{"amount", 50.5}}))) ==
        "false 3002 Wrong charge amount.");
  CHECK(GetStatus(api, "o-1") == "failed");
  CHECK(GetCallbackResult(OpenWindow(api, With(Params(), {{"amount", 50.0}}))) == "true - -");
  Advance(api, "5s");
  const Json payment = api.Get("/payments/find/o-1").response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["amount"] == 50);
  CHECK(payment["currency"] == "USD");
  CHECK(payment["customer_uid_usage"] == "issue");
  CHECK_FALSE(payment["apply_num"].is_null());
}

TEST_CASE("W3: there is no key without a charge, and cancelling right away causes a warning",
          "[gateway][paymentwall]") {
  TestApi api;
  const std::string before = api.Describe();
  const TestReply zero_amount = OpenWindow(api, With(Params(), {{"amount", 0}}));
  CHECK(GetCallbackResult(zero_amount) ==
        "false INVALID_REQUEST amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)");
  CHECK(zero_amount.json["payment"].is_null());
  CHECK(api.Describe() == before);
  Issue(api);
  REQUIRE(Summary(api.Post("/payments/cancel", {{"merchant_uid", "issue"}})) == "200 0");
  CHECK(ReadWarnings(api) ==
        Strings{
            "immediately cancelling a charge that only stored a key may get the merchant blocked"});
  Advance(api, "1h");
  CHECK(api.Get("/subscribe/customers/kim").code() == 0);
  TestApi later;
  Issue(later);
  Advance(later, "1h");
  REQUIRE(Summary(later.Post("/payments/cancel", {{"merchant_uid", "issue"}})) == "200 0");
  CHECK(ReadWarnings(later).empty());
}

TEST_CASE("W8: the currency is the named one, or won with a warning", "[gateway][paymentwall]") {
  for (const char* currency :
       {"USD", "EUR", "JPY", "CNY", "GBP", "THB", "VND", "SGD", "TWD", "HKD", "KRW"}) {
    TestApi api;
    const TestReply reply = OpenWindow(api, With(Params(), {{"currency", currency}}));
    CHECK(reply.json["payment"]["currency"] == currency);
    CHECK(ReadWarnings(api).empty());
  }
  TestApi api;
  const TestReply none = OpenWindow(api, Without(Params(), "currency"));
  CHECK(none.json["payment"]["currency"] == "KRW");
  CHECK(none.json["payment"]["amount"] == 50);
  CHECK(ReadWarnings(api) == Strings{"no currency: the amount is in KRW"});
  CHECK(GetCallbackResult(OpenWindow(api, With(Params("o-2"), {{"currency", "RUB"}}))) ==
        "false INVALID_REQUEST currency 파라메터가 올바르지 않습니다. (paymentwall에서 지원되지 "
        "않는 통화입니다 : RUB)");
}

TEST_CASE(
    "W11: a buyer without first and last name causes a warning, or is refused by a strict channel",
    "[gateway][paymentwall]") {
  for (const char* good : {"Michael Jackson", "김 포트"})
    CHECK(PayAndGetWarnings(With(Params(), {{"buyer_name", good}}), {{"buyer_name", "strict"}})
              .empty());
  for (const std::string name : {"구매자이름", "A  B", "Anna ", " Anna", "Jean Luc P"}) {
    const Json params = With(Params(), {{"buyer_name", name}});
    CHECK(PayAndGetWarnings(params).size() == 1);
    TestApi strict;
    SetSettings(strict, {{"buyer_name", "strict"}});
    CHECK(GetCallbackResult(OpenWindow(strict, params)) == "false 3302 Please check last name");
    CHECK(GetStatus(strict, "o-1") == "failed");
  }
  CHECK(PayAndGetWarnings(With(Params(), {{"buyer_name", "구매자이름"}})) ==
        Strings{"buyer_name should be a first and a last name separated by one space: "
                "구매자이름"});
}

TEST_CASE("W12: name, buyer_name and buyer_email are required in the window",
          "[gateway][paymentwall]") {
  for (const std::string key : {"name", "buyer_name", "buyer_email"}) {
    TestApi api;
    const std::string before = api.Describe();
    CHECK(GetCallbackResult(OpenWindow(api, Without(Params(), key.c_str()))) ==
          "false INVALID_REQUEST " + key + " 파라메터가 누락되었습니다.");
    CHECK(api.Describe() == before);
  }
}

TEST_CASE("W14: a window calls back on a PC and redirects on mobile", "[gateway][paymentwall]") {
  TestApi api;
  const Json url{{"m_redirect_url", "https://shop.test/done"}};
  const TestReply pc = OpenWindow(api, With(Params("o-1"), url));
  CHECK(GetCallbackResult(pc) == "true - -");
  CHECK(pc.json["redirect_url"].is_null());
  const TestReply mobile = OpenWindow(api, With(Params("o-2"), url), {{"device", "mobile"}});
  CHECK(mobile.json["callback"].is_null());
  CHECK(mobile.json["redirect_url"].get<std::string>().starts_with("https://shop.test/done?"));
  CHECK(GetCallbackResult(OpenWindow(api, Params("o-3"), {{"device", "mobile"}})) == "true - -");
  // Without a window the buyer does not leave the page.
  const TestReply brick = OpenWindow(api, With(BrickParams("o-4"), url), {{"device", "mobile"}});
  CHECK(GetCallbackResult(brick) == "true - -");
  CHECK(brick.json["redirect_url"].is_null());
}

TEST_CASE(
    "W15, W16: bypass.widget_code and bypass.ps are accepted; an unknown widget causes a warning",
    "[gateway][paymentwall]") {
  for (const char* widget : {"pw_1", "t3_1"})
    CHECK(PayAndGetWarnings(With(Params(), {{"bypass", {{"widget_code", widget}}}})).empty());
  for (const char* ps : {"all", "kakaopaykr", "test"})
    CHECK(PayAndGetWarnings(With(Params(), {{"bypass", {{"ps", ps}}}})).empty());
  CHECK(PayAndGetWarnings(With(Params(), {{"bypass", {{"widget_code", "p1_1"}}}})) ==
        Strings{"bypass.widget_code must be pw_1, or t3_1 for Terminal3, not p1_1"});
}

TEST_CASE("W17: test methods are shown in a live project or with bypass.ps=test",
          "[gateway][paymentwall]") {
  const Json tests = With(Params(), {{"use_test_method", true}});
  CHECK(PayAndGetWarnings(tests) ==
        Strings{"use_test_method has no effect in a test project without bypass.ps: \"test\""});
  CHECK(PayAndGetWarnings(With(tests, {{"bypass", {{"ps", "test"}}}})).empty());
  CHECK(PayAndGetWarnings(tests, {{"project", "live"}}).empty());
  CHECK(PayAndGetWarnings(With(tests, {{"use_test_method", false}})).empty());
}

TEST_CASE("W18, W33: the window's language and other parameters are accepted and change nothing",
          "[gateway][paymentwall]") {
  const auto payment_of = [](const Json& more) {
    TestApi api;
    const TestReply reply = OpenWindow(api, With(Params(), more));
    CHECK(ReadWarnings(api).empty());
    return reply.json["payment"];
  };
  const Json usual = payment_of({{"language", "en"}});
  CHECK(usual["status"] == "ready");
  CHECK(payment_of({{"language", "ko"}}) == usual);
  CHECK(payment_of({{"bypass",
                     {{"country_code", "US"},
                      {"logo_url", "https://shop.test/logo.png"},
                      {"project_name", "shop"},
                      {"product_price_without_tax", "45"},
                      {"sales_tax", "5"}}}}) == usual);
}

TEST_CASE("W24: a project key after the gateway code selects the project",
          "[gateway][paymentwall]") {
  TestApi api;
  const Json project{{"pg", "paymentwall"}, {"pg_id", "1a2b3c"}};
  REQUIRE(ControlSummary(api.Control("PUT", "/channels/second", project.dump())) == "200");
  const auto id_of = [&api](const Json& params) {
    return OpenWindow(api, params).json["payment"]["pg_id"].get<std::string>();
  };
  CHECK(id_of(Params("o-1")) == "paymentwalltest");
  CHECK(id_of(With(Params("o-2"), {{"pg", "paymentwall.1a2b3c"}})) == "1a2b3c");
  CHECK(id_of(With(Params("o-3"), {{"pg", "paymentwall.paymentwalltest"}})) == "paymentwalltest");
}

TEST_CASE("W30: a charge is between half a dollar and 500 dollars", "[gateway][paymentwall]") {
  TestApi api;
  SetSettings(api, {{"pci", "on"}});
  const auto charged = [&api](const Json& amount, const char* currency) {
    const Json body =
        With(PaymentwallOnetimeBody("o-1"), {{"amount", amount}, {"currency", currency}});
    return Summary(api.Post(kOnetime, body));
  };
  CHECK(charged(0.49, "USD") ==
        "200 -1 결제에 실패하였습니다. [3115] Charge amount is too small. Default minimum is 0.50 "
        "USD.");
  CHECK(charged(500.01, "USD") ==
        "200 -1 결제에 실패하였습니다. [3116] Charge amount is too high. Default maximum is 500 "
        "USD.");
  CHECK(api.Get("/payments/find/o-1").status == 404);
  CHECK(GetCallbackResult(OpenWindow(api, With(Params("o-2"), {{"amount", 501}}))) ==
        "false 3116 Charge amount is too high. Default maximum is 500 USD.");
  CHECK(GetStatus(api, "o-2") == "failed");
  CHECK(GetCallbackResult(OpenWindow(api, With(Params("o-3"), {{"amount", 500}}))) == "true - -");
  CHECK(charged(0.5, "USD") == "200 0");
  TestApi won;
  CHECK(Summary(won.Post(kOnetime, With(PaymentwallOnetimeBody("o-1"), {{"amount", 1'000'000}}))) ==
        "200 0");
}

TEST_CASE("W32: a window without a customer_uid is a one-time payment and stores nothing",
          "[gateway][paymentwall]") {
  TestApi api(SetupWithWebhook(kHook));
  CHECK(GetCallbackResult(OpenWindow(api, Without(Params(), "customer_uid"))) == "true - -");
  CHECK(GetStatus(api, "o-1") == "ready");
  Advance(api, "5s");
  const Json payment = api.Get("/payments/find/o-1").response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["customer_uid"].is_null());
  CHECK(payment["customer_uid_usage"].is_null());
  CHECK(SettleAndListWebhooks(api) == Strings{"paid"});
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);
}

}  // namespace
}  // namespace portone::gateways
