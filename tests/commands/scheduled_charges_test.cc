// SPDX-License-Identifier: MIT
// Charging schedules at their time.
#include <chrono>
#include <string>
#include <tuple>

#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

TestSandbox& MakeSandbox(std::optional<TestSandbox>& storage, std::string_view card = kGoodCard) {
  TestSandbox& sandbox = storage.emplace(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(Issue("kim", card)));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  return sandbox;
}

/// Checks that "order-1" failed with this reason, in its schedule and its payment.
void CheckFailedWith(TestSandbox& sandbox, const std::string& reason) {
  const ScheduleView view = sandbox.FindSchedule("order-1");
  CHECK(view.schedule.status == ScheduleStatus::kExecuted);
  CHECK(view.schedule.fail_reason == reason);
  CHECK(view.payment_status == PaymentStatus::kFailed);
  const Payment failed = GetValue(sandbox.Query(FindPayment{view.schedule.imp_uid.value()}));
  CHECK(failed.status == PaymentStatus::kFailed);
  CHECK(failed.fail_reason == reason);
  CHECK(failed.failed_at == Start() + hours{1});
  CHECK_FALSE(failed.pg_tid);
  CHECK(failed.customer_uid_usage == CustomerUidUsage::kScheduled);
  CHECK(sandbox.TakeWebhooks() == Strings{"failed order-1 to http://shop/hook"});
}

TEST_CASE("scheduled charge: is paid at its time", "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  CHECK(sandbox.AdvanceBy(hours{1} - Duration{1}).empty());
  const std::vector<FiredTimer> fired = sandbox.AdvanceBy(Duration{1});
  REQUIRE(fired.size() == 2);
  CHECK(fired[0].kind == ChargeSchedule::kName);
  CHECK(fired[0].at == Start() + hours{1});
  CHECK(fired[0].merchant_uid == "order-1");
  CHECK(fired[0].outcome == "paid");
  CHECK(fired[1].kind == AttemptWebhook::kName);
  CHECK(fired[1].merchant_uid == "order-1");

  const Payment paid = sandbox.Find("order-1");
  CHECK(fired[0].imp_uid == paid.imp_uid.text);
  CHECK(paid.status == PaymentStatus::kPaid);
  CHECK(paid.started_at == Start() + hours{1});
  CHECK(paid.paid_at == Start() + hours{1});
  CHECK(paid.customer_uid == CustomerUid("kim"));
  CHECK(paid.customer_uid_usage == CustomerUidUsage::kScheduled);
  CHECK_FALSE(paid.user_agent);
  CHECK_THAT(paid.imp_uid.text, Catch::StartsWith("imps_"));

  const ScheduleView view = sandbox.FindSchedule("order-1");
  CHECK(view.schedule.status == ScheduleStatus::kExecuted);
  CHECK(view.schedule.executed_at == Start() + hours{1});
  CHECK(view.schedule.imp_uid == paid.imp_uid);
  CHECK(view.payment_status == PaymentStatus::kPaid);
  CHECK_FALSE(view.schedule.fail_reason);
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://shop/hook"});
}

TEST_CASE("scheduled charge: is made once", "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  sandbox.AdvanceBy(hours{1});
  CHECK(sandbox.AdvanceBy(hours{24 * 365}).empty());
}

TEST_CASE("scheduled charge: the schedule shows a later refund", "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  sandbox.AdvanceBy(hours{1});
  GetValue(sandbox.Run(Cancel(sandbox.Find("order-1").imp_uid)));
  const ScheduleView view = sandbox.FindSchedule("order-1");
  CHECK(view.schedule.status == ScheduleStatus::kExecuted);
  CHECK(view.payment_status == PaymentStatus::kCancelled);
}

TEST_CASE("scheduled charge: fails and sends a webhook when the card declines",
          "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, kDecliningCard);
  CHECK(sandbox.AdvanceBy(hours{1}).front().outcome == "failed");
  CheckFailedWith(sandbox, "[3095] 카드사 실패 응답");
}

