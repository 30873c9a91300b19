// SPDX-License-Identifier: MIT
// GET /payments/{imp_uid}/balance, and the tax parameters of cancellations.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kUnavailable =
    "404 -1 (현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 "
    "상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.";

/// 11,000 won, of which 1,100 are tax-free.
Json Pay(TestApi& api, std::string_view pg, const Json& more = Json::object()) {
  Json body = testing::OnetimeBody("o-1");
  body.update({{"amount", 11'000}, {"tax_free", 1'100}, {"pg", pg}});
  body.update(more);
  return api.Post("/subscribe/payments/onetime", body).response();
}

TestReply GetBalance(TestApi& api, const Json& payment) {
  return api.Get("/payments/" + payment["imp_uid"].get<std::string>() + "/balance");
}

std::string FormatTaxParts(const Json& block) {
  return block["tax_free"].dump() + " " + block["supply"].dump() + " " + block["vat"].dump() + " " +
         block["service"].dump();
}

TEST_CASE("balance: an amount consists of tax-free, supply and 10% VAT", "[api][balance]") {
  TestApi api;
  const Json payment = Pay(api, "kcp");
  const Json balance = GetBalance(api, payment).response();
  CHECK(balance["amount"] == 11'000);
  CHECK(FormatTaxParts(balance["primary"]) == "1100 9000 900 0");
  for (const char* other : {"cash_receipt", "secondary", "discount"})
    CHECK(FormatTaxParts(balance[other]) == "0 0 0 0");
  REQUIRE(balance["histories"].size() == 1);
  CHECK(FormatTaxParts(balance["histories"][0]["primary"]) == "1100 9000 900 0");
  CHECK(balance["histories"][0]["created"] == payment["paid_at"]);
}

TEST_CASE("balance: an explicit VAT amount takes precedence", "[api][balance]") {
  TestApi api;
  CHECK(
      FormatTaxParts(GetBalance(api, Pay(api, "kcp", {{"vat_amount", 0}})).response()["primary"]) ==
      "1100 9900 0 0");
}

TEST_CASE("balance: each tax parameter of a cancellation changes the balance",
          "[api][balance][cancel]") {
  struct Row {
    Json cancel;
    std::string remaining;
  };
  const std::vector<Row> rows{
      {{{"amount", 1'100}}, "1100 8000 800 0"},
      {{{"amount", 1'100}, {"tax_free", 1'100}}, "0 9000 900 0"},
      {{{"amount", 1'100}, {"tax_free", 0}, {"vat_amount", 10}}, "1100 7910 890 0"},
      {Json::object(), "0 0 0 0"},
      {{{"amount", 11'000}, {"tax_free", 1'100}, {"vat_amount", 900}}, "0 0 0 0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.cancel.dump());
    TestApi api;
    const Json payment = Pay(api, "kcp");
    Json body = row.cancel;
    body["imp_uid"] = payment["imp_uid"];
    REQUIRE(Summary(api.Post("/payments/cancel", body)) == "200 0");
    const Json balance = GetBalance(api, payment).response();
    CHECK(FormatTaxParts(balance["primary"]) == row.remaining);
    CHECK(balance["histories"].size() == 2);
  }
}

TEST_CASE("balance: a cancellation's tax must not exceed its amount", "[api][balance][cancel]") {
  TestApi api;
  Pay(api, "kcp");
  const std::string before = api.Describe();
  CHECK(Summary(api.Post("/payments/cancel",
                         {{"merchant_uid", "o-1"}, {"amount", 100}, {"tax_free", 101}})) ==
        "200 1 tax_free와 vat_amount는 취소 금액(amount)과 남은 금액을 초과할 수 없습니다.");
  CHECK(api.Describe() == before);
}

TEST_CASE("balance: no part of a payment is refunded twice", "[api][balance][cancel]") {
  struct Row {
    Json charge;
    Json cancel;
    std::string outcome;
    std::string remaining;
  };
  const std::string refused =
      "200 1 tax_free와 vat_amount는 취소 금액(amount)과 남은 금액을 초과할 수 없습니다.";
  const std::vector<Row> rows{
      {{{"vat_amount", 0}}, {{"amount", 5'000}}, "200 0", "1100 4900 0 0"},
      {{{"tax_free", 11'000}}, {{"amount", 5'000}}, "200 0", "6000 0 0 0"},
      {{{"tax_free", 0}}, {{"amount", 5'000}, {"tax_free", 1}}, refused, "0 10000 1000 0"},
      {{{"vat_amount", 9'900}}, {{"amount", 5'000}}, "200 0", "1100 0 4900 0"},
      {{{"vat_amount", 10}}, {{"amount", 5'000}, {"vat_amount", 11}}, refused, "1100 9890 10 0"},
      {Json::object(), {{"amount", 10'500}}, "200 0", "500 0 0 0"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.charge.dump(), row.cancel.dump());
    TestApi api;
    const Json payment = Pay(api, "kcp", row.charge);
    Json body = row.cancel;
    body["imp_uid"] = payment["imp_uid"];
    CHECK(Summary(api.Post("/payments/cancel", body)) == row.outcome);
    CHECK(FormatTaxParts(GetBalance(api, payment).response()["primary"]) == row.remaining);
  }
}

TEST_CASE("balance: other gateways, failed payments and unknown ones have none", "[api][balance]") {
  TestApi api;
  CHECK(Summary(GetBalance(api, Pay(api, "nice"))) == kUnavailable);
  CHECK(Summary(GetBalance(api, Pay(api, "kcp",
                                    {{"merchant_uid", "o-2"},
                                     {"card_number", "4000-0000-0000-0341"}}))) == kUnavailable);
  CHECK(Summary(api.Get("/payments/imp_000000000000/balance")) == kUnavailable);
  CHECK(Summary(api.Put("/payments/imp_000000000000/balance", {})).starts_with("405 -1"));
}

}  // namespace
}  // namespace portone
