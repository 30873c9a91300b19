// SPDX-License-Identifier: MIT
// The windows of pages in a browser: opening, what they show, and their end.
#include <set>
#include <string>
#include <vector>

#include "support/browser_calls.h"
#include "web/open_windows.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kHook = "http://shop.test/hook";
constexpr const char* kConfirm = "http://shop.test/confirm";

Json Params(std::string_view merchant_uid = "o-1", std::string_view pg = "kcp") {
  return {{"pg", pg},
          {"pay_method", "card"},
          {"merchant_uid", merchant_uid},
          {"name", "당근 10kg"},
          {"amount", 60'000},
          {"buyer_name", "김포트"},
          {"buyer_tel", "010-1234-5678"},
          {"m_redirect_url", "https://shop.test/done?cart=7"}};
}

Json With(Json json, const Json& more) {
  if (more.is_object()) json.update(more);
  return json;
}

std::string OpenId(TestApi& api, const Json& params, const Json& rest = Json::object()) {
  const Json opened = OpenPageWindow(api, params, rest);
  INFO(opened.dump());
  REQUIRE(opened.contains("id"));
  return opened.at("id").get<std::string>();
}

Json FindPayment(TestApi& api, const std::string& merchant_uid) {
  return api.Get("/payments/find/" + merchant_uid).response();
}

/// What differs between two windows of the same order in two sandboxes that are otherwise alike.
Json WithoutTimes(Json payment) {
  for (const char* key : {"started_at", "user_agent"})
    payment.erase(key);
  if (payment.at("pg_provider") == "tosspayments") {
    // Its number, which is in the link as well, has the time at which the window was opened.
    payment.erase("pg_tid");
    payment.erase("receipt_url");
  }
  return payment;
}

TEST_CASE("window: an open one is a ready payment, and shows its order and its choices", "[web]") {
  TestApi api;
  const Json opened = OpenPageWindow(api, Params());
  const std::string id = opened.at("id");
  CHECK(id.size() == 32);
  CHECK(opened.at("path") == "/_browser/windows/" + id);
  CHECK(opened.at("popup") == false);
  CHECK(opened.at("leaves_page") == false);
  CHECK(FindPayment(api, "o-1").at("status") == "ready");
  const Json state = ReadPageWindow(api, id);
  CHECK(state.at("order") == Json{{"merchant_uid", "o-1"},
                                  {"name", "당근 10kg"},
                                  {"amount", 60'000},
                                  {"currency", "KRW"},
                                  {"buyer_name", "김포트"},
                                  {"buyer_tel", "010-1234-5678"},
                                  {"buyer_email", ""}});
  CHECK(state.at("gateway").at("code") == "kcp");
  CHECK(state.at("kind") == "payment");
  CHECK(state.at("language") == "ko");
  CHECK(state.at("pay_method") == "card");
  CHECK(state.at("card_form") == true);
  CHECK(state.at("means") == Json::array({"card"}));
  CHECK(state.at("instalments") == Json{0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  CHECK(state.at("test_cards").at(0).at("outcome") == "approved");
  CHECK(state.at("outcomes").at(0).at("name") == "approve");
  CHECK(state.at("return_origin") == "https://shop.test");
  CHECK(state.at("ended").is_null());
}

TEST_CASE("window: it offers what its rules and its page allow", "[web]") {
  TestApi api;
  const auto state = [&api](const Json& params) {
    return ReadPageWindow(api, OpenId(api, params));
  };
  const Json few = state(With(Params("o-1"), {{"display", {{"card_quota", {2, 3}}}}}));
  CHECK(few.at("instalments") == Json{0, 2, 3});
  const Json none = state(With(Params("o-2"), {{"display", {{"card_quota", Json::array()}}}}));
  CHECK(none.at("instalments") == Json::array({0}));
  CHECK(state(With(Params("o-3"), {{"amount", 49'999}})).at("instalments") == Json::array({0}));
  const Json account = state(With(Params("o-4"), {{"pay_method", "vbank"}, {"language", "en"}}));
  CHECK(account.at("card_form") == false);
  CHECK(account.at("means").empty());
  CHECK(account.at("test_cards").empty());
  CHECK(account.at("banks").at(0).contains("name"));
  CHECK(account.at("language") == "en");
  const Json wallet = state(With(Params("o-5", "kakaopay"), {}));
  CHECK(wallet.at("means") == Json{"money", "card", "points"});
  CHECK(wallet.at("gateway").at("color") == "#fee500");
  const Json fixed =
      state(With(Params("o-6"), {{"card", {{"direct", {{"code", "367"}, {"quota", 3}}}}}}));
  CHECK(fixed.at("instalments") == Json::array({3}));
}

void SetChannel(TestApi& api, const std::string& pg, const Json& settings) {
  const TestReply reply = api.Control("PUT", "/channels/channel-key-" + pg,
                                      Json{{"pg", pg}, {"settings", settings}}.dump());
  INFO(reply.text);
  REQUIRE(reply.status == 200);
}

TEST_CASE("window: it offers the instalments that its channel's settings allow", "[web]") {
  TestApi api;
  const auto months = [&api](const Json& params) {
    return ReadPageWindow(api, OpenId(api, params)).at("instalments");
  };
  SetChannel(api, "kcp", {{"instalments", "from_10000"}});
  CHECK(months(With(Params("o-1"), {{"amount", 10'000}})).size() == 12);
  SetChannel(api, "kcp", {{"instalments", "none"}});
  CHECK(months(Params("o-2")) == Json::array({0}));
  const Json listed{{"display", {{"card_quota", {3, 6}}}}};
  SetChannel(api, "nice", {{"card_quota", "exact"}});
  CHECK(months(With(Params("o-3", "nice"), listed)) == Json{0, 3, 6});
  SetChannel(api, "nice", {{"card_quota", "up_to"}});
  CHECK(months(With(Params("o-4", "nice"), listed)) == Json{0, 2, 3, 4, 5, 6});
}

TEST_CASE("window: the gateway refuses months that it does not offer", "[web]") {
  TestApi api;
  SetChannel(api, "kcp", {{"instalments", "none"}});
  const Json refused = EndPageWindow(api, OpenId(api, Params("o-1")), {{"quota", 3}});
  INFO(refused.dump());
  CHECK(FindPayment(api, "o-1").at("status") == "failed");
  CHECK(FindPayment(api, "o-1").at("fail_reason").get<std::string>().find("CC34") !=
        std::string::npos);
  EndPageWindow(api, OpenId(api, Params("o-2")), {{"quota", 0}});
  CHECK(FindPayment(api, "o-2").at("status") == "paid");
}

/// The links of receipts do not depend on the address of the caller.
engine::Setup SetupWithGatewayReceipts() {
  engine::Setup setup = StandardSetup();
  setup.merchant.switches.receipt_links = ReceiptLinks::kGateway;
  return setup;
}

TEST_CASE("window: every outcome gives the page the result of a checkout without a browser",
          "[web]") {
  const std::vector<Json> outcomes{"approve",
                                   "close",
                                   "abandon",
                                   "lose_callback",
                                   "insufficient_funds",
                                   "wrong_password",
                                   {{"decline", {{"code", "8812"}, {"message", "한도 초과"}}}}};
  for (const char* pg : {"kcp", "nice", "tosspayments", "naverpay", "kakaopay", "html5_inicis"}) {
    for (const char* device : {"pc", "mobile"}) {
      for (const bool has_callback : {true, false}) {
        for (const Json& outcome : outcomes) {
          INFO(pg << ' ' << device << ' ' << has_callback << ' ' << outcome.dump());
          TestApi without(SetupWithGatewayReceipts());
          const std::string checkout = Json{
              {"params", Params("o-1", pg)},
              {"device", device},
              {"callback_function", has_callback},
              {"outcome", outcome}}.dump();
          const Json expected =
              Json::parse(without.handler
                              .Handle({.method = "POST",
                                       .target = "/_emulator/checkouts",
                                       .headers = {{"Host", "emulator.test:12011"}},
                                       .body = checkout})
                              .body);
          TestApi api(SetupWithGatewayReceipts());
          const std::string id =
              OpenId(api, Params("o-1", pg), {{"device", device}, {"has_callback", has_callback}});
          const Json page_result = EndPageWindow(api, id, {{"outcome", outcome}});
          CHECK(page_result.at("callback") == expected.at("callback"));
          CHECK(page_result.at("redirect_url") == expected.at("redirect_url"));
          CHECK(WithoutTimes(FindPayment(api, "o-1")) == WithoutTimes(expected.at("payment")));
        }
      }
    }
  }
}

TEST_CASE("window: what the buyer chooses in it is in the payment", "[web]") {
  TestApi api;
  const std::string card = OpenId(api, Params("o-1"));
  CHECK(EndPageWindow(
            api, card,
            {{"card", {{"number", "4330123412341234"}, {"expiry", "2030-12"}}}, {"quota", 3}})
            .at("callback")
            .at("success") == true);
  const Json paid = FindPayment(api, "o-1");
  CHECK(paid.at("card_quota") == 3);
  CHECK(paid.at("card_code") == "367");
  const std::string account = OpenId(api, With(Params("o-2"), {{"pay_method", "vbank"}}));
  EndPageWindow(api, account, {{"bank_code", "088"}});
  CHECK(FindPayment(api, "o-2").at("vbank_code") == "088");
  const std::string points = OpenId(api, Params("o-3", "kakaopay"));
  EndPageWindow(api, points, {{"pays_with", "card"}});
  CHECK(FindPayment(api, "o-3").at("pay_method") == "card");
}

TEST_CASE("window: an easy payment in a card's window is recorded as one", "[web]") {
  TestApi api;
  const std::string id = OpenId(api, Params("o-1", "nice"));
  const Json methods = ReadPageWindow(api, id).at("pay_methods");
  INFO(methods.dump());
  REQUIRE(methods.size() > 1);
  CHECK(methods.at(0) == "card");
  EndPageWindow(api, id, {{"pay_method", methods.at(1)}});
  CHECK(FindPayment(api, "o-1").at("emb_pg_provider") == methods.at(1));
}

TEST_CASE("window: months that its page does not offer are refused by the gateway", "[web]") {
  TestApi api;
  const std::string id = OpenId(api, With(Params("o-1"), {{"display", {{"card_quota", {2, 3}}}}}));
  const Json callback = EndPageWindow(api, id, {{"quota", 6}}).at("callback");
  CHECK(callback.at("success") == false);
  CHECK_THAT(callback.at("error_msg").get<std::string>(), Catch::Contains("할부"));
}

TEST_CASE("window: a second end gets the result of the first", "[web]") {
  TestApi api;
  const std::string id = OpenId(api, Params());
  const Json first = EndPageWindow(api, id);
  CHECK(first.at("callback").at("success") == true);
  CHECK(EndPageWindow(api, id, {{"outcome", "close"}}) == first);
  const Json ended = ReadPageWindow(api, id).at("ended");
  CHECK(ended.at("callback") == first.at("callback"));
  CHECK(ended == first);
  CHECK(FindPayment(api, "o-1").at("status") == "paid");
}

TEST_CASE("window: the error for one that no longer exists says so", "[web]") {
  TestApi api;
  const std::string id = OpenId(api, Params());
  const auto refusal = [&api](const std::string& window_id) {
    const Json state = ReadPageWindow(api, window_id);
    CHECK(EndPageWindow(api, window_id) == state);
    return state.at("error").at("code").get<std::string>();
  };
  CHECK(refusal("0123456789abcdef0123456789abcdef") == "not_found");
  api.Control("POST", "/reset");
  CHECK(refusal(id) == "not_found");
  const api::Reply page = SendFromPage(api, "GET", "/_browser/windows/" + std::string(32, '0'));
  CHECK(page.status == 404);
  CHECK(page.content_type == "text/html; charset=utf-8");
}

TEST_CASE("window: only the newest ones of a sandbox are kept", "[web]") {
  TestApi api;
  const std::string first = OpenId(api, Params("first"));
  std::set<std::string> ids{first};
  for (std::size_t i = 0; i < OpenWindows::kMaxPerSandbox; ++i)
    ids.insert(OpenId(api, Params("o-" + std::to_string(i))));
  CHECK(ids.size() == OpenWindows::kMaxPerSandbox + 1);
  CHECK(ReadPageWindow(api, first).contains("error"));
  for (const std::string& id : ids)
    CHECK(ReadPageWindow(api, id).contains("error") == (id == first));
}

TEST_CASE("window: a sandbox's windows are removed with it", "[web]") {
  TestApi api;
  api.Control("POST", "/sandboxes", R"({"imp_key": "other", "user_code": "imp00000007"})");
  const std::string id = OpenId(api, Params(), {{"user_code", "imp00000007"}});
  CHECK_FALSE(ReadPageWindow(api, id).contains("error"));
  api.Control("DELETE", "/sandboxes/other");
  CHECK(ReadPageWindow(api, id).at("error").at("code") == "not_found");
}

TEST_CASE("window: what is refused before it opens leaves no payment", "[web]") {
  TestApi api;
  const auto refused = [&api](const Json& params, const Json& rest = Json::object()) {
    const Json page_result = OpenPageWindow(api, params, rest);
    CHECK_FALSE(page_result.contains("id"));
    return page_result.at("callback");
  };
  CHECK(refused(With(Params(), {{"amount", "60000"}})).at("success") == false);
  CHECK(refused(With(Params(), {{"merchant_uid", 7}})).at("success") == false);
  CHECK(refused(With(Params(), {{"pay_method", "gold"}})).at("imp_uid").is_null());
  const Json unknown = refused(Params(), {{"tier", "zzz"}});
  CHECK(unknown.at("success") == false);
  const Json nobody = OpenPageWindow(api, Params(), {{"user_code", "imp99999999"}});
  CHECK(nobody.at("callback") == Json{{"error_code", "NOT_READY"},
                                      {"error_msg", "등록 된 PG 설정 정보를 찾을 수 없습니다."},
                                      {"imp_uid", nullptr},
                                      {"merchant_uid", "o-1"},
                                      {"success", false}});
  CHECK_THAT(nobody.at("notice").get<std::string>(), Catch::Contains("imp99999999"));
  const Json mobile = OpenPageWindow(api, With(Params(), {{"pay_method", "gold"}}),
                                     {{"device", "mobile"}, {"has_callback", false}});
  CHECK(mobile.at("callback").is_null());
  CHECK_THAT(mobile.at("redirect_url").get<std::string>(),
             Catch::StartsWith("https://shop.test/done?cart=7&imp_uid=&merchant_uid=o-1&imp_"
                               "success=false"));
  CHECK(api.Control("GET", "/payments").json.at("payments").empty());
}

TEST_CASE("window: the error for an invalid body names each mistake", "[web]") {
  TestApi api;
  const auto refusal = [&api](const std::string& target, const std::string& body) {
    const api::Reply reply = SendFromPage(api, "POST", target, body);
    return std::to_string(reply.status) + " " + reply.message;
  };
  CHECK_THAT(refusal("/_browser/windows", "nonsense"), Catch::StartsWith("400 the body is not"));
  CHECK(refusal("/_browser/windows", "{}") ==
        "400 user_code: is missing; params: is missing: those of IMP.request_pay or "
        "IMP.certification");
  CHECK_THAT(refusal("/_browser/windows", R"({"user_code":"a","params":[],"device":"tv"})"),
             Catch::Contains("params: must be an object") && Catch::Contains("device: must be"));
  CHECK_THAT(refusal("/_browser/windows", std::string(300'000, ' ')),
             Catch::Contains("larger than 256 KiB"));
  const std::string outcome = "/_browser/windows/" + OpenId(api, Params()) + "/outcome";
  CHECK_THAT(refusal(outcome, R"({"outcome":"explode"})"), Catch::StartsWith("400 outcome: must"));
  CHECK_THAT(refusal(outcome, R"({"quota":"three"})"), Catch::StartsWith("400 quota: must be"));
  CHECK_THAT(refusal(outcome, R"({"bank_code":"999"})"), Catch::StartsWith("400 bank_code: no"));
  CHECK_THAT(refusal(outcome, R"({"card":{"number":"4242424242424242"}})"),
             Catch::StartsWith("400 ") && Catch::Contains("expiry"));
  CHECK_THAT(refusal(outcome, R"({"pay_method":"gold"})"), Catch::StartsWith("409 "));
  // Nothing of it has ended the window.
  CHECK(FindPayment(api, "o-1").at("status") == "ready");
}

TEST_CASE("window: the card that a page brings decides at once", "[web]") {
  TestApi api;
  const Json params = With(
      Params("o-1", "paymentwall"),
      {{"currency", "USD"},
       {"amount", 50},
       {"buyer_email", "iamport@example.com"},
       {"customer_uid", "kim"},
       {"card",
        {{"info", {{"number", "4242-4242-4242-4242"}, {"expiry", "2030-09"}, {"cvc", "826"}}}}}});
  const Json page_result = OpenPageWindow(api, params);
  INFO(page_result.dump());
  CHECK_FALSE(page_result.contains("id"));
  CHECK(page_result.at("callback").at("success") == true);
}

TEST_CASE("window: how it is shown depends on gateway, page and device", "[web]") {
  TestApi api;
  int count = 0;
  const auto shown = [&](std::string_view pg, const Json& more, const Json& rest) {
    const Json opened =
        OpenPageWindow(api, With(Params("o-" + std::to_string(++count), pg), more), rest);
    INFO(opened.dump());
    REQUIRE(opened.contains("id"));
    const Json state = ReadPageWindow(api, opened.at("id"));
    CHECK((state.at("shown_as") == "popup") == opened.at("popup").get<bool>());
    CHECK((state.at("shown_as") == "page") == opened.at("leaves_page").get<bool>());
    return state.at("shown_as").get<std::string>();
  };
  const Json pc = Json::object();
  const Json mobile{{"device", "mobile"}};
  CHECK(shown("kcp", {}, pc) == "frame");
  CHECK(shown("kcp", {}, mobile) == "page");
  CHECK(shown("kcp", {{"m_redirect_url", nullptr}}, mobile) == "frame");
  CHECK(shown("naverpay", {{"naverPopupMode", true}}, pc) == "popup");
  CHECK(shown("naverpay", {{"naverPopupMode", true}}, mobile) == "popup");
  CHECK(shown("naverpay", {{"naverPopupMode", false}}, pc) == "page");
  CHECK(shown("payco", {}, pc) == "popup");
  CHECK(shown("tosspay", {}, pc) == "popup");
  CHECK(shown("tosspay", {}, mobile) == "page");
}

TEST_CASE("window: confirm_url is called before the buyer pays, and not when the buyer closes it",
          "[web]") {
  TestApi api(SetupWithWebhook(kHook));
  const auto answer = api.sender.RespondUsing([](const webhook::Post& post) {
    return post.url == kConfirm ? RespondWith(500, R"({"reason":"품절"})") : RespondWith(200);
  });
  const Json confirmed = With(Params("o-1"), {{"confirm_url", kConfirm}});
  CHECK(EndPageWindow(api, OpenId(api, confirmed), {{"outcome", "close"}})
            .at("callback")
            .at("success") == false);
  CHECK(api.sender.posts().empty());
  const Json page_result =
      EndPageWindow(api, OpenId(api, With(confirmed, {{"merchant_uid", "o-2"}}))).at("callback");
  CHECK_THAT(page_result.at("error_msg").get<std::string>(), Catch::Contains("품절"));
  CHECK(api.sender.urls() == std::vector<std::string>{kConfirm});
  CHECK(FindPayment(api, "o-2").at("status") == "failed");
}

TEST_CASE("window: a sandbox decides for its windows, in order, then they are shown", "[web]") {
  TestApi api;
  const TestReply put = api.Control(
      "PUT", "/windows/settings",
      R"({"decide": ["approve", "insufficient_funds", {"decline": {"code": "1", "message": "no"}},
                     "abandon"]})");
  CHECK(put.status == 200);
  CHECK(OpenPageWindow(api, Params("o-1")).at("callback").at("success") == true);
  // What is refused before a window opens uses up no decision.
  CHECK(OpenPageWindow(api, With(Params("o-x"), {{"pay_method", "gold"}}))
            .at("callback")
            .at("success") == false);
  CHECK(OpenPageWindow(api, Params("o-2")).at("callback").at("success") == false);
  CHECK(api.Control("GET", "/windows/settings").json ==
        Json::parse(R"({"decide":[{"decline":{"code":"1","message":"no"}},"abandon"]})"));
  CHECK_THAT(OpenPageWindow(api, Params("o-3")).at("callback").at("error_msg").get<std::string>(),
             Catch::Contains("1, no"));
  CHECK(OpenPageWindow(api, Params("o-4")) ==
        Json::parse(R"({"callback":null,"redirect_url":null,"service_page":null})"));
  CHECK(FindPayment(api, "o-4").at("status") == "ready");
  CHECK(api.Control("GET", "/windows/settings").text == R"({"decide":null})");
  CHECK(OpenPageWindow(api, Params("o-5")).contains("id"));
}

TEST_CASE("window: a decision for all lasts until it is changed", "[web]") {
  TestApi api;
  api.Control("PUT", "/windows/settings", R"({"decide": "close"})");
  for (const char* order : {"o-1", "o-2"})
    CHECK(OpenPageWindow(api, Params(order)).at("callback").at("success") == false);
  api.Control("PUT", "/windows/settings", R"({"decide": null})");
  CHECK(OpenPageWindow(api, Params("o-3")).contains("id"));
  api.Control("PUT", "/windows/settings", R"({"decide": "lose_callback"})");
  const Json lost = OpenPageWindow(api, Params("o-4"));
  CHECK(lost.at("callback").is_null());
  CHECK(FindPayment(api, "o-4").at("status") == "paid");
}

TEST_CASE("window: a decision with a confirm_url asks the merchant first", "[web]") {
  TestApi api;
  const auto answer =
      api.sender.RespondUsing([](const webhook::Post& /*post*/) { return RespondWith(200); });
  api.Control("PUT", "/windows/settings", R"({"decide": "approve"})");
  const Json page_result = OpenPageWindow(api, With(Params(), {{"confirm_url", kConfirm}}));
  CHECK(page_result.at("callback").at("success") == true);
  CHECK(api.sender.urls() == std::vector<std::string>{kConfirm});
}

TEST_CASE("window: decisions are part of a snapshot, and a reset restores the scenario's",
          "[web]") {
  TestApi api;
  api.Control("PUT", "/scenario", R"({"given": {"windows": {"decide": ["close", "approve"]}}})");
  OpenPageWindow(api, Params("o-1"));
  const std::string snapshot = api.Control("POST", "/snapshot").text;
  CHECK_THAT(snapshot, Catch::Contains(R"("windows": {"decide":["approve"]})"));
  api.Control("POST", "/reset");
  CHECK(api.Control("GET", "/windows/settings").text == R"({"decide":["close","approve"]})");
  CHECK(api.Control("PUT", "/snapshot", snapshot).status == 200);
  CHECK(api.Control("GET", "/windows/settings").text == R"({"decide":["approve"]})");
}

TEST_CASE("window: the error for an invalid setting names it", "[web]") {
  TestApi api;
  const auto refusal = [&api](const std::string& body) {
    return ControlSummary(api.Control("PUT", "/windows/settings", body));
  };
  CHECK_THAT(refusal("{}"), Catch::Contains("decide: is missing"));
  CHECK_THAT(refusal(R"({"decide": "explode"})"), Catch::Contains("decide: must be one of"));
  CHECK_THAT(refusal(R"({"decide": 7})"), Catch::Contains("decide: "));
  CHECK_THAT(refusal(R"({"decide": ["approve", "explode"]})"),
             Catch::Contains("decide/1: must be"));
  CHECK_THAT(refusal(R"({"decide": ["approve", 7]})"), Catch::Contains("decide/1: "));
  CHECK_THAT(refusal(R"({"decide": ["approve", null]})"), Catch::Contains("decide/1: "));
  CHECK_THAT(refusal(R"({"decide": {"decline": {"code": "1"}}})"), Catch::Contains("message"));
  CHECK(api.Control("GET", "/windows/settings").text == R"({"decide":null})");
}

}  // namespace
}  // namespace portone::web