TEST_CASE("scheduled charge: fails and sends a webhook when the key was deleted",
          "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  GetValue(sandbox.Run(DeleteKey{CustomerUid("kim")}));
  CHECK(sandbox.AdvanceBy(hours{1}).front().outcome == "failed");
  CheckFailedWith(sandbox, "등록되지 않은 구매자입니다.");
  const Payment failed = sandbox.Find("order-1");
  CHECK(failed.pg.text == "nice");
  CHECK_FALSE(failed.card);
}

TEST_CASE("scheduled charge: fails with the recorded text when the order has been paid",
          "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(sandbox.TakeWebhooks().size() == 1);
  CHECK(sandbox.AdvanceBy(hours{1}).front().outcome == "failed");
  CheckFailedWith(sandbox,
                  "이미 주문이 이루어진 건입니다. "
                  "(동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)");
  CHECK(GetValue(sandbox.Query(FindPayment{paid.imp_uid})).status == PaymentStatus::kPaid);
}

TEST_CASE("scheduled charge: fails and sends a webhook when the gateway refuses it",
          "[command][schedule]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(Issue("kim")));
  RegisterSchedules small = ScheduleInAnHour("kim", "order-1");
  small.entries.front().order.amount = Won(999);
  GetValue(sandbox.Run(small));
  sandbox.AdvanceBy(hours{1});
  CheckFailedWith(sandbox,
                  "결제에 실패하였습니다. [3041] 금액 오류(1000원 미만 신용카드 승인 불가)");
}

TEST_CASE("scheduled charge: is not blocked by an earlier failed attempt", "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard)));
  CHECK(sandbox.AdvanceBy(hours{1}).front().outcome == "paid");
}

TEST_CASE("scheduled charge: is not blocked by its own schedule in strict mode",
          "[command][schedule]") {
  engine::Setup setup = StandardSetup();
  setup.merchant.switches.merchant_uid_reuse = MerchantUidReuse::kStrict;
  TestSandbox sandbox(setup);
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  CHECK(sandbox.AdvanceBy(hours{1}).front().outcome == "paid");
}

TEST_CASE("scheduled charge: a revoked schedule is not charged", "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  GetValue(sandbox.Run(Revoke("order-1")));
  const std::string before = sandbox.engine.DescribeWorld();
  CHECK(sandbox.AdvanceBy(hours{1}).empty());
  CHECK(sandbox.engine.DescribeWorld() == before);
  CHECK(sandbox.TakeWebhooks().empty());
}

TEST_CASE("scheduled charge: an order revoked and scheduled again is charged once",
          "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage);
  GetValue(sandbox.Run(Revoke("order-1")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  const std::vector<FiredTimer> fired = sandbox.AdvanceBy(hours{1});
  REQUIRE(fired.size() == 2);  // the charge and its webhook
  CHECK(fired[0].outcome == "paid");
}

TEST_CASE("scheduled charge: uses the key at the time of the charge", "[command][schedule]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, "9540490012341569");
  IssueKey replacement = Issue("kim", "5570421234567221");
  replacement.channel = OnPg("kcp");
  replacement.customer.name = "Kim";
  GetValue(sandbox.Run(replacement));
  sandbox.AdvanceBy(hours{1});
  const Payment paid = sandbox.Find("order-1");
  CHECK(paid.pg.text == "kcp");
  CHECK(paid.card.value().number == "5570420000007221");
  CHECK(paid.order.buyer.name == "Kim");
}

TEST_CASE("scheduled charge: charges at the same instant run in order of registration",
          "[command][schedule]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(MakeSchedules(
      "kim", {EntryAt("order-2", Start() + hours{1}), EntryAt("order-1", Start() + hours{1}),
              EntryAt("order-0", Start() + hours{1} - Duration{1})})));
  const std::vector<FiredTimer> fired = sandbox.AdvanceBy(hours{1});
  REQUIRE(fired.size() == 3);
  CHECK(fired[0].merchant_uid == "order-0");
  CHECK(fired[1].merchant_uid == "order-2");
  CHECK(fired[2].merchant_uid == "order-1");
}

}  // namespace
}  // namespace portone::commands
