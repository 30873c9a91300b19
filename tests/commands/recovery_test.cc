// SPDX-License-Identifier: MIT
// The console's daily recovery of scheduled charges that failed.
#include <chrono>

#include "commands/schedule_changes.h"
#include "commands/scheduled_charges.h"
#include "commands/timers.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::days;
using std::chrono::hours;

engine::Setup SetupWithRecovery(int hour) {
  engine::Setup setup = SetupWithWebhook("http://shop/hook");
  setup.merchant.recovery_hour = hour;
  return setup;
}

/// Schedules a charge that fails for each uid, at 10:00 on the start day.
void ScheduleFailures(TestSandbox& sandbox, const Strings& merchant_uids) {
  GetValue(sandbox.Run(Issue("kim", kDecliningCard)));
  for (const std::string& merchant_uid : merchant_uids)
    GetValue(sandbox.Run(ScheduleInAnHour("kim", merchant_uid)));
}

/// Lines such as "02-01T05 charge_schedule order-1 failed"; webhooks are left out.
Strings FormatFiredTimers(const std::vector<FiredTimer>& fired) {
  Strings lines;
  for (const FiredTimer& timer : fired) {
    if (timer.kind == AttemptWebhook::kName) continue;
    lines.push_back(FormatIso(timer.at).substr(5, 8) + " " + std::string(timer.kind) + " " +
                    timer.merchant_uid + " " + timer.outcome);
  }
  return lines;
}

TEST_CASE("recovery: the day's failures are charged again at the set hour of the next day",
          "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  ScheduleFailures(sandbox, {"order-1", "order-2"});
  CHECK(sandbox.AdvanceBy(hours{1}).size() == 4);  // two charges, two webhooks
  const UpcomingTimers upcoming = GetValue(sandbox.Query(ListAgenda{10}));
  REQUIRE(upcoming.total == 1);
  CHECK(upcoming.entries[0].kind == RecoverSchedules::kName);
  CHECK(upcoming.entries[0].at == At("2024-02-01T05:00:00+09:00"));
  GetValue(sandbox.Run(Issue("kim")));
  sandbox.TakeWebhooks();
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{1})) ==
        Strings{"02-01T05 recover_schedules  2 to retry", "02-01T05 charge_schedule order-1 paid",
                "02-01T05 charge_schedule order-2 paid"});
  CHECK(sandbox.TakeWebhooks() ==
        Strings{"paid order-1 to http://shop/hook", "paid order-2 to http://shop/hook"});
  const Schedule schedule = sandbox.FindSchedule("order-1").schedule;
  CHECK(schedule.executed_at == At("2024-02-01T05:00:00+09:00"));
  CHECK_FALSE(schedule.fail_reason);
}

TEST_CASE("recovery: when it is disabled, failed schedules stay failed", "[command][schedule]") {
  TestSandbox sandbox;
  ScheduleFailures(sandbox, {"order-1"});
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{365})) ==
        Strings{"01-31T10 charge_schedule order-1 failed"});
}

TEST_CASE("recovery: each failure is charged again once, over a whole year",
          "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(0));
  GetValue(sandbox.Run(Issue("kim", kDecliningCard)));
  constexpr int kMonths = 12;
  for (int month = 0; month < kMonths; ++month) {
    const Instant at = Add(Start(), Period{month, hours{1}});
    GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("order-" + std::to_string(month), at)})));
  }
  const Strings lines = FormatFiredTimers(sandbox.AdvanceBy(days{366}));
  CHECK(lines.size() == std::size_t{3 * kMonths});  // charge, recovery and second charge
  CHECK(lines[33] == "12-31T10 charge_schedule order-11 failed");
  CHECK(lines[34] == "01-01T00 recover_schedules  1 to retry");
  CHECK(lines[35] == "01-01T00 charge_schedule order-11 failed");
  CHECK(GetValue(sandbox.Query(ListAgenda{10})).total == 0);
}

TEST_CASE("recovery: days are Korean days", "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(23));
  GetValue(sandbox.Run(Issue("kim", kDecliningCard)));
  GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("late", At("2024-01-31T23:59:59+09:00")),
                                             EntryAt("early", At("2024-02-01T00:00:00+09:00"))})));
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{5})) ==
        Strings{"01-31T23 charge_schedule late failed", "02-01T00 charge_schedule early failed",
                "02-01T23 recover_schedules  1 to retry", "02-01T23 charge_schedule late failed",
                "02-02T23 recover_schedules  1 to retry", "02-02T23 charge_schedule early failed"});
}

