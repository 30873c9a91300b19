// SPDX-License-Identifier: MIT
// The copies of a world's records that expectations are checked against.
#include "commands/record_copies.h"

#include "support/test_sandbox.h"

namespace portone {
namespace {

using testing::GetValue;
using testing::TestSandbox;

TEST_CASE("record copies: payments are in order of creation", "[command]") {
  TestSandbox sandbox;
  for (int i = 0; i < 50; ++i)
    GetValue(sandbox.Run(testing::MakeOnetimeCharge("order-" + std::to_string(i))));
  const commands::RecordCopies all =
      GetValue(sandbox.Query(commands::CopyRecords{.include_payments = true}));
  REQUIRE(all.payments.size() == 50);
  for (std::size_t i = 0; i < all.payments.size(); ++i)
    CHECK(all.payments[i].order.merchant_uid.text == "order-" + std::to_string(i));
}

TEST_CASE("record copies: a schedule has the status of its payment", "[command]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(testing::Issue("kim")));
  GetValue(sandbox.Run(testing::ScheduleInAnHour("kim", "due-1")));
  const auto status = [&sandbox] {
    const auto all = GetValue(sandbox.Query(commands::CopyRecords{.include_schedules = true}));
    REQUIRE(all.schedules.size() == 1);
    return all.schedules[0].payment_status;
  };
  CHECK(status() == std::nullopt);
  sandbox.AdvanceBy(std::chrono::hours{2});
  CHECK(status() == PaymentStatus::kPaid);
}

TEST_CASE("record copies: only the requested lists are copied", "[command]") {
  TestSandbox sandbox(testing::SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(testing::Issue("kim")));
  GetValue(sandbox.Run(testing::ScheduleInAnHour("kim", "due-1")));
  GetValue(sandbox.Run(testing::MakeOnetimeCharge("order-1")));
  const auto sizes = [&sandbox](const commands::CopyRecords& query) {
    const commands::RecordCopies all = GetValue(sandbox.Query(query));
    return std::vector{all.payments.size(), all.schedules.size(), all.deliveries.size()};
  };
  CHECK(sizes({}) == std::vector<std::size_t>{0, 0, 0});
  CHECK(sizes({.include_payments = true}) == std::vector<std::size_t>{1, 0, 0});
  CHECK(sizes({.include_schedules = true}) == std::vector<std::size_t>{0, 1, 0});
  CHECK(sizes({.include_deliveries = true}) == std::vector<std::size_t>{0, 0, 1});
}

}  // namespace
}  // namespace portone
