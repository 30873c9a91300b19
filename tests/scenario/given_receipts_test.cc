// SPDX-License-Identifier: MIT
// The cash receipts and the slips for convenience stores that a scenario file gives a sandbox.
#include <string>

#include "commands/initial_state.h"
#include "commands/record_lists.h"
#include "commands/timers.h"
#include "scenario/loader.h"
#include "support/catch.h"
#include "support/test_sandbox.h"

namespace portone::scenario {
namespace {

engine::Setup LoadGiven(const std::string& given) {
  const LoadResult result = LoadText(R"({"given": )" + given + "}", "test.json");
  INFO((result.ok() ? "" : result.error().message));
  REQUIRE(result.ok());
  return MergeIntoSetup(testing::StandardSetup(), result.value());
}

TEST_CASE("given: a receipt and a slip need only a few keys", "[scenario][given][receipt]") {
  testing::TestSandbox sandbox(LoadGiven(R"({
    "payments": [
      {"merchant_uid": "paid", "imp_uid": "imp_1", "amount": 11000, "pay_method": "trans",
       "pg": "kcp"},
      {"merchant_uid": "part", "imp_uid": "imp_2", "amount": 11000, "pay_method": "trans",
       "pg": "kcp", "status": "cancelled", "cancel_history": [{"amount": 1100}]},
      {"merchant_uid": "slip", "amount": 3000, "status": "ready", "pg": "galaxia",
       "barcode_expires_at": "2024-02-01T09:00:00+09:00"}],
    "receipts": [
      {"merchant_uid": "paid", "imp_uid": "imp_1", "origin": "payment",
       "identifier": "010-1234-5678"},
      {"merchant_uid": "part", "imp_uid": "imp_2", "tax_free": 1100, "status": "cancelled"},
      {"merchant_uid": "cash", "origin": "external", "pg": "nice", "amount": 2200,
       "vat": 100}]})"));
  const auto list = testing::GetValue(sandbox.Query(commands::ListReceipts{})).list;
  REQUIRE(list.size() == 3);
  const Receipt& cash = list[0].record;
  CHECK(cash.amount == Won(2'200));
  CHECK(cash.vat == Won(100));
  CHECK(cash.pg.text == "nice");
  CHECK(cash.apply_num.size() == 9);
  const Receipt& part = list[1].record;
  CHECK(part.amount == Won(9'900));
  CHECK(part.vat == Won(800));
  CHECK(part.cancelled_at == testing::Start());
  const Receipt& paid = list[2].record;
  CHECK(paid.identifier == "010****5678");
  CHECK(paid.identifier_type == IdentifierType::kPhone);
  CHECK(paid.pg.text == "kcp");
  CHECK(paid.sequence < cash.sequence);
  const auto payments = testing::GetValue(sandbox.Query(commands::ListAllPayments{})).list;
  for (const auto& payment : payments)
    CHECK(payment.record.cash_receipt_issued == (payment.record.imp_uid.text == "imp_1"));
  const auto slips = testing::GetValue(sandbox.Query(commands::ListStoreSlips{})).list;
  REQUIRE(slips.size() == 1);
  CHECK(slips[0].record.slip->barcode.size() == 16);
  CHECK(slips[0].record.pay_method == PayMethod::kCvs);
  const auto agenda = testing::GetValue(sandbox.Query(commands::ListAgenda{10})).entries;
  REQUIRE(agenda.size() == 1);
  CHECK(agenda[0].kind == ExpireSlip::kName);
}

}  // namespace
}  // namespace portone::scenario
