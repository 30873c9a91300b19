// SPDX-License-Identifier: MIT
// KCP's window, for a payment and for a key, row by row (docs/gateways/kcp.md).
#include <map>
#include <string>

#include "support/page_refusal.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

engine::Setup SetupWithOnly(const std::string& pg,
                            const std::map<std::string, std::string>& settings = {}) {
  engine::Setup setup = SetupWithWebhook("http://shop.test/hook");
  setup.merchant.channels = {{ChannelKey("channel-key-" + pg), PgCode(pg),
                              std::string(Rules(pg).default_pg_id), settings}};
  return setup;
}

TestReply OpenKcpWindow(TestApi& api, const Json& patch, const Json& rest = Json::object()) {
  Json params{{"merchant_uid", "o-1"}, {"amount", 60'000}, {"name", "당근 10kg"}};
  params.merge_patch(patch);
  Json body{{"params", params}};
  body.update(rest);
  return api.Control("POST", "/checkouts", body.dump());
}

std::string GetKcpOutcome(const TestReply& window) {
  const Json& callback = window.json.at("callback");
  if (callback.at("success") == true) return "paid";
  return FormatRefusal(callback);
}

std::string MissingText(const std::string& parameter) {
  return "INVALID_REQUEST " + parameter + " 파라메터가 누락되었습니다.";
}

/// All warnings in the journal.
Strings ReadWarnings(TestApi& api) {
  Strings warnings;
  const Json journal = api.Control("GET", "/journal").json;
  for (const Json& entry : journal.at("entries")) {
    for (const Json& warning : entry.at("warnings"))
      warnings.push_back(warning.get<std::string>());
  }
  return warnings;
}

TEST_CASE("K18: display.card_quota offers every month up to the greatest of its list",
          "[gateway][kcp]") {
  const auto [offered, months, passes] = GENERATE(table<std::string, int, bool>({
      {"[]", 0, true},
      {"[]", 2, false},
      {"[3]", 2, true},
      {"[3]", 3, true},
      {"[3]", 4, false},
      {"[2,3,4,5,6]", 6, true},
      {"[6,2]", 5, true},
      {"[6,2]", 7, false},
  }));
  CAPTURE(offered, months);
  TestApi api(SetupWithOnly("kcp"));
  const TestReply reply = OpenKcpWindow(api, {{"display", {{"card_quota", Json::parse(offered)}}}},
                                        {{"card", {{"quota", months}}}});
  CHECK(GetKcpOutcome(reply) == (passes ? "paid" : "CC16 할부개월수 오류"));
  CHECK(reply.json["payment"]["status"] == (passes ? "paid" : "failed"));
  CHECK(reply.json["payment"]["card_quota"] == months);
}

TEST_CASE("K19: a card.direct quota of 60 or 80 plus the months uses points", "[gateway][kcp]") {
  const auto [code, quota, months] = GENERATE(table<std::string, int, int>({
      {"367", 0, 0},
      {"367", 3, 3},
      {"367", 80, 0},
      {"367", 93, 13},
      {"381", 60, 0},
      {"366", 63, 3},
      {"361", 72, 12},
      {"367", 63, -1},
      {"090", 60, -1},
  }));
  CAPTURE(code, quota);
  TestApi api(SetupWithOnly("kcp"));
  const TestReply reply = OpenKcpWindow(
      api, {{"card", {{"direct", {{"code", code}, {"quota", quota}}}}}, {"company", "상호"}});
  CHECK(GetKcpOutcome(reply) == (months < 0 ? "CC16 할부개월수 오류" : "paid"));
  if (months >= 0) CHECK(reply.json["payment"]["card_quota"] == months);
  CHECK(ReadWarnings(api).empty());
}

TEST_CASE("K20: a card company's own window without a company causes a warning", "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  const TestReply reply =
      OpenKcpWindow(api, {{"card", {{"direct", {{"code", "367"}, {"quota", 0}}}}}});
  CHECK(GetKcpOutcome(reply) == "paid");
  CHECK(ReadWarnings(api) ==
        Strings{"company is missing: the card company's window shows iamport"});
}

TEST_CASE("K21: auth_mode key-in charges a typed-in card once if the REST contract exists",
          "[gateway][kcp]") {
  const Json key_in{{"auth_mode", "key-in"}};
  const Json card{
      {"card", {{"number", "5570-4212-3456-7221"}, {"expiry", "2030-12"}, {"birth", "880515"}}}};
  TestApi api(SetupWithOnly("kcp"));
  const TestReply paid = OpenKcpWindow(api, key_in, card);
  CHECK(GetKcpOutcome(paid) == "paid");
  CHECK(paid.json["payment"]["card_number"] == "5570420000007221");
  CHECK(paid.json["payment"]["customer_uid"].is_null());
  TestApi without(SetupWithOnly("kcp", {{"rest_contract", "no"}}));
  CHECK(GetKcpOutcome(OpenKcpWindow(without, key_in, card)) == "CC35 KEY-IN불가가맹점");
  CHECK(GetKcpOutcome(OpenKcpWindow(without, {{"merchant_uid", "o-2"}}, card)) == "paid");
}

TEST_CASE("K22: a gift certificate needs bypass.shop_user_id", "[gateway][kcp]") {
  const std::string method = GENERATE("cultureland", "smartculture", "booknlife", "happymoney");
  TestApi api(SetupWithOnly("kcp"));
  const std::string before = api.Describe();
  CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"pay_method", method}})) ==
        MissingText("bypass.shop_user_id"));
  CHECK(api.Describe() == before);
  const TestReply paid =
      OpenKcpWindow(api, {{"pay_method", method}, {"bypass", {{"shop_user_id", "abaddd"}}}});
  CHECK(GetKcpOutcome(paid) == "paid");
  CHECK(paid.json["payment"]["pay_method"] == method);
  CHECK(paid.json["payment"]["card_number"].is_null());
}

