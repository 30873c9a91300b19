// SPDX-License-Identifier: MIT
// Strings and formats of NICE that belong to no row; its rows are in the other nice_*_test.cc
// files.
#include <map>
#include <string>

#include "gateways/registry.h"
#include "support/test_sandbox.h"

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
  CHECK(GetValue(sandbox.Run(Issue("kim"))).pg.text == "nice");
}

TEST_CASE("nice: an unknown BIN and a wrong number get the observed texts", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  const auto [card, charge_error, issue_error] =
      GENERATE(table<std::string_view, std::string, std::string>({
          {kUnknownBinCard, "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)",
           "[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)"},
          {kWrongNumberCard, "[F113]거래거절 카드번호틀림", "[F113]카드번호오류"},
      }));
  CHECK(GetMessage(sandbox.Run(MakeOnetimeCharge("order-1", card))) ==
        "카드정보 인증에 실패하였습니다. " + charge_error);
  CHECK(GetMessage(sandbox.Run(Issue("kim", card))) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. " + issue_error);
}

TEST_CASE("nice: a wrong expiry gets its own text", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  commands::IssueKey issue = Issue("kim");
  issue.card.expiry = "30/12";
  CHECK(GetMessage(sandbox.Run(issue)) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. [F113]유효기간오류");
}

TEST_CASE("nice: a declining card fails with its own text", "[gateway][nice]") {
  TestSandbox sandbox(NiceSetup());
  CHECK(GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard))).fail_reason ==
        "[3095] 카드사 실패 응답");
}

TEST_CASE("nice: the first value of a setting is its default", "[gateway][nice]") {
  CHECK(Rules("nice").settings.size() == 14);
  for (const SettingRule& rule : Rules("nice").settings) {
    CAPTURE(rule.name);
    REQUIRE(rule.allowed.size() >= 2);
    CHECK(rule.allowed.front() == rule.default_value);
    CHECK(GetSetting(Rules("nice"), Channel{}, rule.name) == rule.default_value);
  }
}

}  // namespace
}  // namespace portone::gateways
