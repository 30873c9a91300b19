// SPDX-License-Identifier: MIT
// Moving, rescheduling and retrying schedules: when and how often they are charged.
#include "commands/schedule_changes.h"

#include <chrono>

#include "commands/scheduled_charges.h"
#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

MerchantUid Uid(const char* text) {
  return MerchantUid(text);
}

/// Issues a key for "kim" and schedules "order-1" in an hour.
void IssueAndSchedule(TestSandbox& sandbox, std::string_view card = kGoodCard) {
  GetValue(sandbox.Run(Issue("kim", card)));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
}

std::vector<std::string> FormatCharges(const std::vector<FiredTimer>& fired) {
  std::vector<std::string> charges;
  for (const FiredTimer& timer : fired) {
    if (timer.kind == ChargeSchedule::kName) {
      charges.push_back(FormatIso(timer.at).substr(5, 8) + " " + timer.merchant_uid + " " +
                        timer.outcome);
    }
  }
  return charges;
}

TEST_CASE("move schedule: is charged once, at its latest time", "[command][schedule]") {
  TestSandbox sandbox;
  IssueAndSchedule(sandbox);
  GetValue(sandbox.Run(MoveSchedule{Uid("order-1"), Start() + hours{50}}));
  GetValue(sandbox.Run(MoveSchedule{Uid("order-1"), Start() + hours{2}}));
  GetValue(sandbox.Run(MoveSchedule{Uid("order-1"), Start() + hours{2}}));
  CHECK(GetValue(sandbox.Query(ListAgenda{10})).total == 1);
  CHECK(FormatCharges(sandbox.AdvanceBy(hours{24 * 30})) == Strings{"01-31T11 order-1 paid"});
  CHECK(sandbox.FindSchedule("order-1").schedule.executed_at == Start() + hours{2});
}

TEST_CASE("move schedule: moved away and back it is charged once", "[command][schedule]") {
  TestSandbox sandbox;
  IssueAndSchedule(sandbox);
  GetValue(sandbox.Run(MoveSchedule{Uid("order-1"), Start() + hours{3}}));
  GetValue(sandbox.Run(MoveSchedule{Uid("order-1"), Start() + hours{1}}));
  CHECK(FormatCharges(sandbox.AdvanceBy(hours{24})) == Strings{"01-31T10 order-1 paid"});
}

TEST_CASE("reschedule: a revoked schedule is charged at the new time only", "[command][schedule]") {
  TestSandbox sandbox;
  IssueAndSchedule(sandbox);
  GetValue(sandbox.Run(Revoke("order-1")));
  const ScheduleView view = GetValue(sandbox.Run(Reschedule{Uid("order-1"), Start() + hours{5}}));
  CHECK(view.schedule.status == ScheduleStatus::kScheduled);
  CHECK_FALSE(view.schedule.revoked_at);
  CHECK(FormatCharges(sandbox.AdvanceBy(hours{24})) == Strings{"01-31T14 order-1 paid"});
}

TEST_CASE("reschedule: a failed schedule is reset and its failed payment kept",
          "[command][schedule]") {
  TestSandbox sandbox;
  IssueAndSchedule(sandbox, kDecliningCard);
  sandbox.AdvanceBy(hours{1});
  const Payment failed = sandbox.Find("order-1");
  const ScheduleView view = GetValue(sandbox.Run(Reschedule{Uid("order-1"), Start() + hours{5}}));
  CHECK(view.schedule.status == ScheduleStatus::kScheduled);
  CHECK_FALSE(view.schedule.executed_at);
  CHECK_FALSE(view.schedule.imp_uid);
  CHECK_FALSE(view.schedule.fail_reason);
  CHECK_FALSE(view.payment_status);
  GetValue(sandbox.Run(Issue("kim")));
  CHECK(FormatCharges(sandbox.AdvanceBy(hours{24})) == Strings{"01-31T14 order-1 paid"});
  CHECK(sandbox.Find("order-1").imp_uid != failed.imp_uid);
  CHECK(GetValue(sandbox.Query(FindPayment{failed.imp_uid})).status == PaymentStatus::kFailed);
}

TEST_CASE("reschedule and retry: an order paid otherwise is refused", "[command][schedule]") {
  TestSandbox sandbox;
  IssueAndSchedule(sandbox);
  GetValue(sandbox.Run(Revoke("order-1")));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(GetErrc(sandbox.Run(Reschedule{Uid("order-1"), Start() + hours{5}})) ==
        Errc::kMerchantUidUsed);
  CHECK(GetErrc(sandbox.Run(RetrySchedule{Uid("order-1"), {}})) == Errc::kMerchantUidUsed);
}

TEST_CASE("reschedule and retry: a failed attempt does not block them in strict mode",
          "[command][schedule]") {
  engine::Setup setup = StandardSetup();
  setup.merchant.switches.merchant_uid_reuse = MerchantUidReuse::kStrict;
  TestSandbox sandbox(setup);
  IssueAndSchedule(sandbox, kDecliningCard);
  sandbox.AdvanceBy(hours{1});
  GetValue(sandbox.Run(Issue("kim")));
  SECTION("rescheduled") {
    GetValue(sandbox.Run(Reschedule{Uid("order-1"), Start() + hours{5}}));
    CHECK(FormatCharges(sandbox.AdvanceBy(hours{24})) == Strings{"01-31T14 order-1 paid"});
  }
  SECTION("retried") {
    CHECK(GetValue(sandbox.Run(RetrySchedule{Uid("order-1"), {}})).status == PaymentStatus::kPaid);
  }
}

TEST_CASE("retry: charges at once and sends a webhook, paid or failed", "[command][schedule]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  IssueAndSchedule(sandbox, kDecliningCard);
  sandbox.AdvanceBy(hours{1});
  sandbox.TakeWebhooks();
  const Payment failed = GetValue(sandbox.Run(RetrySchedule{Uid("order-1"), "shop/1.0"}));
  CHECK(failed.status == PaymentStatus::kFailed);
  CHECK(failed.customer_uid_usage == CustomerUidUsage::kScheduled);
  CHECK(failed.user_agent == "shop/1.0");
  CHECK(sandbox.TakeWebhooks() == Strings{"failed order-1 to http://shop/hook"});
  GetValue(sandbox.Run(Issue("kim")));
  sandbox.AdvanceBy(hours{1});
  const Payment paid = GetValue(sandbox.Run(RetrySchedule{Uid("order-1"), {}}));
  CHECK(paid.status == PaymentStatus::kPaid);
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://shop/hook"});
  const ScheduleView view = sandbox.FindSchedule("order-1");
  CHECK(view.schedule.imp_uid == paid.imp_uid);
  CHECK(view.schedule.executed_at == Start() + hours{2});
  CHECK_FALSE(view.schedule.fail_reason);
  CHECK(view.payment_status == PaymentStatus::kPaid);
  CHECK(sandbox.AdvanceBy(hours{24 * 365}).empty());
}

TEST_CASE("retry: a revoked schedule becomes executed", "[command][schedule]") {
  TestSandbox sandbox;
  IssueAndSchedule(sandbox);
  GetValue(sandbox.Run(Revoke("order-1")));
  CHECK(GetValue(sandbox.Run(RetrySchedule{Uid("order-1"), {}})).status == PaymentStatus::kPaid);
  const Schedule schedule = sandbox.FindSchedule("order-1").schedule;
  CHECK(schedule.status == ScheduleStatus::kExecuted);
  CHECK_FALSE(schedule.revoked_at);
  CHECK(sandbox.AdvanceBy(hours{24}).empty());
}

}  // namespace
}  // namespace portone::commands
