// SPDX-License-Identifier: MIT
// The sales of other businesses on a receipt: fixtures/reference/partner_receipt_states.json, and
// what is refused.
#include <functional>
#include <map>
#include <string>

#include "support/injected_faults.h"
#include "support/state_table.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;
using testing::TestReply;

Json MakeSale(std::int64_t amount, const Json& more = Json::object()) {
  Json sale{{"business_registration_number", "123-45-67890"},
            {"company_name", "김가게 🏪"},
            {"amount", amount}};
  sale.update(more);
  return sale;
}

struct SaleSandbox {
  TestApi api;
  std::string imp_uid;

  void Pay(std::string_view method = "card", std::string_view status = "paid") {
    const Json params = testing::WindowParams("html5_inicis", "order-1", {{"pay_method", method}});
    imp_uid = testing::PayInWindow(api, params, status);
  }
  TestReply Register(const Json& data = Json::array({MakeSale(6'000), MakeSale(4'000)})) {
    return api.Post("/partners/receipts/" + imp_uid, {{"data", data}});
  }
  std::string Cancel(const Json& more = Json::object()) {
    Json body{{"imp_uid", imp_uid}};
    body.update(more);
    return Summary(api.Post("/payments/cancel", body));
  }
};

const std::map<std::string, std::function<void(SaleSandbox&)>>& GetSaleStateSetups() {
  static const std::map<std::string, std::function<void(SaleSandbox&)>> kSetups{
      {"unpaid", [](SaleSandbox& sandbox) { sandbox.Pay("vbank", "ready"); }},
      {"paid", [](SaleSandbox& sandbox) { sandbox.Pay(); }},
      {"in_part",
       [](SaleSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(sandbox.Cancel({{"amount", 1'000}}) == "200 0");
       }},
      {"registered",
       [](SaleSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(Summary(sandbox.Register()) == "200 0");
       }},
      {"cancelled",
       [](SaleSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(sandbox.Cancel() == "200 0");
       }},
      {"registered_cancelled",
       [](SaleSandbox& sandbox) {
         sandbox.Pay();
         REQUIRE(Summary(sandbox.Register()) == "200 0");
         REQUIRE(sandbox.Cancel() == "200 0");
       }},
  };
  return kSetups;
}

std::string Run(SaleSandbox& sandbox, const std::string& event) {
  if (event == "register") return Summary(sandbox.Register());
  return event == "cancel" ? sandbox.Cancel() : sandbox.Cancel({{"amount", 1'000}});
}

/// Whether there are sales, and what of the payment is left: all, a part or nothing. Sales stay
/// what they are when a part is given back.
std::string ReadObservedState(SaleSandbox& sandbox) {
  const Json payment = sandbox.api.Get("/payments/" + sandbox.imp_uid).response();
  const bool has_sales = sandbox.api.Describe().find(" for 김가게") != std::string::npos;
  const std::int64_t cancelled = payment["cancel_amount"];
  const std::string left = cancelled == 10'000 ? "nothing" : cancelled == 0 ? "all" : "part";
  if (has_sales) return cancelled == 10'000 ? "sales, cancelled" : "sales";
  return payment["status"] == "ready" ? "ready" : left;
}

TEST_CASE("partner receipts: the table has every state and every event once", "[api][partners]") {
  testing::CheckStateTable(testing::ReadStateTable("partner_receipt_states.json"),
                           GetSaleStateSetups());
}

TEST_CASE("partner receipts: every event in every state answers as the table says",
          "[api][partners]") {
  testing::WalkStateTable<SaleSandbox>(testing::ReadStateTable("partner_receipt_states.json"),
                                       GetSaleStateSetups(), Run, ReadObservedState);
}

TEST_CASE("partner receipts: the reply is the payment's receipt", "[api][partners]") {
  SaleSandbox sandbox;
  sandbox.Pay();
  const Json payment = sandbox.api.Get("/payments/" + sandbox.imp_uid).response();
  CHECK(sandbox.Register().response() == Json{{"receipt_url", payment["receipt_url"]}});
}

TEST_CASE("partner receipts: a form registers what JSON registers", "[api][partners]") {
  SaleSandbox json;
  json.Pay();
  SaleSandbox form;
  form.Pay();
  const Json data = Json::array({MakeSale(6'000, {{"tax_free", 1'000}, {"vat_amount", 400}})});
  CHECK(Summary(json.Register(data)) == "200 0");
  CHECK(Summary(form.api.PostForm("/partners/receipts/" + form.imp_uid,
                                  testing::EncodeForm({{"data", data}}))) == "200 0");
  CHECK(json.api.Describe() == form.api.Describe());
}

TEST_CASE("partner receipts: checks of a call run in order", "[api][partners]") {
  TestApi api;
  const std::string other = testing::PayInWindow(api, testing::WindowParams("kcp", "order-1"));
  const auto refuse = [&](const std::string& imp_uid, const char* body) {
    const std::string before = api.Describe();
    const std::string outcome =
        Summary(api.Post("/partners/receipts/" + imp_uid, Json::parse(body)));
    CHECK(api.Describe() == before);
    return outcome;
  };
  CHECK(refuse("imp_1", "{}") == "400 -1 data 파라메터가 누락되었습니다.");
  CHECK(refuse("imp_1", R"({"data": "x"})") ==
        "400 -1 data 파라메터가 올바르지 않습니다. (배열이어야 합니다)");
  CHECK(refuse("imp_1", R"({"data": []})") == "400 -1 data 파라메터가 누락되었습니다.");
  CHECK(refuse("imp_1", R"({"data": ["x"]})") ==
        "400 -1 data[0] 파라메터가 올바르지 않습니다. (객체여야 합니다)");
  CHECK(refuse("imp_1", R"({"data": [{}]})") ==
        "400 -1 data[0].business_registration_number 파라메터가 누락되었습니다.");
  CHECK(refuse("imp_1", R"({"data": [{"business_registration_number": "12345"}]})") ==
        "400 -1 data[0].business_registration_number 파라메터가 올바르지 않습니다. (숫자 10자리의 "
        "사업자등록번호여야 합니다)");
  CHECK(refuse("imp_1", R"({"data": [{"business_registration_number": "1234567890"}]})") ==
        "400 -1 data[0].company_name 파라메터가 누락되었습니다.");
  CHECK(refuse("imp_1", R"({"data": [{"business_registration_number": "1234567890",
                                      "company_name": "a"}]})") ==
        "400 -1 data[0].amount 파라메터가 누락되었습니다.");
  CHECK(refuse("imp_1", R"({"data": [{"business_registration_number": "1234567890",
                                      "company_name": "a", "amount": 0}]})") ==
        "400 -1 data[0].amount 파라메터가 올바르지 않습니다. (0보다 커야 합니다)");
  CHECK(refuse("imp_1", R"({"data": [{"business_registration_number": "1234567890",
      "company_name": "a", "amount": 10, "tax_free": 8, "vat_amount": 3}]})") ==
        "400 -1 data[0].amount 파라메터가 올바르지 않습니다. (tax_free와 vat_amount보다 작을 수 "
        "없습니다)");
  constexpr const char* kGood = R"({"data": [{"business_registration_number": "1234567890",
      "company_name": "a", "amount": 10}]})";
  CHECK(refuse("imp_1", kGood) == "404 -1 존재하지 않는 결제정보입니다.");
  CHECK(refuse(other, kGood) == "501 -1 현재 지원되지 않는 PG사입니다.");
}

TEST_CASE("partner receipts: at most a hundred sales are read", "[api][partners]") {
  SaleSandbox sandbox;
  sandbox.Pay();
  CHECK(Summary(sandbox.Register(Json(101, MakeSale(1)))) ==
        "400 -1 data 파라메터가 올바르지 않습니다. (100개까지 가능합니다)");
  CHECK(Summary(sandbox.Register(Json(100, MakeSale(1)))) == "200 0");
}

TEST_CASE("partner receipts: Inicis may fail", "[api][partners][fault]") {
  SaleSandbox sandbox;
  sandbox.Pay();
  testing::AddFault(sandbox.api,
                    R"({"when": {"operation": "other_gateway_call", "path": "/partners/*"},
      "then": {"decline": {"code": "01", "message": "오류"}}})");
  CHECK(Summary(sandbox.Register()) == "500 -1 [01] 오류");
  CHECK(Summary(sandbox.Register()) == "200 0");
}

}  // namespace
}  // namespace portone
