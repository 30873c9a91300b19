// SPDX-License-Identifier: MIT
// Strings and formats of NICE that belong to no row; its rows are in the other nice_*_test.cc
// files.
#include <map>
#include <string>

#include "gateways/registry.h"
#include "support/world_builder.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

/// A merchant whose only channel is NICE's, with these settings.
engine::Setup NiceSetup(const std::map<std::string, std::string>& settings = {}) {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {
      {ChannelKey("channel-key-nice"), PgCode("nice"), "nictest04m", settings}};
  return setup;
}

TEST_CASE("nice: is found by its code and has the shared test merchant", "[gateway][nice]") {
  REQUIRE(Find("nice") == &Rules("nice"));
  CHECK(Rules("nice").default_pg_id == "nictest04m");
}

TEST_CASE("nice: issues keys over REST on any channel", "[gateway][nice]") {
  CHECK(Rules("nice").rest.issue_key);
  TestSandbox sandbox(NiceSetup({{"tax_mode", "fixed"}}));
  CHECK(ValueOf(sandbox.Run(Issue("kim"))).pg.text == "nice");
}

TEST_CASE("nice: wrong cards get the observed texts", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  const auto [card, text] = GENERATE(table<std::string_view, std::string>({
      {kUnknownBinCard, "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
      {kWrongNumberCard, "[F113]거래거절 카드번호틀림"},
  }));
  CHECK(MessageOf(sandbox.Run(MakeOnetimeCharge("order-1", card))) ==
        "카드정보 인증에 실패하였습니다. " + text);
  CHECK(MessageOf(sandbox.Run(Issue("kim", card))) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. " + text);
}

TEST_CASE("nice: a wrong expiry gets its own text", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  commands::IssueKey issue = Issue("kim");
  issue.card.expiry = "30/12";
  CHECK(MessageOf(sandbox.Run(issue)) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. [3021]유효기간 오류");
}

TEST_CASE("nice: a declining card fails with its own text", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  CHECK(ValueOf(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard))).fail_reason ==
        "[3095] 카드사 실패 응답");
}

TEST_CASE("nice: masks cards with stars", "[gateway][nice]") {
  CHECK(Rules("nice").mask_card("9540490012341569") == "95404900****1569");
}

TEST_CASE("nice: transaction ids hold the merchant and the Korean time", "[gateway][nice]") {
  CHECK(Rules("nice").pg_tid({"nictest04m", FromUnixSeconds(1'661'284'500), 20'007}) ==
        "nictest04m01162208240455000007");
  TestSandbox sandbox(NiceSetup());
  const std::string tid = ValueOf(sandbox.Run(MakeOnetimeCharge("order-1"))).pg_tid.value();
  CHECK(tid.substr(0, 26) == "nictest04m0116240131090000");
  CHECK(tid.size() == 30);
}

TEST_CASE("nice: the receipt is NICE's own page", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  const Payment paid = ValueOf(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(Rules("nice").receipt_url(paid) == "https://npg.nicepay.co.kr/issue/IssueLoader.do?TID=" +
                                               paid.pg_tid.value() + "&type=0&InnerWin=Y");
}

TEST_CASE("nice: the first value of a setting is its default", "[gateway][nice]") {
  CHECK(Rules("nice").settings.size() == 12);
  for (const SettingRule& rule : Rules("nice").settings) {
    CAPTURE(rule.name);
    REQUIRE(rule.allowed.size() >= 2);
    CHECK(rule.allowed.front() == rule.default_value);
    CHECK(GetSetting(Rules("nice"), Channel{}, rule.name) == rule.default_value);
  }
}

}  // namespace
}  // namespace portone::gateways