TEST_CASE("K23: a phone bill needs the buyer's name and bypass.shop_user_id", "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  const std::string before = api.Describe();
  Json params{{"pay_method", "phone"}, {"prefill", {{"phoneNumber", "01012345678"}}}};
  CHECK(GetKcpOutcome(OpenKcpWindow(api, params)) == MissingText("buyer_name"));
  params["buyer_name"] = "포트원 기술지원팀";
  CHECK(GetKcpOutcome(OpenKcpWindow(api, params)) == MissingText("bypass.shop_user_id"));
  CHECK(api.Describe() == before);
  params["bypass"] = {{"shop_user_id", "abaddd"}};
  const TestReply paid = OpenKcpWindow(api, params);
  CHECK(GetKcpOutcome(paid) == "paid");
  CHECK(paid.json["payment"]["pay_method"] == "phone");
}

TEST_CASE("K24: Benepia points need bypass.pt_memcorp_cd", "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  Json params{{"pay_method", "point"}};
  CHECK(GetKcpOutcome(OpenKcpWindow(api, params)) == MissingText("bypass.pt_memcorp_cd"));
  params["bypass"] = {{"pt_memcorp_cd", "1234"}, {"complex_pnt_yn", "Y"}};
  const TestReply paid = OpenKcpWindow(api, params);
  CHECK(GetKcpOutcome(paid) == "paid");
  CHECK(paid.json["payment"]["pay_method"] == "point");
  CHECK(ReadWarnings(api).empty());
}

TEST_CASE(
    "K25: parameters that only change the window's look are accepted, with a warning if invalid",
    "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  const Json good{{"bypass",
                   {{"coupon_apply_yn", "N"},
                    {"skin_indx", 11},
                    {"site_logo", "https://shop.test/logo.gif"},
                    {"app_flag", "S"}}}};
  CHECK(GetKcpOutcome(OpenKcpWindow(api, good)) == "paid");
  CHECK(ReadWarnings(api).empty());
  Json invalid{{"merchant_uid", "o-2"},
               {"bypass", {{"coupon_apply_yn", "yes"}, {"skin_indx", 12}, {"app_flag", "X"}}}};
  CHECK(GetKcpOutcome(OpenKcpWindow(api, invalid)) == "paid");
  CHECK(ReadWarnings(api) == Strings{"bypass.coupon_apply_yn must be one of Y N",
                                     "bypass.skin_indx must be one of 1 2 3 4 5 6 7 8 9 10 11",
                                     "bypass.app_flag must be one of Y N S"});
}

TEST_CASE("K26: the products of an escrow payment need four fields and may have any amount",
          "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  Json params = Json::parse(R"({"escrow": true, "kcpProducts": [
      {"orderNumber": "xxxx", "name": "상품A", "quantity": 3, "amount": 1000},
      {"orderNumber": "yyyy", "name": "상품B", "quantity": 2, "amount": 3000}]})");
  const TestReply paid = OpenKcpWindow(api, params);
  CHECK(GetKcpOutcome(paid) == "paid");
  CHECK(paid.json["payment"]["escrow"] == true);
  CHECK(paid.json["payment"]["amount"] == 60'000);
  CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"merchant_uid", "o-2"}, {"escrow", true}})) == "paid");
  params["merchant_uid"] = "o-3";
  params["kcpProducts"][1].erase("quantity");
  const TestReply refused = OpenKcpWindow(api, params);
  CHECK(GetKcpOutcome(refused) == MissingText("kcpProducts[1].quantity"));
  CHECK(refused.json["payment"].is_null());
}

TEST_CASE("K27: vbank_due is a date, due at its last second, or an exact time", "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp"));
  const auto [due, at] = GENERATE(table<std::string, std::string>({
      {"20240203", "2024-02-03T23:59:59+09:00"},
      {"20240203121530", "2024-02-03T12:15:30+09:00"},
  }));
  const TestReply reply = OpenKcpWindow(api, {{"pay_method", "vbank"}, {"vbank_due", due}});
  CHECK(reply.json["payment"]["status"] == "ready");
  CHECK(reply.json["payment"]["vbank_date"] == ToUnixSeconds(At(at)));
}

