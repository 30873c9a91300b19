// SPDX-License-Identifier: MIT
// The gateways of others_test.cc over time: results that arrive later, cancellations, callback
// contents, and the texts of NICE's and Welcome's own windows.
#include <string>

#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using Strings = std::vector<std::string>;

constexpr const char* kUrl = "http://shop.test/hook";

Json Params(std::string_view pg, const Json& more = Json::object()) {
  Json params{{"pg", pg},
              {"merchant_uid", "order1"},
              {"amount", 10'000},
              {"name", "box"},
              {"buyer_name", "kim"},
              {"buyer_tel", "010-1234-5678"},
              {"buyer_email", "kim@example.com"}};
  params.update(more);
  return params;
}

Json OpenWindow(TestApi& api, const Json& params) {
  const Json body{{"params", params}};
  return api.Control("POST", "/checkouts", body.dump()).json;
}

void SetSettings(TestApi& api, const std::string& pg, const Json& settings) {
  const Json channel{{"pg", pg}, {"pg_id", "shop"}, {"settings", settings}};
  REQUIRE(api.Control("PUT", "/channels/channel-key-" + pg, channel.dump()).status == 200);
}

std::string GetStatus(TestApi& api) {
  return api.Get("/payments/find/order1").response()["status"];
}

void AdvanceSeconds(TestApi& api, int seconds) {
  const Json by{{"by", std::to_string(seconds) + "s"}};
  REQUIRE(api.Control("POST", "/clock/advance", by.dump()).status == 200);
}

TEST_CASE("gateways: a payment confirmed later is ready until then, and then sends a webhook",
          "[gateway][others]") {
  const auto [pg, more, settings, seconds] = GENERATE(table<std::string, Json, Json, int>({
      {"eximbay", {{"pay_method", "econtext"}}, Json::object(), 600},
      {"inicis_jp", {{"pay_method", "cvs"}}, Json::object(), 600},
      {"payletter_global", Json::object(), Json::object(), 10},
      {"payletter_global", Json::object(), {{"pending_s", "120"}}, 120},
      {"kicc_v2", {{"pay_method", "wechat"}}, {{"approval_s", "45"}}, 45},
      {"paypal_v2", Json::object(), {{"pending_s", "30"}}, 30},
  }));
  CAPTURE(pg, settings.dump());
  TestApi api(SetupWithWebhook(kUrl));
  if (!settings.empty()) SetSettings(api, pg, settings);
  CHECK(OpenWindow(api, Params(pg, more))["payment"]["status"] == "ready");
  AdvanceSeconds(api, seconds - 1);
  CHECK(GetStatus(api) == "ready");
  CHECK(api.sender.bodies().empty());
  AdvanceSeconds(api, 1);
  CHECK(GetStatus(api) == "paid");
  CHECK(api.sender.bodies().size() == 1);
}

TEST_CASE("paypal: what is pending there is a failed payment, which is paid later and then told",
          "[gateway][others]") {
  TestApi api(SetupWithWebhook(kUrl));
  SetSettings(api, "paypal", {{"pending_s", "86400"}});
  const Json reply = OpenWindow(api, Params("paypal", {{"m_redirect_url", "https://shop.test/"}}));
  CHECK(reply["payment"]["status"] == "failed");
  CHECK_THAT(reply["payment"]["fail_reason"].get<std::string>(), Catch::Contains("PENDING"));
  CHECK_THAT(reply["redirect_url"].get<std::string>(), Catch::Contains("imp_success=false"));
  AdvanceSeconds(api, 86'399);
  CHECK(GetStatus(api) == "failed");
  CHECK(api.sender.bodies().empty());
  AdvanceSeconds(api, 1);
  const Json paid = api.Get("/payments/find/order1").response();
  CHECK(paid["status"] == "paid");
  CHECK(paid["fail_reason"].is_null());
  CHECK(paid["imp_uid"] == reply["payment"]["imp_uid"]);
  REQUIRE(api.sender.bodies().size() == 1);
  CHECK_THAT(api.sender.bodies().front(), Catch::Contains("\"status\":\"paid\""));
}

TEST_CASE("gateways: an account is due when the page says, at Danal and JTNet at the day's end",
          "[gateway][others]") {
  const auto [pg, due, at] = GENERATE(table<std::string, std::string, std::string>({
      {"danal_tpay", "20240203121530", "2024-02-03T23:59:59+09:00"},
      {"jtnet", "20240203121530", "2024-02-03T23:59:59+09:00"},
      {"uplus", "20240203121530", "2024-02-03T12:15:30+09:00"},
      {"tosspayments", "2024-02-03 12:15:30", "2024-02-03T12:15:30+09:00"},
      {"tosspayments", "2024-02-03", "2024-02-03T23:59:59+09:00"},
  }));
  CAPTURE(pg, due);
  TestApi api;
  const Json more{{"pay_method", "vbank"}, {"vbank_due", due}, {"biz_num", "1234567890"}};
  CHECK(OpenWindow(api, Params(pg, more))["payment"]["vbank_date"] == ToUnixSeconds(At(at)));
}

TEST_CASE(
    "eximbay: a convenience store payment is ready, without an account number, until it is paid",
    "[gateway][others]") {
  TestApi api;
  const Json payment = OpenWindow(api, Params("eximbay", {{"pay_method", "econtext"}}))["payment"];
  CHECK(payment["pay_method"] == "vbank");
  CHECK(payment["vbank_num"] == "unknown");
  AdvanceSeconds(api, 600);
  const Json paid = api.Get("/payments/find/order1").response();
  CHECK(paid["status"] == "paid");
  CHECK(paid["card_code"].is_null());
}

TEST_CASE("gateways: a delayed cancellation sends its webhook when it is done",
          "[gateway][others]") {
  const auto [pg, more, settings, seconds] = GENERATE(table<std::string, Json, Json, int>({
      {"kicc_v2", {{"pay_method", "wechat"}}, Json::object(), 60},
      {"paypal_v2", Json::object(), {{"cancel_pending_s", "90"}}, 90},
  }));
  CAPTURE(pg);
  TestApi api;
  if (!settings.empty()) SetSettings(api, pg, settings);
  REQUIRE(OpenWindow(api, Params(pg, more))["payment"]["status"] == "paid");
  const TestReply reply = api.Post("/payments/cancel", {{"merchant_uid", "order1"}});
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["status"] == "paid");
  AdvanceSeconds(api, seconds - 1);
  CHECK(GetStatus(api) == "paid");
  AdvanceSeconds(api, 1);
  CHECK(GetStatus(api) == "cancelled");
}

TEST_CASE("smartro_v2: a virtual account is refunded with a pingback", "[gateway][others]") {
  TestApi api;
  const Json account{{"pay_method", "vbank"}, {"vbank_due", "20240229"}};
  REQUIRE(OpenWindow(api, Params("smartro_v2", account))["payment"]["status"] == "ready");
  REQUIRE(api.Control("POST", "/actions/deposit", R"({"merchant_uid": "order1"})").status == 200);
  const Json cancel{{"merchant_uid", "order1"},
                    {"refund_holder", "kim"},
                    {"refund_bank", "004"},
                    {"refund_account", "123456"}};
  CHECK(api.Post("/payments/cancel", cancel).response()["status"] == "paid");
  AdvanceSeconds(api, 60);
  CHECK(GetStatus(api) == "cancelled");
}

TEST_CASE("gateways: keys of a window that is confirmed later work from then on",
          "[gateway][others]") {
  TestApi api;
  REQUIRE(OpenWindow(api, Params("payletter_global",
                                 {{"customer_uid", "kim"}}))["payment"]["status"] == "ready");
  CHECK(Summary(api.Post("/subscribe/payments/again", AgainBody("kim", "order2"))) ==
        "200 1 등록되지 않은 구매자입니다.");
  AdvanceSeconds(api, 10);
  CHECK(Summary(api.Post("/subscribe/payments/again", AgainBody("kim", "order2"))) == "200 0");
}

TEST_CASE("gateways: those with the newest script pass only ids to the callback",
          "[gateway][others]") {
  const std::string pg = GENERATE(as<std::string>(), "tosspayments", "smartro_v2", "nice_v2",
                                  "paypal_v2", "ksnet", "welcome");
  CAPTURE(pg);
  TestApi api;
  CHECK(GetShape(OpenWindow(api, Params(pg))["callback"]) ==
        Strings{"imp_uid string", "merchant_uid string"});
}

TEST_CASE("gateways: warn about parameters that they do not pass on", "[gateway][others]") {
  const auto [params, warning] = GENERATE(table<Json, std::string>({
      {Params("kakaopay", {{"vat_amount", 900}}), "kakaopay does not support vat_amount"},
      {Params("danal_tpay", {{"customer_uid", "kim"}, {"amount", 0}}), "charges the buyer 10 won"},
      {Params("mobilians_v2", {{"pay_method", "payco"}, {"vat_amount", 900}}), "on to Payco"},
  }));
  CAPTURE(warning);
  TestApi api;
  REQUIRE(OpenWindow(api, params)["payment"]["status"] == "paid");
  CHECK_THAT(api.Control("GET", "/journal").text, Catch::Contains(warning));
}

TEST_CASE("gateways: some send the buyer to m_redirect_url on a PC too", "[gateway][others]") {
  const std::string pg = GENERATE(as<std::string>(), "paypal", "chai", "alipay");
  TestApi api;
  const Json reply = OpenWindow(api, Params(pg, {{"m_redirect_url", "https://shop.test/done"}}));
  CHECK(reply["callback"].is_null());
  CHECK_THAT(reply["redirect_url"].get<std::string>(),
             Catch::StartsWith("https://shop.test/done?imp_uid="));
}

TEST_CASE("gateways: a key for an account is charged by transfer, and shows no card",
          "[gateway][others]") {
  const std::string pg = GENERATE(as<std::string>(), "chai", "settle_acc");
  TestApi api;
  OpenWindow(api, Params(pg, {{"customer_uid", "kim"}, {"m_redirect_url", "https://shop.test/"}}));
  const Json charge = api.Post("/subscribe/payments/again", AgainBody("kim", "order2")).response();
  CHECK(charge["status"] == "paid");
  CHECK(charge["pay_method"] == "trans");
  CHECK(charge["apply_num"].is_null());
  CHECK(charge["card_name"].is_null());
  CHECK(api.Get("/subscribe/customers/kim").response()["card_name"].is_null());
}

/// Pays in the window and returns the outcome of the cancellation.
std::string CancelWindowPayment(TestApi& api, const Json& params, const Json& cancel) {
  REQUIRE(OpenWindow(api, params)["payment"]["status"] == "paid");
  Json body{{"merchant_uid", "order1"}};
  body.update(cancel);
  return Summary(api.Post("/payments/cancel", body));
}

TEST_CASE("gateways: each allows the cancellations that its contract allows", "[gateway][others]") {
  const Json part{{"amount", 1'000}};
  const auto [params, cancel, outcome] = GENERATE_COPY(table<Json, Json, std::string>({
      {Params("smartro"), Json::object(), "400 -1 refund_tel 파라메터가 누락되었습니다."},
      {Params("smartro"), {{"refund_tel", "010-1234-5678"}}, "200 0"},
      {Params("danal", {{"digital", true}}), part,
       "200 -1 결제취소에 실패하였습니다. 부분취소 불가"},
      {Params("tosspayments", {{"pay_method", "cultureland"}}), part,
       "200 -1 결제취소에 실패하였습니다. 부분취소 불가"},
      {Params("tosspayments", {{"pay_method", "happymoney"}}), part,
       "200 -1 결제취소에 실패하였습니다. 부분취소 불가"},
      {Params("tosspayments"), part, "200 0"},
      {Params("daou", {{"pay_method", "booknlife"}}), part,
       "200 -1 결제취소에 실패하였습니다. 부분취소 불가"},
      {Params("daou", {{"pay_method", "payco"}}),
       {{"amount", 1'000}, {"tax_free", 0}},
       "200 -1 결제취소에 실패하였습니다. tax_free 파라메터가 올바르지 않습니다. (부분취소에는 "
       "사용할 수 없습니다)"},
      {Params("tosspay_v2", {{"vat_amount", 900}}), part,
       "200 -1 결제취소에 실패하였습니다. 복합과세 금액 설정 오류"},
      {Params("tosspay_v2", {{"vat_amount", 900}}),
       {{"amount", 1'000}, {"vat_amount", 90}},
       "200 0"},
      {Params("tosspay_v2", {{"vat_amount", 900}}), Json::object(), "200 0"},
      {Params("welcome", {{"escrow", true}}), Json::object(),
       "200 -1 결제취소에 실패하였습니다. 취소할 수 없습니다. (에스크로 결제는 가맹점이 취소할 수 "
       "없습니다)"},
      {Params("smartro_v2", {{"pay_method", "trans"}}), Json::object(),
       "200 -1 결제취소에 실패하였습니다. refund_account 파라메터가 올바르지 않습니다. (환불받을 "
       "계좌가 필요합니다)"},
  }));
  CAPTURE(params.dump(), cancel.dump());
  TestApi api;
  CHECK(CancelWindowPayment(api, params, cancel) == outcome);
}

TEST_CASE("ksnet: at most nine partial cancellations, within half a year", "[gateway][others]") {
  TestApi api;
  REQUIRE(OpenWindow(api, Params("ksnet"))["payment"]["status"] == "paid");
  const Json part{{"merchant_uid", "order1"}, {"amount", 100}};
  for (int i = 0; i < 9; ++i)
    CHECK(Summary(api.Post("/payments/cancel", part)) == "200 0");
  CHECK(Summary(api.Post("/payments/cancel", part)) ==
        "200 -1 결제취소에 실패하였습니다. 취소할 수 없습니다. (부분취소는 9회까지 가능합니다)");
  REQUIRE(OpenWindow(api, Params("ksnet", {{"merchant_uid", "order2"}}))["payment"]["status"] ==
          "paid");
  api.Control("POST", "/clock/advance", R"({"by": "200d"})");
  CHECK(
      Summary(api.Post("/payments/cancel", {{"merchant_uid", "order2"}, {"amount", 100}})) ==
      "200 -1 결제취소에 실패하였습니다. 취소할 수 없습니다. (부분취소는 6개월 이내에 가능합니다)");
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "order2"}})) == "200 0");
}

TEST_CASE("inicis_jp: a convenience store payment cannot be cancelled", "[gateway][others]") {
  TestApi api;
  OpenWindow(api, Params("inicis_jp", {{"pay_method", "cvs"}}));
  AdvanceSeconds(api, 600);
  CHECK(Summary(api.Post("/payments/cancel", {{"merchant_uid", "order1"}})) ==
        "200 -1 결제취소에 실패하였습니다. 취소할 수 없는 결제수단");
}

/// The error text of a window.
std::string GetErrorText(const Json& params) {
  TestApi api;
  const Json reply = OpenWindow(api, params);
  const Json& callback = reply["callback"];
  return callback.is_object() ? callback.value("error_msg", "") : "";
}

TEST_CASE("nice_v2: invalid window parameters fail with NICE's own texts", "[gateway][others]") {
  const std::string head = "결제 창 호출에 실패하였습니다.나이스페이 V2 ";
  CHECK(GetErrorText(Params("nice_v2", {{"pay_method", "vbank"}})) ==
        head + "가상계좌 발급시 유효한 입금 기한을 필수로 입력해야 합니다.");
  CHECK(GetErrorText(Params("nice_v2", {{"pay_method", "phone"}})) ==
        head + "휴대폰 소액결제시 상품 유형 파라미터는 필수 입력입니다.");
  CHECK(GetErrorText(Params("nice_v2", {{"pay_method", "naverpay_point"}})) ==
        head + "네이버페이 포인트 결제시 현금영수증 발급 유형은 필수 입력입니다.");
  CHECK(GetErrorText(
            Params("nice_v2", {{"pay_method", "ssgpay_bank"}, {"merchant_uid", "order-1"}})) ==
        head + "SSGPAY 은행 계좌 결제시 주문 번호에 특수문자는 허용되지 않습니다.");
  CHECK(GetErrorText(
            Params("nice_v2", {{"pay_method", "ssgpay_bank"}, {"merchant_uid", "order1"}})) ==
        head + "SSGPAY 은행 계좌 결제시 현금영수증 발급 유형은 필수 입력입니다.");
  CHECK(GetErrorText(Params("nice_v2", {{"name", "50% off"}})) ==
        "name 파라메터가 올바르지 않습니다. (특수문자는 허용되지 않습니다)");
  CHECK(GetErrorText(Params("nice_v2", {{"name", "열네 글자가 훨씬 넘는 상품의 이름"}})) ==
        "name 파라메터가 올바르지 않습니다. (40바이트까지 가능합니다)");
  CHECK(GetErrorText(Params("nice_v2", {{"card", {{"direct", {{"code", "361"}}}}}})) ==
        "card.direct.quota 파라메터가 누락되었습니다.");
  CHECK(GetErrorText(Params("nice_v2", {{"pay_method", "kakaopay"}, {"customer_uid", "kim"}})) ==
        "customer_id 파라메터가 누락되었습니다.");
  CHECK(GetErrorText(Params("nice_v2", {{"pay_method", "naverpay"}})) ==
        "결제 창 호출에 실패하였습니다. 지원되지 않는 결제수단입니다. (nice_v2 : naverpay)");
}

TEST_CASE("nice_v2: a key that a wallet was chosen for is charged from that wallet",
          "[gateway][others]") {
  const auto [method, pays_with, pay_method, wallet] =
      GENERATE(table<std::string, std::string, std::string, std::string>({
          {"kakaopay", "money", "point", "kakaopay"},
          {"kakaopay", "card", "card", "kakaopay"},
          {"naverpay_card", "card", "card", "naverpay"},
      }));
  CAPTURE(method, pays_with);
  TestApi api;
  const Json params =
      Params("nice_v2", {{"pay_method", method}, {"customer_uid", "kim"}, {"customer_id", "kim1"}});
  const Json checkout{{"params", params}, {"pays_with", pays_with}};
  REQUIRE(api.Control("POST", "/checkouts", checkout.dump()).status == 200);
  const Json charge = api.Post("/subscribe/payments/again", AgainBody("kim", "order2")).response();
  CHECK(charge["pay_method"] == pay_method);
  CHECK(charge["emb_pg_provider"] == wallet);
}

TEST_CASE("welcome: a period is from and to, or an interval of a month or a year",
          "[gateway][others]") {
  const auto period = [](const Json& what) {
    return GetErrorText(Params("welcome", {{"period", what}}));
  };
  CHECK(period({{"from", "20240101"}, {"to", "20240201"}}).empty());
  CHECK(period({{"interval", "1m"}}).empty());
  CHECK(period({{"from", "20240101"}, {"to", "20240201"}, {"interval", "1y"}}) ==
        "결제 창 호출에 실패하였습니다. 제공 기간은 range와 interval 둘 중 하나만 입력해주세요");
  CHECK(period({{"from", "20240101"}}) ==
        "결제 창 호출에 실패하였습니다. 웰컴페이먼츠의 경우 제공 기간은 시작 날짜와 종료 날짜를 "
        "모두 입력하셔야 합니다. (둘 중 "
        "하나만 "
        "입력 불가)");
  CHECK(period({{"interval", "2m"}}) ==
        "결제 창 호출에 실패하였습니다. 웰컴페이먼츠 제공 기간 주기가 올바르지 않습니다. 1m 또는 "
        "1y만 허용됩니다.");
  CHECK(GetErrorText(Params("welcome", {{"vat_amount", 1'001}})) ==
        "vat_amount 파라메터가 올바르지 않습니다. (결제 금액의 10%를 초과할 수 없습니다)");
}

TEST_CASE("payletter_global: each payment means has its own currencies, and only cards issue a key",
          "[gateway][others]") {
  const auto refusal_of = [](const char* pginfo, const char* currency, Json more = Json::object()) {
    more["currency"] = currency;
    more["bypass"] = {{"payletter_global", {{"pginfo", pginfo}, {"servicename", "shop"}}}};
    return GetErrorText(Params("payletter_global", more));
  };
  const std::string currency =
      "currency 파라메터가 올바르지 않습니다. (결제수단이 지원하지 않는 통화입니다)";
  CHECK(refusal_of("PLCreditCard", "JPY").empty());
  CHECK_THAT(refusal_of("PLCreditCard", "CNY"), Catch::EndsWith(currency));
  CHECK(refusal_of("ICBAlipay", "CNY").empty());
  CHECK_THAT(refusal_of("ICBAlipay", "KRW"), Catch::EndsWith(currency));
  CHECK(refusal_of("WeChatPayH5Payment", "KRW").empty());
  CHECK_THAT(refusal_of("WeChatPayH5Payment", "JPY"), Catch::EndsWith(currency));
  CHECK_THAT(
      refusal_of("WeChatPayH5Payment", "KRW", {{"customer_uid", "kim"}}),
      Catch::EndsWith(
          "customer_uid 파라메터가 올바르지 않습니다. (카드만 빌링키를 발급할 수 있습니다)"));
  CHECK_THAT(refusal_of("Cash", "KRW"), Catch::Contains("EM32, bypass.payletter_global.pginfo"));
}

TEST_CASE("gateways: identity verification has no payments", "[gateway][others]") {
  const std::string pg = GENERATE(as<std::string>(), "inicis_unified", "kcp_v2");
  TestApi api;
  CHECK(GetErrorText(Params(pg)) ==
        "해당 PG사에서 지원하지 않는 기능입니다. (" + pg + " : 결제창 방식의 일반결제)");
  Json body = CardBody();
  body["pg"] = pg;
  CHECK(Summary(api.Post("/subscribe/customers/kim", body)) ==
        "200 1 비인증결제모듈 사용정보를 찾을 수 없습니다.");
}

}  // namespace
}  // namespace portone::gateways
