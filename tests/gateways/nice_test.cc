// SPDX-License-Identifier: MIT
// One test for every fact and every hook of NICE: taking one out of its file fails a test here.
#include <map>
#include <string>
#include <tuple>

#include "gateways/registry.h"
#include "support/world_builder.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using OptionalWon = std::optional<std::int64_t>;

std::optional<Money> WonIf(OptionalWon won) {
  return won ? std::optional<Money>(Won(*won)) : std::nullopt;
}

/// A merchant whose only channel is NICE's, with these settings.
engine::Setup NiceSetup(const std::map<std::string, std::string>& settings = {}) {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {
      {ChannelKey("channel-key-nice"), PgCode("nice"), "nictest04m", settings}};
  return setup;
}

engine::Setup FixedAmounts() {
  return NiceSetup({{"tax_mode", "fixed"}});
}

/// A payment of 11,000 won; with a tax-free part and a VAT where given.
Payment Paid(TestSandbox& sandbox, std::int64_t tax_free, OptionalWon vat_amount) {
  commands::ChargeOnce charge = Once("order-1");
  charge.order.amount = Won(11'000);
  charge.order.tax_free = Won(tax_free);
  charge.order.vat_amount = WonIf(vat_amount);
  return ValueOf(sandbox.Run(charge));
}

struct Parts {
  OptionalWon amount;
  OptionalWon tax_free;
  OptionalWon vat_amount;
};

Result<Payment> CancelParts(TestSandbox& sandbox, const Payment& payment, const Parts& parts) {
  commands::CancelPayment cancel = Cancel(payment.imp_uid);
  cancel.request.amount = WonIf(parts.amount);
  cancel.request.tax_free = WonIf(parts.tax_free);
  cancel.request.vat_amount = WonIf(parts.vat_amount);
  return sandbox.Run(cancel);
}

TEST_CASE("nice: is found by its code and has the shared test merchant", "[gateway][nice]") {
  REQUIRE(Find("nice") == &Rules("nice"));
  CHECK(Rules("nice").default_pg_id == "nictest04m");
}

TEST_CASE("nice: issues keys by REST on any channel", "[gateway][nice]") {
  CHECK(Rules("nice").rest.issue_key);
  TestSandbox sandbox(FixedAmounts());
  CHECK(ValueOf(sandbox.Run(Issue("kim"))).pg.text == "nice");
}

TEST_CASE("nice: a thousand won is the least", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  commands::ChargeOnce charge = Once("order-1");
  charge.order.amount = Won(999);
  CHECK(MessageOf(sandbox.Run(charge)) ==
        "결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 불가)");
  charge.order.amount = Won(1'000);
  CHECK(ValueOf(sandbox.Run(charge)).status == PaymentStatus::kPaid);
}

TEST_CASE("nice: instalments begin at fifty thousand won", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  const auto [won, card_quota, refused] = GENERATE(table<std::int64_t, int, bool>({
      {49'999, 2, true},
      {49'999, 1, false},
      {49'999, 0, false},
      {50'000, 2, false},
  }));
  CAPTURE(won, card_quota);
  commands::ChargeOnce charge = Once("order-1");
  charge.order.amount = Won(won);
  charge.order.card_quota = card_quota;
  const Result<Payment> result = sandbox.Run(charge);
  CHECK(result.ok() != refused);
  if (refused) {
    CHECK(MessageOf(result) == "결제에 실패하였습니다. [3024] 할부 최소금액 오류(50000미만)");
  }
}

TEST_CASE("nice: wrong cards get the recorded texts", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  const auto [card, text] = GENERATE(table<std::string_view, std::string>({
      {kUnknownBinCard, "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
      {kWrongNumberCard, "[F113]거래거절 카드번호틀림"},
  }));
  CHECK(MessageOf(sandbox.Run(Once("order-1", card))) == "카드정보 인증에 실패하였습니다. " + text);
  CHECK(MessageOf(sandbox.Run(Issue("kim", card))) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. " + text);
}

TEST_CASE("nice: a wrong expiry gets a text of its own", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  commands::IssueKey issue = Issue("kim");
  issue.card.expiry = "30/12";
  CHECK(MessageOf(sandbox.Run(issue)) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. [3021]유효기간 오류");
}

TEST_CASE("nice: a declining card fails with its own text", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  CHECK(ValueOf(sandbox.Run(Once("order-1", kDecliningCard))).fail_reason ==
        "[3095] 카드사 실패 응답");
}

TEST_CASE("nice: masks cards with stars", "[gateway][nice]") {
  CHECK(Rules("nice").mask_card("9540490012341569") == "95404900****1569");
}

TEST_CASE("nice: transaction ids hold the merchant and the Korean time", "[gateway][nice]") {
  CHECK(Rules("nice").pg_tid({"nictest04m", FromUnixSeconds(1'661'284'500), 20'007}) ==
        "nictest04m01162208240455000007");
  TestSandbox sandbox(NiceSetup());
  const std::string tid = ValueOf(sandbox.Run(Once("order-1"))).pg_tid.value();
  CHECK(tid.substr(0, 26) == "nictest04m0116240131090000");
  CHECK(tid.size() == 30);
}

TEST_CASE("nice: receipts are asked for as at its own page", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  const Payment paid = ValueOf(sandbox.Run(Once("order-1")));
  CHECK(Rules("nice").receipt_query(paid) == "TID=" + paid.pg_tid.value() + "&type=0&InnerWin=Y");
}

TEST_CASE("nice: its channels are taxable unless they are set to fixed amounts",
          "[gateway][nice]") {
  REQUIRE(Rules("nice").settings.size() == 1);
  CHECK(Setting(Rules("nice"), Channel{}, "tax_mode") == "taxable");
  CHECK(Rules("nice").settings[0].allowed.size() == 2);
  CHECK(Rules("nice").settings[0].allowed[1] == "fixed");
}

TEST_CASE("nice: a taxable contract takes any cancellation", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  const Payment paid = Paid(sandbox, 0, 1'000);
  CHECK(OutcomeOf(CancelParts(sandbox, paid, {1'000, std::nullopt, std::nullopt})) == kAccepted);
  CHECK(OutcomeOf(CancelParts(sandbox, paid, {})) == kAccepted);
}

TEST_CASE("nice: a contract of fixed amounts wants every part of a cancellation named",
          "[gateway][nice]") {
  constexpr OptionalWon kNone;
  const auto [amount, tax_free, vat_amount, expected] =
      GENERATE_COPY(table<OptionalWon, OptionalWon, OptionalWon, Errc>({
          {kNone, kNone, kNone, Errc::kCancelRefused},
          {11'000, kNone, kNone, Errc::kCancelRefused},
          {11'000, 0, kNone, Errc::kCancelRefused},
          {11'000, kNone, 1'000, Errc::kCancelRefused},
          {kNone, 0, 1'000, Errc::kCancelRefused},
          {11'000, 0, 999, Errc::kCancelRefused},
          {11'000, 1, 1'000, Errc::kCancelRefused},
          {5'500, 5'001, 500, Errc::kCancelRefused},
          {5'500, 0, 500, kAccepted},
          {11'000, 0, 1'000, kAccepted},
      }));
  const Parts parts{amount, tax_free, vat_amount};
  TestSandbox sandbox(FixedAmounts());
  const Payment paid = Paid(sandbox, 0, 1'000);
  const Result<Payment> result = CancelParts(sandbox, paid, parts);
  CHECK(OutcomeOf(result) == expected);
  if (!result.ok()) {
    CHECK(MessageOf(result) == "[1617] 취소금액의 공급가액, 부가세, 봉사료, 면세금액 설정 오류");
  }
}

TEST_CASE("nice: fixed amounts may be cancelled in parts to the end", "[gateway][nice]") {
  TestSandbox sandbox(FixedAmounts());
  const Payment paid = Paid(sandbox, 0, 1'000);
  CHECK(OutcomeOf(CancelParts(sandbox, paid, {5'500, 0, 500})) == kAccepted);
  CHECK(OutcomeOf(CancelParts(sandbox, paid, {5'500, 0, 500})) == kAccepted);
  CHECK(OutcomeOf(CancelParts(sandbox, paid, {5'500, 0, 500})) == Errc::kAlreadyCancelled);
}

}  // namespace
}  // namespace portone::gateways
