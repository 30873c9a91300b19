// SPDX-License-Identifier: MIT
// The operations of the tag receipts: their replies, their refusals in their order, amounts and
// taxes, and what distinguishes gateways.
#include <map>
#include <set>
#include <string>

#include "gateways/registry.h"
#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AddFault;
using testing::CheckErrorOrder;
using testing::EncodeForm;
using testing::GetShape;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kOk = "200 0";
constexpr const char* kUnknownPayment = "404 -1 존재하지 않는 결제정보입니다.";
constexpr const char* kUnsupported = "501 -1 현재 지원되지 않는 PG사입니다.";
constexpr const char* kWrongNumber =
    "500 -1 현금영수증 발급에 실패하였습니다. [EM61] 현금영수증 식별 번호가 올바르지 않습니다.";
constexpr const char* kPhone = "010-1234-5678";

Json Patched(Json body, const Json& patch) {
  body.merge_patch(patch);
  return body;
}

/// Makes a payment by transfer or virtual account in a window, and pays it.
std::string PayInWindow(TestApi& api, const std::string& pg, const std::string& order,
                        const Json& params = Json::object(), const Json& more = Json::object()) {
  Json all{{"pg", pg},
           {"pay_method", "trans"},
           {"merchant_uid", order},
           {"name", "당근 10kg"},
           {"amount", 11'000},
           {"buyer_name", "김구매"},
           {"buyer_tel", kPhone},
           {"buyer_email", "kim@example.com"},
           {"product_type", "real"}};
  all.merge_patch(params);
  Json body{{"params", all}};
  body.merge_patch(more);
  const TestReply reply = api.Control("POST", "/checkouts", body.dump());
  INFO(reply.text);
  REQUIRE(reply.status == 200);
  const Json& payment = reply.json["payment"];
  REQUIRE(payment.is_object());
  const bool is_paid = payment["status"] == "paid" || payment["status"] == "ready";
  REQUIRE(is_paid);
  return payment["imp_uid"];
}

std::string MakeReceiptPath(const std::string& imp_uid) {
  return "/receipts/" + imp_uid;
}

TestReply Cancel(TestApi& api, const std::string& imp_uid, const Json& more = Json::object()) {
  return api.Post("/payments/cancel", Patched({{"imp_uid", imp_uid}}, more));
}

/// Everything that some gateway requires of a receipt.
Json FullBody() {
  return {{"identifier", kPhone},    {"identifier_type", "phone"}, {"type", "person"},
          {"product_type", "real"},  {"buyer_name", "김구매"},     {"buyer_tel", kPhone},
          {"company_tel", "02-1-2"}, {"company_name", "상점"},     {"corp_reg_no", "1234567890"},
          {"pay_method", "trans"}};
}

TEST_CASE("receipt: one is issued, found and cancelled", "[api][receipt]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const std::string imp_uid = PayInWindow(api, "kcp", "order-1");
  api.Control("POST", "/settle");
  const std::size_t told = api.sender.bodies().size();
  const TestReply issued = api.Post(MakeReceiptPath(imp_uid), {{"identifier", kPhone}});
  REQUIRE(Summary(issued) == kOk);
  const Json receipt = issued.response();
  CHECK(GetShape(receipt) == Strings{"imp_uid string", "receipt_tid string", "apply_num string",
                                     "type string", "amount integer", "vat integer",
                                     "receipt_url string", "applied_at integer",
                                     "cancelled_at integer"});
  CHECK(receipt["imp_uid"] == imp_uid);
  CHECK(receipt["apply_num"].get<std::string>().size() == 9);
  CHECK(receipt["type"] == "person");
  CHECK(receipt["amount"] == 11'000);
  CHECK(receipt["vat"] == 1'000);
  CHECK(receipt["applied_at"] == ToUnixSeconds(Start()));
  CHECK(receipt["cancelled_at"] == 0);
  CHECK(api.Get(MakeReceiptPath(imp_uid)).response() == receipt);
  CHECK(api.Get("/payments/" + imp_uid).response()["cash_receipt_issued"] == false);

  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  const TestReply cancelled = api.Delete(MakeReceiptPath(imp_uid));
  REQUIRE(Summary(cancelled) == kOk);
  CHECK(cancelled.response() ==
        Patched(receipt, {{"cancelled_at", ToUnixSeconds(Start()) + 3'600}}));
  CHECK(api.Get(MakeReceiptPath(imp_uid)).response() == cancelled.response());
  api.Control("POST", "/settle");
  CHECK(api.sender.bodies().size() == told);
}

TEST_CASE("receipt: its payment is named in the path, not in the body", "[api][receipt]") {
  TestApi api;
  const std::string imp_uid = PayInWindow(api, "kcp", "order-1");
  const Json body{{"imp_uid", imp_uid}, {"identifier", "01012341234"}};
  CHECK(Summary(api.Post("/receipts/", body)) ==
        "404 -1 존재하지 않는 API입니다. (POST /receipts/)");
  CHECK(api.Get(MakeReceiptPath(imp_uid)).status == 404);
}

TEST_CASE("receipt: checks of a request run in order", "[api][receipt]") {
  TestApi api;
  const std::string imp_uid = PayInWindow(api, "welcome", "order-1");
  CheckErrorOrder(
      api, MakeReceiptPath(imp_uid),
      {{"{}", "400 -1 identifier 파라메터가 누락되었습니다."},
       {R"({"identifier": {"number": 1}})",
        "400 -1 identifier 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)"},
       {R"({"identifier": "김구매😀", "identifier_type": "email"})",
        "400 -1 identifier_type 파라메터가 올바르지 않습니다. (person, business, phone, taxcard 중 "
        "하나여야 합니다)"},
       {R"({"identifier_type": null, "type": "owner"})",
        "400 -1 type 파라메터가 올바르지 않습니다. (person, company 중 하나여야 합니다)"},
       {R"({"type": null, "tax_free": -1})",
        "400 -1 tax_free 파라메터가 올바르지 않습니다. (음수일 수 없습니다)"},
       {R"({"tax_free": "20000", "vat_amount": "영"})",
        "400 -1 vat_amount 파라메터가 올바르지 않습니다. (숫자여야 합니다)"},
       {R"({"vat_amount": null, "product_type": "service"})",
        "400 -1 product_type 파라메터가 올바르지 않습니다. (real 또는 digital이어야 합니다)"},
       {R"({"product_type": "real"})", "400 -1 type 파라메터가 누락되었습니다."},
       {R"({"type": "person"})", "400 -1 buyer_tel 파라메터가 누락되었습니다."},
       {R"({"buyer_tel": "010"})", "400 -1 corp_reg_no 파라메터가 누락되었습니다."},
       {R"({"corp_reg_no": "1234567890"})", kWrongNumber},
       {R"({"identifier": "123-45-67890"})", kWrongNumber},
       {R"({"identifier": "900101-1234567"})",
        "400 -1 tax_free 파라메터가 올바르지 않습니다. (amount보다 클 수 없습니다)"},
       {R"({"tax_free": 1000, "vat_amount": 10001})",
        "400 -1 vat_amount 파라메터가 올바르지 않습니다. (amount - tax_free보다 클 수 없습니다)"},
       {R"({"vat_amount": 10000})", kOk},
       {"{}", "400 -1 이미 현금영수증이 발급된 결제건입니다."}});
}

TEST_CASE("receipt: checks of a payment run in order", "[api][receipt]") {
  TestApi api;
  const Json body{{"identifier", kPhone}};
  CHECK(Summary(api.Post(MakeReceiptPath("imp_000000000000"), body)) == kUnknownPayment);
  CHECK(Summary(api.Get(MakeReceiptPath("imp_000000000000"))) == kUnknownPayment);
  CHECK(Summary(api.Delete(MakeReceiptPath("imp_000000000000"))) ==
        "400 -1 해당 아임포트 고유 번호(imp_000000000000)로 현금영수증을 발급 한 내역이 존재하지 "
        "않습니다.");
  // A gateway without receipts comes before a payment by card.
  const std::string by_card = PayInWindow(api, "jtnet", "o-1", {{"pay_method", "card"}});
  CHECK(Summary(api.Post(MakeReceiptPath(by_card), body)) == kUnsupported);
  const std::string card_of_kcp = PayInWindow(api, "kcp", "o-2", {{"pay_method", "card"}});
  CHECK(Summary(api.Post(MakeReceiptPath(card_of_kcp), body)) ==
        "400 -1 현금성 거래(가상계좌, 계좌이체)만 현금영수증을 발급할 수 있습니다.");
  const std::string unpaid = PayInWindow(api, "kcp", "o-3", {{"pay_method", "vbank"}});
  CHECK(Summary(api.Post(MakeReceiptPath(unpaid), body)) ==
        "400 -1 결제완료(paid) 상태의 결제건만 현금영수증을 발급할 수 있습니다.");
  const std::string refunded = PayInWindow(api, "kcp", "o-4");
  REQUIRE(Summary(Cancel(api, refunded)) == kOk);
  CHECK(Summary(api.Post(MakeReceiptPath(refunded), body)) ==
        "400 -1 결제완료(paid) 상태의 결제건만 현금영수증을 발급할 수 있습니다.");
  CHECK(api.Control("GET", "/receipts").json["total"] == 0);
}

TEST_CASE("receipt: after a partial cancellation what remains is its amount", "[api][receipt]") {
  TestApi api;
  const std::string before = PayInWindow(api, "kcp", "o-1");
  REQUIRE(Summary(Cancel(api, before, {{"amount", 1'100}})) == kOk);
  REQUIRE(Summary(Cancel(api, before, {{"amount", 3'300}})) == kOk);
  const Json issued = api.Post(MakeReceiptPath(before), {{"identifier", kPhone}}).response();
  CHECK(issued["amount"] == 6'600);
  CHECK(issued["vat"] == 600);
  // The receipt that exists already covers less from then on, and nothing in the end.
  REQUIRE(Summary(Cancel(api, before, {{"amount", 5'500}})) == kOk);
  const Json reduced = api.Get(MakeReceiptPath(before)).response();
  CHECK(reduced["amount"] == 1'100);
  CHECK(reduced["vat"] == 100);
  CHECK(reduced["apply_num"] == issued["apply_num"]);
  CHECK(reduced["cancelled_at"] == 0);
  REQUIRE(Summary(Cancel(api, before)) == kOk);
  CHECK(api.Get(MakeReceiptPath(before)).response()["cancelled_at"] == ToUnixSeconds(Start()));
  CHECK(Summary(api.Delete(MakeReceiptPath(before))) == "400 -1 이미 취소된 현금영수증입니다.");
}

TEST_CASE("receipt: Smartro's receipts by API outlive the payment's cancellation",
          "[api][receipt][gateway]") {
  TestApi api;
  const std::string imp_uid = PayInWindow(api, "smartro_v2", "o1");
  REQUIRE(Summary(api.Post(MakeReceiptPath(imp_uid), FullBody())) == kOk);
  REQUIRE(Summary(Cancel(api, imp_uid,
                         {{"refund_holder", "김구매"},
                          {"refund_bank", "004"},
                          {"refund_account", "1234567890"},
                          {"refund_tel", kPhone}})) == kOk);
  CHECK(api.Get(MakeReceiptPath(imp_uid)).response()["amount"] == 11'000);
  CHECK(api.Get(MakeReceiptPath(imp_uid)).response()["cancelled_at"] == 0);
  CHECK(api.Delete(MakeReceiptPath(imp_uid)).response()["cancelled_at"] == ToUnixSeconds(Start()));
}

TEST_CASE("receipt: taxes are as the request says, else one eleventh", "[api][receipt]") {
  TestApi api;
  const auto vat_of = [&api](const char* order, const Json& tax) {
    const std::string imp_uid = PayInWindow(api, "kcp", order, {{"tax_free", 2'000}});
    const TestReply reply =
        api.Post(MakeReceiptPath(imp_uid), Patched({{"identifier", kPhone}}, tax));
    INFO(reply.text);
    REQUIRE(Summary(reply) == kOk);
    CHECK(reply.response()["amount"] == 11'000);
    return reply.response()["vat"].get<int>();
  };
  // The tax-free part of the payment is not that of the receipt.
  CHECK(vat_of("o-1", Json::object()) == 1'000);
  CHECK(vat_of("o-2", {{"tax_free", 5'500}}) == 500);
  CHECK(vat_of("o-3", {{"tax_free", "11000"}}) == 0);
  CHECK(vat_of("o-4", {{"vat_amount", 700}}) == 700);
  CHECK(vat_of("o-5", {{"vat", 300}}) == 300);
  CHECK(vat_of("o-6", {{"vat", 300}, {"vat_amount", 0}}) == 0);
}

TEST_CASE("receipt: the kind of a number is told from its digits", "[api][receipt]") {
  TestApi api;
  int count = 0;
  const auto kind_of = [&](const Json& body) {
    const std::string order = "o-" + std::to_string(++count);
    const std::string imp_uid = PayInWindow(api, "kcp", order);
    const TestReply reply = api.Post(MakeReceiptPath(imp_uid), body);
    if (Summary(reply) != kOk) return Summary(reply);
    const Json row = api.Control("GET", "/receipts?merchant_uid=" + order).json["receipts"][0];
    return row["identifier_type"].get<std::string>() + " " + row["identifier"].get<std::string>();
  };
  CHECK(kind_of({{"identifier", "010-1234-5678"}}) == "phone 010****5678");
  CHECK(kind_of({{"identifier", 1012345678}}) == kWrongNumber);
  CHECK(kind_of({{"identifier", "0161234567"}}) == "phone 016***4567");
  CHECK(kind_of({{"identifier", "9001011234567"}}) == "person 900101*******");
  CHECK(kind_of({{"identifier", "123-45-67890"}, {"type", "company"}}) == "business 123***7890");
  CHECK(kind_of({{"identifier", "1544202012345678"}}) == "taxcard 154*********5678");
  CHECK(kind_of({{"identifier", "010-1234-5678"}, {"identifier_type", "person"}}) == kWrongNumber);
  CHECK(kind_of({{"identifier", "12345"}}) == kWrongNumber);
  CHECK(kind_of({{"identifier", "전화번호😀"}}) == kWrongNumber);
  CHECK(kind_of({{"identifier", "0101234567x"}}) == kWrongNumber);
}

TEST_CASE("receipt: Toss Payments takes any number", "[api][receipt][gateway]") {
  TestApi api;
  const std::string imp_uid = PayInWindow(api, "tosspayments", "o-1");
  CHECK(Summary(api.Post(MakeReceiptPath(imp_uid),
                         {{"identifier", "123-45-67890"}, {"type", "person"}})) == kOk);
  const std::string other = PayInWindow(api, "tosspayments", "o-2");
  CHECK(Summary(api.Post(MakeReceiptPath(other), {{"identifier", "아무거나"}})) == kOk);
}

TEST_CASE("receipt: the gateways issue and cancel as they are documented",
          "[api][receipt][gateway]") {
  TestApi api;
  const std::set<std::string> issues{"daou",       "html5_inicis", "kcp",    "kicc",
                                     "ksnet",      "nice",         "settle", "smartro",
                                     "smartro_v2", "tosspayments", "welcome"};
  const std::set<std::string> no_cancel{"kicc", "smartro"};
  int count = 0;
  for (const GatewayRules* rules : gateways::All()) {
    const std::string pg(rules->code);
    const std::set<std::string> elsewhere{"nice_v2", "naverpay"};  // they require more of a window
    if (!rules->window.methods.Has(PayMethod::kTrans) || elsewhere.contains(pg)) continue;
    CAPTURE(pg);
    const std::string imp_uid = PayInWindow(api, pg, "order" + std::to_string(++count));
    const bool issued = issues.contains(pg);
    CHECK(Summary(api.Post(MakeReceiptPath(imp_uid), FullBody())) == (issued ? kOk : kUnsupported));
    if (!issued) continue;
    CHECK(Summary(api.Get(MakeReceiptPath(imp_uid))) == kOk);
    CHECK(Summary(api.Delete(MakeReceiptPath(imp_uid))) ==
          (no_cancel.contains(pg) ? kUnsupported : kOk));
  }
}

TEST_CASE("receipt: each gateway requires what is documented", "[api][receipt][gateway]") {
  TestApi api;
  const std::map<std::string, Strings> required{
      {"daou", {"company_tel", "company_name", "corp_reg_no"}},
      {"kicc", {"identifier_type"}},
      {"ksnet", {"product_type", "buyer_name"}},
      {"settle", {"identifier_type"}},
      {"smartro_v2", {"type", "buyer_name", "buyer_tel"}},
      {"welcome", {"type", "buyer_tel", "corp_reg_no"}},
  };
  for (const auto& [pg, parameters] : required) {
    const std::string imp_uid = PayInWindow(api, pg, pg == "smartro_v2" ? "o1" : "o-" + pg);
    for (const std::string& parameter : parameters) {
      CAPTURE(pg, parameter);
      Json body = FullBody();
      body.erase(parameter);
      CHECK(Summary(api.Post(MakeReceiptPath(imp_uid), body)) ==
            "400 -1 " + parameter + " 파라메터가 누락되었습니다.");
    }
    CHECK(Summary(api.Post(MakeReceiptPath(imp_uid), FullBody())) == kOk);
  }
}

TEST_CASE("receipt: NICE's newer module issues none later for a window, and none for a tax card",
          "[api][receipt][gateway]") {
  TestApi api;
  const std::string not_asked = PayInWindow(api, "nice_v2", "o-1");
  CHECK(Summary(api.Post(MakeReceiptPath(not_asked), FullBody())) ==
        "500 -1 현금영수증 발급에 실패하였습니다. [EM63] 결제창에서 현금영수증을 신청하지 않은 "
        "결제건입니다.");
  const Json external = Patched(
      FullBody(), {{"channel_key", "channel-key-nice_v2"}, {"name", "당근"}, {"amount", 11'000}});
  CHECK(Summary(api.Post("/receipts/external/o-1", external)) ==
        "500 -1 현금영수증 발급에 실패하였습니다. [EM63] 결제창에서 현금영수증을 신청하지 않은 "
        "결제건입니다.");
  CHECK(Summary(api.Post("/receipts/external/cash-1", external)) == kOk);
  CHECK(Summary(api.Post("/receipts/external/cash-2",
                         Patched(external, {{"identifier_type", "taxcard"},
                                            {"identifier", "1544202012345678"}}))) ==
        "500 -1 현금영수증 발급에 실패하였습니다. [EM62] 현금영수증 카드 번호로는 현금영수증을 "
        "발급할 수 없습니다.");
  const std::string asked = PayInWindow(api, "nice_v2", "o-2", Json::object(),
                                        {{"cash_receipt", {{"identifier", kPhone}}}});
  REQUIRE(Summary(api.Delete(MakeReceiptPath(asked))) == kOk);
  CHECK(Summary(api.Post(MakeReceiptPath(asked), FullBody())) == kOk);
}

TEST_CASE("receipt: what the buyer chooses in a window is issued with the payment",
          "[api][receipt]") {
  TestApi api;
  const Json choice{{"cash_receipt", {{"type", "company"}, {"identifier", "123-45-67890"}}}};
  const std::string transfer =
      PayInWindow(api, "html5_inicis", "o-1", {{"tax_free", 2'200}}, choice);
  const Json receipt = api.Get(MakeReceiptPath(transfer)).response();
  CHECK(receipt["type"] == "company");
  CHECK(receipt["amount"] == 11'000);
  CHECK(receipt["vat"] == 800);  // of what the payment taxes
  CHECK(api.Get("/payments/" + transfer).response()["cash_receipt_issued"] == true);
  CHECK(Summary(api.Post(MakeReceiptPath(transfer), {{"identifier", kPhone}})) ==
        "400 -1 이미 현금영수증이 발급된 결제건입니다.");

  const std::string account = PayInWindow(api, "kcp", "o-2", {{"pay_method", "vbank"}}, choice);
  CHECK(api.Get("/payments/" + account).response()["cash_receipt_issued"] == false);
  CHECK(api.Get(MakeReceiptPath(account)).status == 404);
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  api.Control("POST", "/actions/deposit", Json{{"imp_uid", account}}.dump());
  CHECK(api.Get("/payments/" + account).response()["cash_receipt_issued"] == true);
  CHECK(api.Get(MakeReceiptPath(account)).response()["applied_at"] ==
        ToUnixSeconds(Start()) + 3'600);
}

TEST_CASE("receipt: a choice in a window is refused where there can be none", "[api][receipt]") {
  TestApi api;
  const Json params{{"pg", "kcp"}, {"merchant_uid", "o-1"}, {"amount", 1'000}, {"name", "a"}};
  const auto refusal_of = [&](const Json& body) {
    return testing::ControlSummary(api.Control("POST", "/checkouts", body.dump()));
  };
  CHECK(refusal_of({{"params", params}, {"cash_receipt", {{"identifier", kPhone}}}}) ==
        "400 invalid_parameter cash_receipt cash_receipt: applies to transfers and virtual "
        "accounts, not to card");
  const Json transfer = Patched(params, {{"pay_method", "trans"}});
  CHECK(refusal_of({{"params", transfer}, {"cash_receipt", Json::object()}}) ==
        "400 invalid_parameter cash_receipt/identifier cash_receipt/identifier: is missing");
  CHECK(api.Control("GET", "/payments").json["total"] == 0);
}

TEST_CASE("receipt: a page's parameters ask for one where its gateway reads them",
          "[api][receipt][gateway]") {
  TestApi api;
  const std::string galaxia =
      PayInWindow(api, "galaxia", "o-1",
                  {{"cashReceiptType", "corporate"}, {"customerIdentifier", "1178178260"}});
  CHECK(api.Get(MakeReceiptPath(galaxia)).response()["type"] == "company");
  const auto receipt_of = [&api](const char* order) {
    return api.Control("GET", std::string("/receipts?merchant_uid=") + order).json["receipts"][0];
  };
  CHECK(receipt_of("o-1")["identifier"] == "117***8260");
  CHECK(receipt_of("o-1")["identifier_type"] == "business");
  const std::string naver = PayInWindow(
      api, "nice_v2", "o-2",
      {{"pay_method", "naverpay_point"},
       {"cash_receipt_type", "person"},
       {"bypass", {{"cashReceiptType", "personal"}, {"customerIdentifier", "01012345678"}}}});
  CHECK(api.Get("/payments/" + naver).response()["cash_receipt_issued"] == true);
  CHECK(receipt_of("o-2")["identifier"] == "010****5678");
  CHECK(receipt_of("o-2")["identifier_type"] == "phone");
  // NICE does not report that of a bank account of SSGPAY, although it issues one.
  const std::string ssg = PayInWindow(
      api, "nice_v2", "o3", {{"pay_method", "ssgpay_bank"}, {"cash_receipt_type", "company"}});
  CHECK(api.Get("/payments/" + ssg).response()["cash_receipt_issued"] == false);
  CHECK(Summary(api.Get(MakeReceiptPath(ssg))) ==
        "404 -1 해당 아임포트 고유 번호(" + ssg +
            ")로 현금영수증을 발급 한 내역이 존재하지 않습니다.");
  const std::string none = PayInWindow(api, "kcp", "o-4", {{"cashReceiptType", "personal"}});
  CHECK(api.Get(MakeReceiptPath(none)).status == 404);
}

TEST_CASE("receipt: faults refuse it, cut it off and delay it", "[api][receipt][fault]") {
  TestApi api;
  const std::string imp_uid = PayInWindow(api, "kcp", "o-1");
  const Json body{{"identifier", kPhone}};
  AddFault(api, R"({"when": {"operation": "receipt", "pg": "kcp", "merchant_uid": "o-1"},
                 "then": {"decline": {"code": "8081", "message": "국세청 점검 중😀"}}})");
  CHECK(Summary(api.Post(MakeReceiptPath(imp_uid), body)) ==
        "500 -1 현금영수증 발급에 실패하였습니다. [8081] 국세청 점검 중😀");
  CHECK(api.Get(MakeReceiptPath(imp_uid)).status == 404);
  REQUIRE(Summary(api.Post(MakeReceiptPath(imp_uid), body)) == kOk);
  AddFault(api, R"({"when": {"operation": "receipt", "path": "/receipts/*"},
                 "then": {"decline": {"code": "8082", "message": "no"}}})");
  CHECK(Summary(api.Delete(MakeReceiptPath(imp_uid))) ==
        "500 -1 현금영수증 발급취소에 실패하였습니다. [8082] no");
  CHECK(api.Get(MakeReceiptPath(imp_uid)).response()["cancelled_at"] == 0);
  api.headers = {{"X-PortOne-Test-Code", "Z1:안 됨"}};
  CHECK(Summary(api.Delete(MakeReceiptPath(imp_uid))) ==
        "500 -1 현금영수증 발급취소에 실패하였습니다. [Z1] 안 됨");
  api.headers.clear();
  CHECK(Summary(api.Delete(MakeReceiptPath(imp_uid))) == kOk);
}

TEST_CASE("receipt: a form says the same as JSON, in any script", "[api][receipt]") {
  TestApi api;
  const Json body{{"channel_key", "channel-key-kcp"},
                  {"name", "당근 🥕 10kg & <b>"},
                  {"amount", "5500"},
                  {"identifier", "010 1234 5678"},
                  {"type", "person"},
                  {"buyer_name", "김 구매😀"},
                  {"tax_free", "1100"}};
  const TestReply by_form = api.PostForm("/receipts/external/form-1", EncodeForm(body));
  const TestReply by_json = api.Post("/receipts/external/json-1", body);
  REQUIRE(Summary(by_form) == kOk);
  REQUIRE(Summary(by_json) == kOk);
  CHECK(by_form.response()["amount"] == by_json.response()["amount"]);
  CHECK(by_form.response()["vat"] == 400);
  CHECK(by_json.response()["vat"] == 400);
  const Json list = api.Control("GET", "/receipts").json;
  for (const Json& row : list["receipts"]) {
    CHECK(row["name"] == "당근 🥕 10kg & <b>");
    CHECK(row["buyer_name"] == "김 구매😀");
  }
}

TEST_CASE("receipt: clients that send bodies with a GET, or keys with the query, are answered",
          "[api][receipt]") {
  TestApi api;
  const std::string imp_uid = PayInWindow(api, "kcp", "o-1");
  REQUIRE(Summary(api.Post(MakeReceiptPath(imp_uid), {{"identifier", kPhone}})) == kOk);
  const TestReply with_body =
      api.Send({"GET",
                MakeReceiptPath(imp_uid) + "?imp_key=a&imp_secret=b",
                {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}},
                Json{{"imp_uid", imp_uid}}.dump()});
  CHECK(Summary(with_body) == kOk);
}

TEST_CASE("receipt: its number is that of a transfer, and leads to the gateway's page of receipts",
          "[api][receipt][gateway]") {
  TestApi api;
  const auto issue = [&api](const std::string& pg) {
    const std::string imp_uid = PayInWindow(api, pg, "order-" + pg);
    return api.Post(MakeReceiptPath(imp_uid), {{"identifier", kPhone}}).response();
  };
  CHECK(issue("nice")["receipt_tid"].get<std::string>().starts_with("nictest04m0201"));
  const Json inicis = issue("html5_inicis");
  const std::string tid = inicis["receipt_tid"];
  CHECK(tid.starts_with("StdpayDBNKINIpayTest20240131090000"));
  CHECK(inicis["receipt_url"].get<std::string>().find(
            "iniweb.inicis.com/DefaultWebApp/mall/cr/cm/Cash_mCmReceipt.jsp?noTid=" + tid +
            "&clpaymethod=22") != std::string::npos);
}

TEST_CASE("receipt: an external one has an order number of the usual length", "[api][receipt]") {
  TestApi api;
  const Json body{{"identifier", kPhone},
                  {"channel_key", "channel-key-kcp"},
                  {"name", "당근"},
                  {"amount", 1'100}};
  CHECK(Summary(api.Post("/receipts/external/" + std::string(41, 'o'), body)) == kOk);
  CHECK(api.Control("GET", "/journal").text.find("merchant_uid has 41 characters") !=
        std::string::npos);
  CHECK(Summary(api.Post("/receipts/external/" + std::string(257, 'o'), body)) ==
        "200 1 merchant_uid 파라메터는 최대 256자까지 가능합니다.");
}

}  // namespace
}  // namespace portone
