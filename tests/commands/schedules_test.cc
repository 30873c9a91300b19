// SPDX-License-Identifier: MIT
#include "commands/schedules.h"

#include <tuple>

#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

RevokeSchedules MakeRevoke(std::string_view customer_uid, const Strings& merchant_uids = {}) {
  RevokeSchedules command;
  if (!customer_uid.empty()) command.customer_uid = CustomerUid(std::string(customer_uid));
  for (const std::string& uid : merchant_uids)
    command.merchant_uids.emplace_back(uid);
  return command;
}

Strings GetUids(const Result<std::vector<ScheduleView>>& views) {
  Strings uids;
  for (const ScheduleView& view : GetValue(views)) {
    uids.push_back(view.schedule.order.merchant_uid.text);
  }
  return uids;
}

/// Registers order-1 to order-3 for "kim" and order-4 for "lee".
void RegisterFour(TestSandbox& sandbox) {
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(Issue("lee")));
  GetValue(sandbox.Run(MakeSchedules(
      "kim", {EntryAt("order-1", Start() + hours{3}), EntryAt("order-2", Start() + hours{2}),
              EntryAt("order-3", Start() + hours{1})})));
  GetValue(sandbox.Run(ScheduleInAnHour("lee", "order-4")));
}

TEST_CASE("schedule: checks run in the documented order", "[command][schedule]") {
  // Each row fixes the error of the row before; all later errors are still present.
  const auto [fixed, expected] = GENERATE(table<int, Errc>({
      {0, Errc::kScheduleCustomerUnregistered},
      {1, Errc::kScheduleMerchantUidTaken},
      {2, Errc::kMerchantUidUsed},
      {3, Errc::kScheduleInPast},
      {4, Errc::kModuleNotFound},
      {5, Errc::kScheduleCardRefused},
      {6, Errc::kScheduleCardRefused},
      {7, kAccepted},
  }));
  CAPTURE(fixed);
  engine::Setup setup = StandardSetup();
  for (Channel& channel : setup.merchant.channels) {
    if (fixed < 6 && channel.pg.text == "kcp") channel.settings["batch_group_id"] = "";
  }
  TestSandbox sandbox(setup);
  GetValue(sandbox.Run(Issue("lee")));
  GetValue(sandbox.Run(ScheduleInAnHour("lee", "order-scheduled")));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-paid")));
  if (fixed < 2) GetValue(sandbox.Run(MakeOnetimeCharge("order-scheduled")));

  const std::string_view uid =
      fixed >= 3 ? "order-new" : (fixed >= 2 ? "order-paid" : "order-scheduled");
  RegisterSchedules command =
      MakeSchedules("kim", {EntryAt(uid, fixed >= 4 ? Start() + Duration{1} : Start())});
  command.channel = OnChannel(fixed >= 5 ? "channel-key-kcp" : "channel-key-gone");
  if (fixed >= 1) command.card = MakeCard(fixed >= 7 ? kGoodCard : kWrongNumberCard);
  const auto result = sandbox.Run(command);
  CHECK(GetErrc(result) == expected);
  if (fixed == 5) CHECK_THAT(GetMessage(result), Catch::Contains("[5209]"));
  if (fixed == 6) {
    CHECK(GetMessage(result) == "카드정보 확인에 실패하였습니다. [CC14]카드번호 오류");
  }
}

TEST_CASE("schedule: with one invalid entry the whole list is refused", "[command][schedule]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(MakeOnetimeCharge("order-paid")));
  const std::string before = sandbox.engine.DescribeWorld();
  const auto [uid, at] = GENERATE(table<std::string, Instant>({
      {"order-1", Start() + hours{3}},
      {"order-paid", Start() + hours{3}},
      {"order-3", Start() - hours{1}},
  }));
  CAPTURE(uid);
  RegisterSchedules command =
      MakeSchedules("kim", {EntryAt("order-1", Start() + hours{1}),
                            EntryAt("order-2", Start() + hours{2}), EntryAt(uid, at)});
  command.card = MakeCard(kGoodCard);
  CHECK_FALSE(sandbox.Run(command).ok());
  CHECK(sandbox.engine.DescribeWorld() == before);
  CHECK(sandbox.AdvanceBy(hours{24}).empty());
}