TEST_CASE("recovery: a failure that fails again on its day is recovered once",
          "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  ScheduleFailures(sandbox, {"order-1"});
  sandbox.AdvanceBy(hours{1});
  GetValue(sandbox.Run(RetrySchedule{MerchantUid("order-1"), {}}));
  CHECK(GetValue(sandbox.Query(ListAgenda{10})).total == 1);
  CHECK(
      FormatFiredTimers(sandbox.AdvanceBy(days{2})) ==
      Strings{"02-01T05 recover_schedules  1 to retry", "02-01T05 charge_schedule order-1 failed"});
}

TEST_CASE("recovery: skips schedules that were paid, rescheduled or retried successfully",
          "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  ScheduleFailures(sandbox, {"order-1", "order-2", "order-3", "order-4"});
  sandbox.AdvanceBy(hours{1});
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(MakeKeyCharge("kim", "order-1")));
  GetValue(sandbox.Run(RetrySchedule{MerchantUid("order-2"), {}}));
  GetValue(sandbox.Run(Reschedule{MerchantUid("order-3"), Start() + days{3}}));
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{4})) ==
        Strings{"02-01T05 recover_schedules  1 to retry", "02-01T05 charge_schedule order-4 paid",
                "02-03T09 charge_schedule order-3 paid"});
}

TEST_CASE("recovery: does not run when nothing is left to recover", "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  ScheduleFailures(sandbox, {"order-1"});
  sandbox.AdvanceBy(hours{1});
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(RetrySchedule{MerchantUid("order-1"), {}}));
  CHECK(GetValue(sandbox.Query(ListAgenda{10})).total == 0);
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{4})).empty());
}

TEST_CASE("recovery: a failed retry counts as a failure of its own day", "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  ScheduleFailures(sandbox, {"order-1"});
  sandbox.AdvanceBy(hours{1});
  sandbox.AdvanceTo(At("2024-02-01T04:00:00+09:00"));
  GetValue(sandbox.Run(RetrySchedule{MerchantUid("order-1"), {}}));
  CHECK(
      FormatFiredTimers(sandbox.AdvanceBy(days{4})) ==
      Strings{"02-02T05 recover_schedules  1 to retry", "02-02T05 charge_schedule order-1 failed"});
}

TEST_CASE("recovery: a rescheduled schedule can be recovered again", "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  ScheduleFailures(sandbox, {"order-1"});
  sandbox.AdvanceBy(days{2});
  GetValue(sandbox.Run(Reschedule{MerchantUid("order-1"), Start() + days{3}}));
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{30})) ==
        Strings{"02-03T09 charge_schedule order-1 failed", "02-04T05 recover_schedules  1 to retry",
                "02-04T05 charge_schedule order-1 failed"});
}

TEST_CASE("recovery: a reset keeps the setting and drops pending recoveries",
          "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  ScheduleFailures(sandbox, {"order-1"});
  sandbox.AdvanceBy(hours{1});
  REQUIRE(sandbox.engine.Reset());
  CHECK(GetValue(sandbox.Query(ListAgenda{10})).total == 0);
  ScheduleFailures(sandbox, {"order-2"});
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{3})) ==
        Strings{"01-31T10 charge_schedule order-2 failed", "02-01T05 recover_schedules  1 to retry",
                "02-01T05 charge_schedule order-2 failed"});
}

TEST_CASE("recovery: a tier's failures are recovered in its own ledger", "[command][schedule]") {
  TestSandbox sandbox(SetupWithRecovery(5));
  const TierCode tier = TierCode::Parse("ABC").value();
  const engine::ApiRequest cause{.tier = tier};
  GetValue(sandbox.engine.Run(cause, Issue("kim", kDecliningCard)));
  GetValue(sandbox.engine.Run(cause, ScheduleInAnHour("kim", "order-1")));
  ScheduleFailures(sandbox, {"order-1"});
  // Charge, recovery and charge in both ledgers.
  CHECK(FormatFiredTimers(sandbox.AdvanceBy(days{4})).size() == 6);
  const auto find = [&](TierCode owner) {
    return GetValue(sandbox.engine.Query(FindSchedule{MerchantUid("order-1")}, owner)).schedule;
  };
  CHECK(find(tier).recovery_done);
  CHECK(find(tier).executed_at == At("2024-02-01T05:00:00+09:00"));
  CHECK(find({}).executed_at == At("2024-02-01T05:00:00+09:00"));
  CHECK(find(tier).imp_uid != find({}).imp_uid);
}

}  // namespace
}  // namespace portone::commands
