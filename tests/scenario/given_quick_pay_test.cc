// SPDX-License-Identifier: MIT
// The records of a quick pay, of points and of deliveries that a scenario file gives a sandbox, and
// those that are refused.
#include <string>

#include "commands/initial_state.h"
#include "commands/record_lists.h"
#include "scenario/loader.h"
#include "support/catch.h"
#include "support/test_sandbox.h"

namespace portone::scenario {
namespace {

engine::Setup Load(const std::string& given) {
  const LoadResult result = LoadText(R"({"given": )" + given + "}", "test.json");
  INFO((result.ok() ? "" : result.error().message));
  REQUIRE(result.ok());
  return MergeIntoSetup(testing::StandardSetup(), result.value());
}

TEST_CASE("given: a quick member and its key need only a few keys", "[scenario][given]") {
  testing::TestSandbox sandbox(Load(R"({
    "quick_members": [{"member_id": "m1", "money": {"deposited_amount": 500}}, {"member_id": "m2"}],
    "autopay_keys": [{"customer_uid": "auto-1", "member_id": "m1"}]})"));
  const auto members = testing::GetValue(sandbox.Query(commands::ListQuickMembers{})).list;
  REQUIRE(members.size() == 2);
  const commands::QuickMemberView& rich = members.back().record;
  CHECK(rich.member.member_id.text == "m1");
  CHECK(rich.member.pg.text == "kcp_quick");
  CHECK(rich.member.inserted == testing::Start());
  CHECK(rich.money == 500);
  CHECK(rich.autopay_keys == 1);
  CHECK_FALSE(members.front().record.money);
  CHECK(members.front().record.member.sequence > rich.member.sequence);
}

TEST_CASE("given: an autopay key keeps the card that its record describes in part",
          "[scenario][given]") {
  testing::TestSandbox sandbox(Load(R"({
    "quick_members": [{"member_id": "m1"}],
    "autopay_keys": [{"customer_uid": "a", "member_id": "m1", "card_code": "361"},
                     {"customer_uid": "b", "member_id": "m1"}]})"));
  const auto keys = testing::GetValue(sandbox.Query(commands::ListAutopayKeys{})).list;
  REQUIRE(keys.size() == 2);
  const Card& given = keys.back().record.card;
  const Card& standard = keys.front().record.card;
  CHECK(given.code == "361");
  CHECK(given.name == "BC카드");
  CHECK(given.number == standard.number);
  CHECK(standard.code != given.code);
  CHECK_FALSE(standard.name.empty());
}

TEST_CASE("given: a delivery belongs to a payment, and takes its times from it",
          "[scenario][given]") {
  testing::TestSandbox sandbox(Load(R"({"payments": [
    {"merchant_uid": "o-1", "amount": 1000, "pg": "html5_inicis",
     "escrow_delivery": {"company": "CJGLS", "invoice": "1", "status": "denied",
                         "denied_reason": "색이 달라요"}}]})"));
  const Payment payment = sandbox.Find("o-1");
  REQUIRE(payment.escrow_delivery);
  CHECK(payment.escrow);
  CHECK(payment.escrow_delivery->applied_at == payment.paid_at);
  CHECK(payment.escrow_delivery->status == EscrowStatus::kDenied);
  CHECK(payment.escrow_delivery->denied_reason == "색이 달라요");
}

TEST_CASE("given: contradictory records of a quick pay and of deliveries are refused",
          "[scenario][given]") {
  const auto [given, message] = GENERATE(table<std::string, std::string>({
      {R"({"quick_members": [{"member_id": "m"}, {"member_id": "m"}]})",
       "quick member m is given twice"},
      {R"({"quick_members": [{"member_id": "m", "pg": "kcp"}]})",
       "quick member m: the merchant has no such channel of a quick pay"},
      {R"({"channels": [{"pg": "kcp"}], "quick_members": [{"member_id": "m"}]})",
       "quick member m: the merchant has no such channel of a quick pay"},
      {R"({"quick_preparations": [
            {"merchant_uid": "o", "btid": "b", "cust_ip": "127.0.0.1"},
            {"merchant_uid": "o", "btid": "b", "cust_ip": "127.0.0.1"}]})",
       "quick preparation of o is given twice"},
      {R"({"autopay_keys": [{"customer_uid": "a", "member_id": "m"}]})",
       "autopay key a: the member m of kcpquicktest is not given"},
      {R"({"channels": [{"pg": "kcp_quick", "pg_id": "A", "channel_key": "a"},
                        {"pg": "kcp_quick", "pg_id": "B", "channel_key": "b"}],
           "quick_members": [{"member_id": "m"}],
           "autopay_keys": [{"customer_uid": "a", "member_id": "m", "channel_key": "b"}]})",
       "autopay key a: the member m of B is not given"},
      {R"({"channels": [{"pg": "kcp_quick", "pg_id": "A", "channel_key": "a"}],
           "quick_members": [{"member_id": "m"}, {"member_id": "m", "channel_key": "a"}]})",
       "quick member m is given twice"},
      {R"({"quick_members": [{"member_id": "m"}],
           "autopay_keys": [{"customer_uid": "a", "member_id": "m"},
                            {"customer_uid": "a", "member_id": "m"}]})",
       "autopay key a is given twice"},
      {R"({"benepia_accounts": [{"benepia_user": "kim", "deposited_amount": 1},
                                {"benepia_user": "kim", "deposited_amount": 2}]})",
       "benepia account kim is given twice"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "status": "failed",
                         "pg": "html5_inicis",
                         "escrow_delivery": {"company": "CJGLS", "invoice": "1"}}]})",
       "payment o has a delivery, so it must have been paid"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "pg": "kakaopay",
                         "escrow_delivery": {"company": "CJGLS", "invoice": "1"}}]})",
       "payment o: kakaopay takes no deliveries"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 9, "pg": "html5_inicis", "status": "failed",
                         "partner_sales": [{"business_registration_number": "1234567890",
                                            "company_name": "c", "amount": 1}]}]})",
       "payment o has sales of partners, so it must have been paid"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 9, "pg": "payco", "status": "failed",
                         "order_status": "DELIVERY_START"}]})",
       "payment o has an order_status, so it must have been paid"},
      {R"({"billing_keys": [{"customer_uid": "k", "pg": "html5_inicis"}],
           "payments": [{"merchant_uid": "o", "amount": 9, "customer_uid": "k",
                         "partner_sales": [{"business_registration_number": "1234567890",
                                            "company_name": "c", "amount": 9}]}]})",
       "it can"},
      {R"({"quick_members": [{"member_id": "m"}],
           "autopay_keys": [{"customer_uid": "a", "member_id": "m", "card_code": "999"}]})",
       "autopay key a: no card company has the code 999"},
  }));
  CAPTURE(given);
  const engine::Setup setup = Load(given);
  REQUIRE(setup.initial_state);
  const auto problem = commands::ValidateInitialState(setup.merchant, *setup.initial_state);
  CHECK((problem ? problem->message : "it can") == message);
}

}  // namespace
}  // namespace portone::scenario