TEST_CASE("schedule: a refused card stores no key and registers nothing", "[command][schedule]") {
  TestSandbox sandbox;
  const std::string before = sandbox.engine.DescribeWorld();
  RegisterSchedules command = ScheduleInAnHour("kim", "order-1");
  command.card = MakeCard(kUnknownBinCard);
  CHECK(GetErrc(sandbox.Run(command)) == Errc::kScheduleCardRefused);
  CHECK(sandbox.engine.DescribeWorld() == before);
  CHECK(sandbox.AdvanceBy(hours{24}).empty());
}

TEST_CASE("schedule: returns the registered charge", "[command][schedule]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  RegisterSchedules command = ScheduleInAnHour("kim", "order-1");
  command.entries.front().order.name = "one month";
  const std::vector<ScheduleView> views = GetValue(sandbox.Run(command));
  REQUIRE(views.size() == 1);
  const Schedule& schedule = views.front().schedule;
  CHECK(schedule.customer_uid.text == "kim");
  CHECK(schedule.order.amount == Won(10'000));
  CHECK(schedule.order.name == "one month");
  CHECK(schedule.schedule_at == Start() + hours{1});
  CHECK(schedule.status == ScheduleStatus::kScheduled);
  CHECK(schedule.pg.text == "nice");
  CHECK(schedule.pg_id == "nictest04m");
  CHECK(schedule.channel_key.text == "channel-key-nice");
  CHECK_FALSE(schedule.imp_uid);
  CHECK_FALSE(schedule.executed_at);
  CHECK_FALSE(schedule.revoked_at);
  CHECK_FALSE(views.front().payment_status);
}

TEST_CASE("schedule: the default name has customer and time", "[command][schedule]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  CHECK(sandbox.FindSchedule("order-1").schedule.order.name ==
        "kim 고객에 대한 2024-01-31 10:00:00 예약 결제");
  sandbox.AdvanceBy(hours{1});
  CHECK(sandbox.Find("order-1").order.name == "kim 고객에 대한 2024-01-31 10:00:00 예약 결제");
}

TEST_CASE("schedule: missing buyer fields are filled from the key", "[command][schedule]") {
  TestSandbox sandbox;
  IssueKey issue = Issue("kim");
  issue.customer = {"Kim", "010", std::nullopt, "Seoul", std::nullopt};
  GetValue(sandbox.Run(issue));
  RegisterSchedules command = ScheduleInAnHour("kim", "order-1");
  command.entries.front().order.buyer.name = "Kim the younger";
  const Buyer buyer = GetValue(sandbox.Run(command)).front().schedule.order.buyer;
  CHECK(buyer.name == "Kim the younger");
  CHECK(buyer.tel == "010");
  CHECK_FALSE(buyer.email);
  CHECK(buyer.addr == "Seoul");
}

TEST_CASE("schedule: a card in the request is issued as a key if there is none",
          "[command][schedule]") {
  TestSandbox sandbox;
  RegisterSchedules command = ScheduleInAnHour("kim", "order-1");
  command.card = MakeCard("5570421234567221");
  command.channel = OnPg("kcp");
  command.customer.name = "Kim";
  CHECK(GetValue(sandbox.Run(command)).front().schedule.pg.text == "kcp");
  const BillingKey key = GetValue(sandbox.Query(FindKey{CustomerUid("kim")}));
  CHECK(key.card.number == "5570420000007221");
  CHECK(key.customer.name == "Kim");
}

TEST_CASE("schedule: a card in the request does not replace a key", "[command][schedule]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim", "9540490012341569")));
  RegisterSchedules command = ScheduleInAnHour("kim", "order-1");
  command.card = MakeCard(kUnknownBinCard);
  CHECK(GetErrc(sandbox.Run(command)) == kAccepted);
  CHECK(GetValue(sandbox.Query(FindKey{CustomerUid("kim")})).card.number == "95404900****1569");
}