TEST_CASE("K28: an easy payment is recorded as card or points, with its name beside it",
          "[gateway][kcp]") {
  const auto [requested, recorded, wallet] = GENERATE(table<std::string, std::string, std::string>({
      {"naverpay", "card", "naverpay"},
      {"naverpay_card", "card", "naverpay"},
      {"naverpay_point", "point", "naverpay"},
      {"payco", "card", "payco"},
      {"kakaopay", "card", "kakaopay"},
      {"samsung", "card", "samsung"},
      {"tosspay", "card", "tosspay"},
  }));
  CAPTURE(requested);
  TestApi api(SetupWithOnly("kcp"));
  const TestReply reply = OpenKcpWindow(api, {{"pay_method", requested}});
  CHECK(reply.json["callback"]["pay_method"] == recorded);
  const Json payment = api.Get("/payments/find/o-1").response();
  CHECK(payment["pay_method"] == recorded);
  CHECK(payment["emb_pg_provider"] == wallet);
  CHECK(payment["card_number"].is_null() == (recorded == "point"));
}

TEST_CASE("K29: the key window needs a customer_uid, accepts only cards and charges nothing",
          "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp_billing"));
  const std::string before = api.Describe();
  CHECK(GetKcpOutcome(OpenKcpWindow(api, Json::object())) ==
        "INVALID_REQUEST 해당 PG사에서 지원하지 않는 기능입니다. (kcp_billing : 결제창 방식의 "
        "일반결제)");
  CHECK(GetKcpOutcome(OpenKcpWindow(api, {{"customer_uid", "kim"}, {"pay_method", "kakaopay"}})) ==
        "INVALID_REQUEST 지원되지 않는 결제수단입니다. (kcp_billing : kakaopay)");
  CHECK(api.Describe() == before);
  const int shown = GENERATE(0, 500, 60'000);
  CAPTURE(shown);
  const TestReply reply = OpenKcpWindow(
      api, {{"customer_uid", "kim"},
            {"pay_method", "card"},
            {"amount", shown},
            {"bypass", {{"batch_birth_day_yn", "Y"}, {"site_logo", "https://shop.test/a.gif"}}}});
  CHECK(GetKcpOutcome(reply) == "paid");
  const Json& payment = reply.json["payment"];
  CHECK(payment["customer_uid_usage"] == "issue");
  CHECK(payment["apply_num"].is_null());
  CHECK(api.Get("/subscribe/customers/kim").response()["pg_provider"] == "kcp_billing");
  CHECK(ReadWarnings(api).empty());
  api.Control("POST", "/settle");
  CHECK(Json::parse(api.sender.bodies().at(0))["status"] == "paid");
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "o-1"}})).starts_with("200 1 "));
}

TEST_CASE("K29: a logo on mobile causes a warning", "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp_billing"));
  OpenKcpWindow(api,
                {{"customer_uid", "kim"}, {"bypass", {{"site_logo", "https://shop.test/a.gif"}}}},
                {{"device", "mobile"}});
  CHECK(ReadWarnings(api) == Strings{"bypass.site_logo is only shown on a PC"});
}

TEST_CASE("K30: again can charge a key from the window right away, as a separate order",
          "[gateway][kcp]") {
  TestApi api(SetupWithOnly("kcp_billing"));
  REQUIRE(GetKcpOutcome(OpenKcpWindow(api, {{"customer_uid", "kim"}})) == "paid");
  const std::string_view again = "/subscribe/payments/again";
  CHECK(api.Post(again, AgainBody("kim", "o-1")).code() == 1);
  const Json payment = api.Post(again, AgainBody("kim", "o-2")).response();
  CHECK(payment["status"] == "paid");
  CHECK(payment["pg_provider"] == "kcp_billing");
  CHECK(payment["pay_method"] == "card");
  Json small = AgainBody("kim", "o-3");
  small["amount"] = 99;
  CHECK(Summary(api.Post(again, small)) ==
        "200 -1 결제에 실패하였습니다. [9010] 카드 최소 결제 금액은 1000원 이상입니다.");
}

TEST_CASE("K42: a buyer who closes the window leaves a failed payment with KCP's text",
          "[gateway][kcp]") {
  TestApi api;
  const auto [pg, customer] = GENERATE(table<std::string, Json>({
      {"kcp", Json()},
      {"kcp_billing", Json("kim")},
  }));
  Json params{{"pg", pg}, {"merchant_uid", "o-1"}, {"amount", 10'000}};
  if (!customer.is_null()) params["customer_uid"] = customer;
  const Json body{{"params", params}, {"outcome", "close"}};
  const TestReply reply = api.Control("POST", "/checkouts", body.dump());
  CHECK_FALSE(reply.json["callback"].contains("error_code"));
  CHECK(reply.json["callback"]["error_msg"] == "사용자 취소");
  CHECK(reply.json["payment"]["status"] == "failed");
  CHECK(api.Get("/subscribe/customers/kim").code() == 1);
}

}  // namespace
}  // namespace portone::gateways
