// SPDX-License-Identifier: MIT
// One test for each fact and hook of KCP, so that removing one from its file fails a test here.
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "domain/errors.h"
#include "gateways/registry.h"
#include "support/test_sandbox.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

/// A merchant whose only channel is KCP's, with these settings.
engine::Setup KcpSetup(const std::map<std::string, std::string>& settings = {}) {
  engine::Setup setup = StandardSetup();
  setup.merchant.channels = {{ChannelKey("channel-key-kcp"), PgCode("kcp"), "T0000", settings}};
  return setup;
}

engine::Setup SetupWithoutBatchGroup() {
  return KcpSetup({{"batch_group_id", ""}});
}

TEST_CASE("kcp: is found by its code and has the shared test site", "[gateway][kcp]") {
  REQUIRE(Find("kcp") == &Rules("kcp"));
  CHECK(Rules("kcp").default_pg_id == "T0000");
}

TEST_CASE("kcp: issues keys over REST", "[gateway][kcp]") {
  CHECK(Rules("kcp").rest.issue_key);
  TestSandbox sandbox(KcpSetup());
  CHECK(GetValue(sandbox.Run(Issue("kim"))).pg.text == "kcp");
}

TEST_CASE("kcp: channels work with default settings", "[gateway][kcp]") {
  for (const char* pg : {"kcp", "kcp_billing"}) {
    CHECK(GetSetting(Rules(pg), Channel{}, "batch_group_id") == "A52Q71000489");
    for (const SettingRule& rule : Rules(pg).settings) {
      CAPTURE(rule.name);
      CHECK(rule.allowed.empty() == (rule.name == "batch_group_id"));
      if (!rule.allowed.empty()) CHECK(rule.default_value == rule.allowed[0]);
    }
  }
  CHECK(Rules("kcp").settings.size() == Rules("kcp_billing").settings.size() + 4);
}

TEST_CASE("kcp: every error code is listed once and has a text", "[gateway][kcp]") {
  std::set<std::string_view> codes;
  for (const CardErrorText& row : Rules("kcp").card_errors) {
    CHECK_FALSE(row.text.message.empty());
    if (row.text.code != "CC14") CHECK(codes.insert(row.text.code).second);
  }
  for (const ErrorText& text : Rules("kcp").known_errors) {
    CAPTURE(text.code);
    CHECK_FALSE(text.message.empty());
    CHECK(codes.insert(text.code).second);
  }
  for (const char* code : {"5593", "8127", "8130", "9002", "CC01", "CC84", "CC99", "CCA1", "CCC0"})
    CHECK(codes.contains(code));
}

TEST_CASE("kcp: refuses a key on a channel without a batch group", "[gateway][kcp]") {
  TestSandbox sandbox(SetupWithoutBatchGroup());
  CHECK(GetMessage(sandbox.Run(Issue("kim"))) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. [5209][배치빌] 존재하지않는(사용불가) "
        "GROUP_ID");
  commands::ChargeOnce with_key = MakeOnetimeCharge("order-1");
  with_key.customer_uid = CustomerUid("kim");
  CHECK(GetErrc(sandbox.Run(with_key)) == Errc::kCardRefused);
}

TEST_CASE("kcp: charges a card once without a batch group", "[gateway][kcp]") {
  TestSandbox sandbox(SetupWithoutBatchGroup());
  CHECK(GetValue(sandbox.Run(MakeOnetimeCharge("order-1"))).status == PaymentStatus::kPaid);
}

TEST_CASE("kcp: the minimum charge is a hundred won", "[gateway][kcp]") {
  TestSandbox sandbox(KcpSetup());
  commands::ChargeOnce charge = MakeOnetimeCharge("order-1");
  charge.order.amount = Won(99);
  CHECK(GetMessage(sandbox.Run(charge)) ==
        "결제에 실패하였습니다. [9010] 카드 최소 결제 금액은 1000원 이상입니다.");
  charge.order.amount = Won(100);
  CHECK(GetValue(sandbox.Run(charge)).status == PaymentStatus::kPaid);
}

TEST_CASE("kcp: instalments start at fifty thousand won", "[gateway][kcp]") {
  TestSandbox sandbox(KcpSetup());
  const auto [won, card_quota, refused] = GENERATE(table<std::int64_t, int, bool>({
      {49'999, 2, true},
      {49'999, 12, true},
      {49'999, 1, false},
      {49'999, 0, false},
      {50'000, 2, false},
  }));
  CAPTURE(won, card_quota);
  commands::ChargeOnce charge = MakeOnetimeCharge("order-1");
  charge.order.amount = Won(won);
  charge.order.card_quota = card_quota;
  const Result<Payment> result = sandbox.Run(charge);
  CHECK(result.ok() != refused);
  if (refused) CHECK(GetMessage(result) == "결제에 실패하였습니다. [CC16] 할부개월수 오류");
}

TEST_CASE("kcp: an unknown BIN and a wrong number get the same text", "[gateway][kcp]") {
  TestSandbox sandbox(KcpSetup());
  const std::string_view card = GENERATE(kUnknownBinCard, kWrongNumberCard);
  CHECK(GetMessage(sandbox.Run(MakeOnetimeCharge("order-1", card))) ==
        "카드정보 인증에 실패하였습니다. [CC14]카드번호 오류");
  CHECK(GetMessage(sandbox.Run(Issue("kim", card))) ==
        "카드정보 인증 및 빌키 발급에 실패하였습니다. [CC14]카드번호 오류");
}

TEST_CASE("kcp: a declining card fails with its own text", "[gateway][kcp]") {
  TestSandbox sandbox(KcpSetup());
  CHECK(GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard))).fail_reason ==
        "[CC03] 카드사 거절(기타사유)");
}

TEST_CASE("kcp: a cancellation of any amount is accepted", "[gateway][kcp]") {
  TestSandbox sandbox(KcpSetup());
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  commands::CancelPayment cancel = Cancel(paid.imp_uid);
  cancel.amounts.amount = AmountText("amount", "1");
  CHECK(GetErrc(sandbox.Run(cancel)) == kAccepted);
  CHECK(GetErrc(sandbox.Run(Cancel(paid.imp_uid))) == kAccepted);
}

}  // namespace
}  // namespace portone::gateways
