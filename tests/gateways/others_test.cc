// SPDX-License-Identifier: MIT
// Gateway behaviour that has no row of its own and that the matrix of fixtures/golden/gateways.txt
// does not show: parameters, order numbers, currencies, instalments.
#include <string>

#include "support/page_refusal.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

/// Parameters of a window, merged with `more`.
Json Params(std::string_view pg, const Json& more = Json::object()) {
  Json params{{"pg", pg},
              {"merchant_uid", "order1"},
              {"amount", 60'000},
              {"name", "box"},
              {"buyer_name", "kim"},
              {"buyer_tel", "010-1234-5678"},
              {"buyer_email", "kim@example.com"}};
  params.update(more);
  return params;
}

/// The callback's result: "paid", "ready", or the code and the text of the refusal.
std::string OpenWindow(const Json& params, const Json& settings = Json::object(),
                       std::string_view device = "pc") {
  TestApi api;
  const std::string pg = params.at("pg").get<std::string>();
  if (!settings.empty()) {
    const Json channel{{"pg", pg}, {"pg_id", "shop"}, {"settings", settings}};
    REQUIRE(api.Control("PUT", "/channels/channel-key-" + pg, channel.dump()).status == 200);
  }
  const Json body{{"params", params}, {"device", device}};
  const Json reply = api.Control("POST", "/checkouts", body.dump()).json;
  const Json& callback = reply.at("callback");
  if (callback.is_null() || !callback.contains("error_msg")) return reply["payment"]["status"];
  return FormatRefusal(callback);
}

/// The text of PortOne's own refusal of a window.
std::string MissingText(std::string_view pg, std::string_view parameter) {
  const bool newer = Rules(pg).page.callback == CallbackFormat::kShort;
  return (newer ? "F400 결제 창 호출에 실패하였습니다. " : "INVALID_REQUEST ") +
         std::string(parameter) + " 파라메터가 누락되었습니다.";
}

TEST_CASE("gateways: a window requires its gateway's parameters", "[gateway][others]") {
  const auto [pg, parameter, method] = GENERATE(table<std::string, std::string, std::string>({
      {"html5_inicis", "buyer_tel", ""},
      {"inicis", "buyer_tel", ""},
      {"payco", "buyer_tel", ""},
      {"payco", "name", ""},
      {"smilepay", "buyer_tel", ""},
      {"settle", "buyer_tel", ""},
      {"kicc", "buyer_tel", ""},
      {"danal_tpay", "buyer_tel", ""},
      {"eximbay", "buyer_tel", ""},
      {"tosspay", "name", ""},
      {"galaxia", "name", ""},
      {"nice_v2", "name", ""},
      {"welcome", "buyer_name", ""},
      {"payletter_global", "buyer_email", ""},
      {"settle", "name", "phone"},
  }));
  CAPTURE(pg, parameter);
  Json params = Params(pg, {{"company", "shop"}, {"company_en", "shop"}});
  if (!method.empty()) params["pay_method"] = method;
  const std::string complete = OpenWindow(params);
  CHECK((complete == "paid" || complete == "ready"));
  params.erase(parameter);
  CHECK(OpenWindow(params) == MissingText(pg, parameter));
}

TEST_CASE("gateways: some payment methods require more parameters", "[gateway][others]") {
  const auto [pg, method, parameter] = GENERATE(table<std::string, std::string, std::string>({
      {"settle", "phone", "company"},
      {"danal", "phone", "digital"},
      {"danal_tpay", "vbank", "biz_num"},
      {"kicc_v2", "alipay_plus", "order_description"},
      {"smartro_v2", "vbank", "vbank_due"},
      {"smartro_v2", "phone", "digital"},
      {"paypal", "card", "m_redirect_url"},
  }));
  CAPTURE(pg, method);
  CHECK(OpenWindow(Params(pg, {{"pay_method", method}})) == MissingText(pg, parameter));
}

TEST_CASE("gateways: charges by API require their gateway's parameters", "[gateway][others]") {
  TestApi api;
  Json once = OnetimeBody("order1");
  once["pg"] = "html5_inicis";
  once.erase("name");
  CheckErrorOrder(
      api, "/subscribe/payments/onetime",
      {{once.dump(), "400 -1 이니시스 빌링결제는 상품명이 필수입니다."},
       {R"({"name": "box"})", R"x(200 1 ["buyer_name"] 파라메터는 필수입니다.)x"},
       {R"({"buyer_name": "kim"})", R"x(200 1 ["buyer_email"] 파라메터는 필수입니다.)x"},
       {R"({"buyer_email": "kim@example.com"})", R"x(200 1 ["buyer_tel"] 파라메터는 필수입니다.)x"},
       {R"({"buyer_tel": "010"})", "200 0"}});
  once["pg"] = "ksnet";
  once["merchant_uid"] = "order2";
  CheckErrorOrder(
      api, "/subscribe/payments/onetime",
      {{once.dump(), R"x(200 1 ["product_type"] 파라메터는 필수입니다.)x"},
       {R"({"product_type": "real"})", R"x(200 1 ["buyer_name"] 파라메터는 필수입니다.)x"},
       {R"({"buyer_name": "kim"})", "200 0"}});
}

TEST_CASE("gateways: KSNET needs birth date and password to issue a key, Welcome a name",
          "[gateway][others]") {
  TestApi api;
  Json body = CardBody();
  body.erase("birth");
  body.erase("pwd_2digit");
  body["pg"] = "ksnet";
  CheckErrorOrder(api, "/subscribe/customers/kim",
                  {{body.dump(), R"x(200 1 ["birth"] 파라메터는 필수입니다.)x"},
                   {R"({"birth": "820213"})", R"x(200 1 ["pwd_2digit"] 파라메터는 필수입니다.)x"},
                   {R"({"pwd_2digit": "00"})", "200 0"}});
  body["pg"] = "welcome";
  CheckErrorOrder(api, "/subscribe/customers/lee",
                  {{body.dump(), R"x(200 1 ["customer_name"] 파라메터는 필수입니다.)x"},
                   {R"({"customer_name": "lee"})", "200 0"}});
}

TEST_CASE("nice_v2: a key is found by id but not listed, and deleting it needs a reason",
          "[gateway][others]") {
  TestApi api;
  Json body = CardBody();
  body["pg"] = "nice_v2";
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", body)) == "200 0");
  CHECK(Summary(api.Get("/subscribe/customers/kim")) == "200 0");
  CHECK(api.Get("/subscribe/customers?customer_uid[]=kim").status == 404);
  CHECK(Summary(api.Delete("/subscribe/customers/kim")) ==
        "400 -1 reason 파라메터가 누락되었습니다.");
  CHECK(Summary(api.Delete("/subscribe/customers/kim?reason=moved")) == "200 0");
}

TEST_CASE(
    "gateways: PayPal charges a key only if the request specifies a currency, and never in won",
    "[gateway][others]") {
  TestApi api;
  const Json params = Params("paypal_v2", {{"customer_uid", "kim"}, {"pay_method", "paypal"}});
  const Json body{{"params", params}};
  REQUIRE(api.Control("POST", "/checkouts", body.dump()).json["payment"]["status"] == "paid");
  CheckErrorOrder(
      api, "/subscribe/payments/again",
      {{AgainBody("kim", "order2").dump(), R"x(200 1 ["currency"] 파라메터는 필수입니다.)x"},
       {R"({"currency": "KRW"})",
        "400 -1 currency 파라메터가 올바르지 않습니다. (paypal_v2에서 지원되지 않는 통화입니다 : "
        "KRW)"},
       {R"({"currency": "USD", "tax_free": 1})",
        "200 -1 결제에 실패하였습니다. taxFreeAmount must be 0 in Paypal!"},
       {R"({"tax_free": 0})", "200 0"}});
  CHECK(OpenWindow(Params("paypal_v2", {{"pay_method", "card"}})) ==
        "F400 결제 창 호출에 실패하였습니다. 페이팔에서 제공하지 않는 결제 수단입니다.");
}

TEST_CASE("gateways: a window without a currency charges in the gateway's default currency",
          "[gateway][others]") {
  const auto [pg, currency] = GENERATE(table<std::string, std::string>({
      {"eximbay", "USD"},
      {"alipay", "USD"},
      {"paypal_v2", "USD"},
      {"inicis_jp", "JPY"},
      {"kicc_v2", "KRW"},
      {"payletter_global", "KRW"},
      {"kakaopay", "KRW"},
  }));
  CAPTURE(pg);
  TestApi api;
  const Json body{{"params", Params(pg)}};
  const Json payment = api.Control("POST", "/checkouts", body.dump()).json["payment"];
  CHECK(payment["currency"] == currency);
  CHECK(payment["amount"] == 60'000);
}

TEST_CASE("gateways: the default currency's minor units apply even when no currency is specified",
          "[gateway][others]") {
  TestApi api;
  Json params = Params("paypal_v2");
  params["amount"] = 10.5;
  const Json open = api.Control("POST", "/checkouts", Json{{"params", params}}.dump()).json;
  CHECK(open["payment"]["amount"] == 10.5);
  CHECK(open["payment"]["currency"] == "USD");
  params = Params("kakaopay");
  params["amount"] = 10.5;
  CHECK(
      api.Control("POST", "/checkouts", Json{{"params", params}}.dump()).json["payment"].is_null());
}

TEST_CASE("gateways: what a gateway cannot charge is refused", "[gateway][others]") {
  const auto [params, settings, outcome] = GENERATE(table<Json, Json, std::string>({
      {Params("smartro_v2", {{"currency", "USD"}}), Json::object(),
       "F400 결제 창 호출에 실패하였습니다. 스마트로가 지원하지 않는 화폐입니다"},
      {Params("smartro_v2", {{"merchant_uid", "order-1"}}), Json::object(),
       "EM12 주문번호 형식 오류"},
      {Params("payletter_global", {{"merchant_uid", "order_1"}}), Json::object(),
       "EM12 주문번호 형식 오류"},
      {Params("mobilians_v2", {{"merchant_uid", "abc"}}), Json::object(),
       "EM12 주문번호 형식 오류"},
      {Params("mobilians_v2", {{"amount", 99}}), Json::object(),
       "EM34 100원 미만 결제는 불가능하다"},
      {Params("uplus", {{"amount", 99}}), Json::object(),
       "J012 신용카드로 결제 하실 수 있는 최소 금액은 100원 입니다. 상점으로 문의 바랍니다."},
      {Params("tosspayments", {{"amount", 199}, {"pay_method", "trans"}}), Json::object(),
       "BELOW_MINIMUM_AMOUNT 신용카드는 결제금액이 100원 이상, 계좌는 200원이상부터 결제가 "
       "가능합니다."},
      {Params("alipay", {{"currency", "KRW"}}), Json::object(),
       "EM32 currency 파라메터가 올바르지 않습니다. (원화 결제는 별도 계약이 필요합니다)"},
      {Params("alipay", {{"currency", "KRW"}}), Json{{"won", "on"}}, "paid"},
      {Params("kicc", {{"escrow", true}}), Json::object(),
       "EM32 escrow 파라메터가 올바르지 않습니다. (계좌이체와 가상계좌만 가능합니다)"},
      {Params("kicc", {{"escrow", true}, {"pay_method", "trans"}}), Json::object(),
       "EM31 kiccProducts 파라메터가 누락되었습니다."},
      {Params("danal_tpay", {{"pay_method", "vbank"}, {"biz_num", "123"}}), Json::object(),
       "EM32 biz_num 파라메터가 올바르지 않습니다. (사업자등록번호 10자리여야 합니다)"},
      {Params("daou", {{"digital", true}}), Json{{"goods", "real"}},
       "EM32 digital 파라메터가 올바르지 않습니다. (계약된 상품 유형과 다릅니다)"},
      {Params("daou", {{"digital", true}}), Json{{"goods", "digital"}}, "paid"},
      {Params("kcp_quick", {{"memberID", "12345678901234567"}}), Json::object(),
       "EM30 memberID 파라메터는 최대 16자까지 가능합니다."},
      {Params("galaxia", {{"customer_id", "123456789012345678901"}}), Json::object(),
       "EM30 customer_id 파라메터는 최대 20자까지 가능합니다."},
      {Params("tosspay_v2", {{"bypass", {{"expiredTime", 61}}}}), Json::object(),
       "EM32 bypass.expiredTime 파라메터가 올바르지 않습니다. (1에서 60까지 가능합니다)"},
      {Params("tosspay_v2", {{"bypass", {{"expiredTime", 60}}}}), Json::object(), "paid"},
  }));
  CAPTURE(params.dump());
  CHECK(OpenWindow(params, settings) == outcome);
}

TEST_CASE("gateways: each has its own instalment rules", "[gateway][others]") {
  const auto direct = [](int quota, const char* code = "361") {
    return Json{{"card", {{"direct", {{"code", code}, {"quota", quota}}}}}};
  };
  const std::string quota_error = "EM32 card_quota 파라메터가 올바르지 않습니다. ";
  CHECK(OpenWindow(Params("inicis_jp", direct(2))) ==
        quota_error + "(0, 1, 3, 5, 6, 10, 12 중 하나여야 합니다)");
  CHECK(OpenWindow(Params("inicis_jp", direct(1))) == "paid");
  CHECK(OpenWindow(Params("inicis_jp", direct(3))) == "paid");
  CHECK(OpenWindow(Params("welcome", direct(2, "090"))) ==
        quota_error + "(카카오뱅크는 일시불만 가능합니다)");
  Json on_mobile = direct(37);
  on_mobile["m_redirect_url"] = "https://shop.test/done";
  CHECK(OpenWindow(Params("welcome", on_mobile), {}, "mobile") == "failed");
  on_mobile["card"]["direct"]["quota"] = 36;
  CHECK(OpenWindow(Params("welcome", on_mobile), {}, "mobile") == "paid");
  CHECK(OpenWindow(Params("welcome", direct(37))) == "paid");
  Json kakaopay = direct(13);
  kakaopay["pay_method"] = "kakaopay";
  CHECK(OpenWindow(Params("tosspayments", kakaopay)) ==
        quota_error + "(카카오페이는 12개월까지 가능합니다)");
  Json offered = direct(3);
  offered["display"] = {{"card_quota", {6}}};
  CHECK(OpenWindow(Params("galaxia", offered)) == "EM11 선택할 수 없는 할부 개월 수");
  CHECK(OpenWindow(Params("kicc", offered)) == "paid");
}

TEST_CASE("gateways: the window of Naver Pay orders takes the page's place unless it is a popup",
          "[gateway][others]") {
  const auto [more, device, redirects] = GENERATE(table<std::string, std::string, bool>({
      {R"({"m_redirect_url": "https://shop.test/done"})", "pc", true},
      {R"({"m_redirect_url": "https://shop.test/done", "popup": false})", "pc", true},
      {R"({"m_redirect_url": "https://shop.test/done", "popup": true})", "pc", false},
      {R"({"m_redirect_url": "https://shop.test/done", "popup": true})", "mobile", true},
      {"{}", "pc", false},
  }));
  CAPTURE(more, device);
  TestApi api;
  const Json body{{"params", Params("naverco", Json::parse(more))}, {"device", device}};
  const Json reply = api.Control("POST", "/checkouts", body.dump()).json;
  CHECK(reply["payment"]["status"] == "paid");
  CHECK(reply["redirect_url"].is_string() == redirects);
  CHECK(reply["callback"].is_object() != redirects);
}

}  // namespace
}  // namespace portone::gateways