TEST_CASE("schedule: an order number selects the latest schedule", "[command][schedule]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  GetValue(sandbox.Run(Revoke("order-1")));
  CHECK(sandbox.FindSchedule("order-1").schedule.status == ScheduleStatus::kRevoked);
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  CHECK(sandbox.FindSchedule("order-1").schedule.status == ScheduleStatus::kScheduled);
  CHECK(GetErrc(sandbox.Query(FindSchedule{MerchantUid("order-9")})) == Errc::kScheduleNotFound);
}

TEST_CASE("unschedule: checks run in the documented order", "[command][unschedule]") {
  const auto [fixed, expected] = GENERATE(table<int, Errc>({
      {0, Errc::kNothingToUnschedule},  // no ids
      {1, Errc::kNothingToUnschedule},  // unknown customer
      {2, Errc::kNothingToUnschedule},  // unknown order
      {3, Errc::kNothingToUnschedule},  // another customer's order
      {4, Errc::kNothingToUnschedule},  // already revoked
      {5, Errc::kNothingToUnschedule},  // already executed
      {6, kAccepted},
  }));
  CAPTURE(fixed);
  TestSandbox sandbox;
  RegisterFour(sandbox);
  RevokeSchedules command = MakeRevoke("kim", {"order-1"});
  if (fixed == 0) command = MakeRevoke("");
  if (fixed == 1) command = MakeRevoke("park");
  if (fixed == 2) command = MakeRevoke("kim", {"order-9"});
  if (fixed == 3) command = MakeRevoke("lee", {"order-1"});
  if (fixed == 4) GetValue(sandbox.Run(command));
  if (fixed == 5) sandbox.AdvanceBy(hours{3});
  CHECK(GetErrc(sandbox.Run(command)) == expected);
}

TEST_CASE("unschedule: revokes the selected pending schedules", "[command][unschedule]") {
  TestSandbox sandbox;
  RegisterFour(sandbox);
  SECTION("all of a customer, in order of registration") {
    CHECK(GetUids(sandbox.Run(MakeRevoke("kim"))) == Strings{"order-1", "order-2", "order-3"});
  }
  SECTION("by order number, of any customer") {
    CHECK(GetUids(sandbox.Run(MakeRevoke("", {"order-4", "order-2"}))) ==
          Strings{"order-4", "order-2"});
  }
  SECTION("by customer and order number") {
    CHECK(GetUids(sandbox.Run(MakeRevoke("kim", {"order-4", "order-2"}))) == Strings{"order-2"});
  }
  SECTION("a repeated order number is revoked once") {
    CHECK(GetUids(sandbox.Run(MakeRevoke("", {"order-2", "order-2"}))) == Strings{"order-2"});
  }
  SECTION("only pending ones") {
    sandbox.AdvanceBy(hours{2});
    CHECK(GetUids(sandbox.Run(MakeRevoke("kim"))) == Strings{"order-1"});
  }
}

TEST_CASE("unschedule: records the time and keeps the others", "[command][unschedule]") {
  TestSandbox sandbox;
  RegisterFour(sandbox);
  sandbox.AdvanceBy(std::chrono::minutes{30});
  const Schedule revoked = GetValue(sandbox.Run(Revoke("order-2"))).front().schedule;
  CHECK(revoked.status == ScheduleStatus::kRevoked);
  CHECK(revoked.revoked_at == Start() + std::chrono::minutes{30});
  CHECK(sandbox.FindSchedule("order-1").schedule.status == ScheduleStatus::kScheduled);
}

}  // namespace
}  // namespace portone::commands
