// SPDX-License-Identifier: MIT
// Taxes at NICE: which contracts let a request set the VAT, and which amounts a cancellation must
// name.
#include "gateways/nice_shop.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kWrongTaxes =
    "200 -1 결제취소에 실패하였습니다. 취소금액의 공급가액, 부가세, 봉사료, 면세금액 설정 오류";
constexpr const char* kWrongSum = "[1615] 거래금액 합계오류(공급가액,부가세,봉사료,면세금액 합계)";

const NiceSettings kFixed{{"tax_mode", "fixed"}};

Json MergePatch(Json body, const Json& patch) {
  body.merge_patch(patch);
  return body;
}

/// Makes a payment of 11,000 won over REST with these taxes.
void Pay(TestApi& api, const Json& taxes = Json::object()) {
  Json body = MergePatch(OnetimeBody("o-1"), {{"amount", 11'000}});
  body.merge_patch(taxes);
  REQUIRE(Summary(api.Post(kOnetime, body)) == "200 0");
}

std::string CancelWith(TestApi& api, const Json& parts = Json::object()) {
  return Summary(api.Post(kCancelPath, MergePatch({{"merchant_uid", "o-1"}}, parts)));
}

int GetCancelledAmount(TestApi& api) {
  return api.Get("/payments/find/o-1").response()["cancel_amount"].get<int>();
}

Json AccountBody() {
  return {{"merchant_uid", "o-1"},
          {"amount", 11'000},
          {"vbank_code", "004"},
          {"vbank_due", ToUnixSeconds(Start()) + 86'400},
          {"vbank_holder", "포트원"}};
}

TEST_CASE(
    "NI12: a window may set the VAT, also to zero, under a fixed-amount contract; others refuse it",
    "[gateway][nice]") {
  const Json zero_rate{{"amount", 1'000}, {"tax_free", 0}, {"vat_amount", 0}};
  TestApi fixed(NiceSetup(kFixed));
  CHECK(GetWindowOutcome(OpenNice(fixed, zero_rate)) == "paid");
  TestApi taxable;
  CHECK(GetWindowOutcome(OpenNice(taxable, zero_rate)) == "failed: " + std::string(kWrongSum));
  CHECK(GetWindowOutcome(OpenNice(taxable, {{"tax_free", 1'000}})) == "paid");
}

TEST_CASE("NI12: onetime, again and schedule may set the VAT likewise; a warning names tax_mode",
          "[gateway][nice]") {
  const auto [settings, summary, warnings] = GENERATE(table<NiceSettings, std::string, Strings>({
      {kFixed, "200 0", {}},
      {{},
       "200 -1 결제에 실패하였습니다. " + std::string(kWrongSum),
       {"vat_amount is for channels whose tax_mode is fixed"}},
  }));
  TestApi api(NiceSetup(settings));
  const Json zero{{"vat_amount", 0}};
  CHECK(Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-1"), zero))) == summary);
  CHECK(ReadLastWarnings(api) == warnings);
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
  CHECK(Summary(api.Post(kAgain, MergePatch(AgainBody("kim", "o-2"), zero))) == summary);
  CHECK(ReadLastWarnings(api) == warnings);
  const Json entry = MergePatch(EntryBody("o-3", Start() + kDay), zero);
  CHECK(Summary(api.Post(kSchedule, ScheduleBody("kim", {entry}))) == summary);
}

TEST_CASE("NI13: the default VAT is an eleventh of the taxed amount", "[gateway][nice]") {
  const auto [tax_free, vat] = GENERATE(table<int, int>({{0, 1'000}, {1'100, 900}, {5, 1'000}}));
  TestApi api(NiceSetup(kFixed));
  Pay(api, {{"tax_free", tax_free}});
  const Json parts{{"amount", 11'000}, {"tax_free", tax_free}, {"vat_amount", vat}};
  CHECK(CancelWith(api, MergePatch(parts, {{"vat_amount", vat - 1}})) == kWrongTaxes);
  CHECK(CancelWith(api, MergePatch(parts, {{"vat_amount", vat + 1}})) == kWrongTaxes);
  CHECK(GetCancelledAmount(api) == 0);
  CHECK(CancelWith(api, parts) == "200 0");
  CHECK(GetCancelledAmount(api) == 11'000);
}

TEST_CASE(
    "NI14: under a fixed-amount contract a cancellation needs the exact amount, "
    "vat_amount and tax_free, or fails with 1617",
    "[gateway][nice]") {
  const auto [parts, cancelled] = GENERATE(table<Json, int>({
      {Json::object(), 0},
      {Json{{"amount", 11'000}}, 0},
      {Json{{"amount", 11'000}, {"tax_free", 0}}, 0},
      {Json{{"amount", 11'000}, {"vat_amount", 1'000}}, 0},
      {Json{{"tax_free", 0}, {"vat_amount", 1'000}}, 0},
      {Json{{"amount", 0}, {"tax_free", 0}, {"vat_amount", 1'000}}, 0},
      {Json{{"amount", 11'000}, {"tax_free", 0}, {"vat_amount", 999}}, 0},
      {Json{{"amount", 11'000}, {"tax_free", 1}, {"vat_amount", 1'000}}, 0},
      {Json{{"amount", 5'500}, {"tax_free", 5'001}, {"vat_amount", 500}}, 0},
      {Json{{"amount", 5'500}, {"tax_free", 1}, {"vat_amount", 500}}, 0},
      {Json{{"amount", 5'500}, {"tax_free", 0}, {"vat_amount", 1'001}}, 0},
      {Json{{"amount", 5'500}, {"tax_free", 0}, {"vat_amount", 500}}, 5'500},
      {Json{{"amount", 11'000}, {"tax_free", 0}, {"vat_amount", 1'000}}, 11'000},
  }));
  CAPTURE(parts.dump());
  TestApi api(NiceSetup(kFixed));
  Pay(api);
  CHECK(CancelWith(api, parts) == (cancelled == 0 ? kWrongTaxes : "200 0"));
  CHECK(GetCancelledAmount(api) == cancelled);
  CHECK(api.Get("/payments/find/o-1").response()["status"] ==
        (cancelled == 0 ? "paid" : "cancelled"));
}

TEST_CASE(
    "NI14: partial cancellations work to the end, the last one with what remains of each amount",
    "[gateway][nice]") {
  TestApi api(NiceSetup(kFixed));
  Pay(api, {{"tax_free", 1'100}, {"vat_amount", 900}});
  CHECK(CancelWith(api, {{"amount", 1'100}, {"tax_free", 1'100}, {"vat_amount", 0}}) == "200 0");
  CHECK(CancelWith(api, {{"amount", 9'900}, {"tax_free", 1}, {"vat_amount", 900}}) == kWrongTaxes);
  CHECK(CancelWith(api, {{"amount", 9'900}, {"tax_free", 0}, {"vat_amount", 900}}) == "200 0");
  CHECK(CancelWith(api) == "200 1 이미 전액취소된 주문입니다.");
}

TEST_CASE("NI14: a taxable contract cancels without tax amounts", "[gateway][nice]") {
  TestApi api;
  Pay(api);
  CHECK(CancelWith(api, {{"amount", 1'000}}) == "200 0");
  CHECK(CancelWith(api) == "200 0");
  CHECK(GetCancelledAmount(api) == 11'000);
}

TEST_CASE("NI15: vat_amount is required to cancel a payment that had one", "[gateway][nice]") {
  TestApi api(NiceSetup(kFixed));
  Pay(api, {{"vat_amount", 500}});
  SetNiceSettings(api, {});  // the contract changes
  CHECK(CancelWith(api) == kWrongTaxes);
  CHECK(CancelWith(api, {{"amount", 1'000}}) == kWrongTaxes);
  CHECK(GetCancelledAmount(api) == 0);
  CHECK(CancelWith(api, {{"amount", 1'000}, {"vat_amount", 100}}) == "200 0");
  CHECK(CancelWith(api, {{"vat_amount", 400}}) == "200 0");
  CHECK(GetCancelledAmount(api) == 11'000);
}

TEST_CASE("NI16: tax_free is required to cancel a payment that had any", "[gateway][nice]") {
  TestApi api;
  Pay(api, {{"tax_free", 1'000}});
  CHECK(CancelWith(api) == kWrongTaxes);
  CHECK(CancelWith(api, {{"amount", 500}}) == kWrongTaxes);
  CHECK(GetCancelledAmount(api) == 0);
  CHECK(CancelWith(api, {{"amount", 500}, {"tax_free", 500}}) == "200 0");
  CHECK(CancelWith(api, {{"tax_free", 500}}) == "200 0");
  CHECK(GetCancelledAmount(api) == 11'000);
}

TEST_CASE(
    "NI17: a virtual account needs vbank_holder, and tax_free only under a fixed-amount contract",
    "[gateway][nice]") {
  const auto [settings, patch, summary] = GENERATE(table<NiceSettings, Json, std::string>({
      {{}, Json{{"vbank_holder", nullptr}}, "400 -1 vbank_holder 파라메터가 누락되었습니다."},
      {{},
       Json{{"tax_free", 0}},
       "200 -1 가상계좌 발급에 실패하였습니다. " + std::string(kWrongSum)},
      {{},
       Json{{"tax_free", 1'000}},
       "200 -1 가상계좌 발급에 실패하였습니다. " + std::string(kWrongSum)},
      {{}, Json::object(), "200 0"},
      {kFixed, Json::object(), "200 -1 가상계좌 발급에 실패하였습니다. " + std::string(kWrongSum)},
      {kFixed, Json{{"tax_free", 0}}, "200 0"},
  }));
  CAPTURE(patch.dump());
  TestApi api(NiceSetup(settings));
  CHECK(Summary(api.Post("/vbanks", MergePatch(AccountBody(), patch))) == summary);
  CHECK(api.Get("/payments/find/o-1").status == (summary == "200 0" ? 200 : 404));
}

}  // namespace
}  // namespace portone::gateways
