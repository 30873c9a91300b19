// SPDX-License-Identifier: MIT
// Counting and listing schedules by due time.
#include <algorithm>
#include <chrono>
#include <tuple>

#include "domain/schedule_table.h"
#include "sim/id_mint.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::At;
using testing::Strings;

/// Deterministic pseudo-random numbers.
class Draw {
 public:
  std::size_t Below(std::size_t bound) { return ids_.MakeNumber("draw", "", next_++) % bound; }

 private:
  sim::IdMint ids_{7};
  std::uint64_t next_ = 0;
};

Schedule MakeSchedule(const std::string& merchant_uid, Instant at) {
  Schedule schedule;
  schedule.customer_uid = CustomerUid("kim");
  schedule.order = testing::MakeOrder(merchant_uid);
  schedule.schedule_at = at;
  return schedule;
}

Strings ListUids(const ScheduleTable& table, const ScheduleFilter& filter, SortDirection direction,
                 std::size_t skip = 0, std::size_t limit = 100) {
  Strings uids;
  for (const Schedule* schedule : table.List(filter, direction, skip, limit))
    uids.push_back(schedule->order.merchant_uid.text);
  return uids;
}

/// The expected result of List, by a full scan.
Strings ScanUids(const ScheduleTable& table, const ScheduleFilter& filter, SortDirection direction,
                 std::size_t skip, std::size_t limit) {
  std::vector<const Schedule*> matching;
  for (const Schedule& schedule : table.All()) {
    if (filter.Matches(schedule)) matching.push_back(&schedule);
  }
  std::sort(matching.begin(), matching.end(), [](const Schedule* a, const Schedule* b) {
    return std::tie(a->schedule_at, a->id) < std::tie(b->schedule_at, b->id);
  });
  if (direction == SortDirection::kDescending) std::reverse(matching.begin(), matching.end());
  Strings uids;
  for (std::size_t i = skip; i < matching.size() && uids.size() < limit; ++i)
    uids.push_back(matching[i]->order.merchant_uid.text);
  return uids;
}

TEST_CASE("schedule calendar: a period includes its start but not its end", "[domain]") {
  ScheduleTable table;
  const Instant from = At("2024-02-01T09:00:00+09:00");
  const Instant to = At("2024-02-03T09:00:00+09:00");
  table.Insert(MakeSchedule("before", from - Duration{1}));
  table.Insert(MakeSchedule("first", from));
  table.Insert(MakeSchedule("between", from + days{1}));
  table.Insert(MakeSchedule("last", to - Duration{1}));
  table.Insert(MakeSchedule("after", to));
  CHECK(table.Count({from, to, std::nullopt}) == 3);
  CHECK(ListUids(table, {from, to, std::nullopt}, SortDirection::kAscending) ==
        Strings{"first", "between", "last"});
  CHECK(table.Count({}) == 5);
  CHECK(table.Count({to, from, std::nullopt}) == 0);
  CHECK(ListUids(table, {from, from, std::nullopt}, SortDirection::kDescending).empty());
}

TEST_CASE("schedule calendar: schedules of one instant are ordered by id", "[domain]") {
  ScheduleTable table;
  for (const char* uid : {"a", "b", "c"})
    table.Insert(MakeSchedule(uid, testing::Start()));
  CHECK(ListUids(table, {}, SortDirection::kAscending) == Strings{"a", "b", "c"});
  CHECK(ListUids(table, {}, SortDirection::kDescending) == Strings{"c", "b", "a"});
  CHECK(ListUids(table, {}, SortDirection::kDescending, 1, 1) == Strings{"b"});
}

TEST_CASE("schedule calendar: matches a full scan after random changes", "[domain]") {
  constexpr std::size_t kSchedules = 300;
  constexpr std::size_t kHours = 24 * 20;
  Draw draw;
  ScheduleTable table;
  const auto any_time = [&] { return testing::Start() + hours{draw.Below(kHours)}; };
  const auto any_status = [&] { return static_cast<ScheduleStatus>(draw.Below(3)); };
  for (std::size_t i = 0; i < kSchedules; ++i)
    table.Insert(MakeSchedule("o-" + std::to_string(i), any_time()));
  for (std::size_t round = 0; round < 400; ++round) {
    const ScheduleId changed = draw.Below(kSchedules) + 1;
    table.Update(changed, [&](Schedule& schedule) {
      if (draw.Below(2) == 0) schedule.status = any_status();
      if (draw.Below(2) == 0) schedule.schedule_at = any_time();
    });
    ScheduleFilter filter{any_time(), any_time(), std::nullopt};
    if (draw.Below(2) == 0) filter.status = any_status();
    const auto direction =
        draw.Below(2) == 0 ? SortDirection::kAscending : SortDirection::kDescending;
    const std::size_t skip = draw.Below(40);
    const std::size_t limit = draw.Below(30) + 1;
    CAPTURE(round, skip, limit);
    REQUIRE(table.Count(filter) == ScanUids(table, filter, direction, 0, kSchedules).size());
    REQUIRE(ListUids(table, filter, direction, skip, limit) ==
            ScanUids(table, filter, direction, skip, limit));
  }
}

TEST_CASE("schedule table: lists failed schedules until the recovery has handled them",
          "[domain]") {
  ScheduleTable table;
  for (const char* uid : {"a", "b", "c"})
    table.Insert(MakeSchedule(uid, testing::Start()));
  const auto fail = [&](ScheduleId id, Instant at) {
    table.Update(id, [&](Schedule& schedule) {
      schedule.status = ScheduleStatus::kExecuted;
      schedule.executed_at = at;
      schedule.fail_reason = "declined";
    });
  };
  const auto failed = [&](std::size_t limit) {
    return table.ListFailed(testing::Start(), testing::Start() + days{1}, limit);
  };
  CHECK(failed(10).empty());
  fail(2, testing::Start());
  fail(1, testing::Start() + hours{1});
  fail(3, testing::Start() + days{1});
  CHECK(failed(10) == std::vector<ScheduleId>{2, 1});
  CHECK(failed(1) == std::vector<ScheduleId>{2});
  table.Update(2, [](Schedule& schedule) { schedule.recovery_done = true; });
  CHECK(failed(10) == std::vector<ScheduleId>{1});
  fail(1, testing::Start() + hours{2});
  CHECK(failed(10) == std::vector<ScheduleId>{1});
  table.Update(1, [](Schedule& schedule) { schedule.fail_reason.reset(); });
  CHECK(failed(10).empty());
}

}  // namespace
}  // namespace portone
