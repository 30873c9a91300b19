// SPDX-License-Identifier: MIT
#include "sim/agenda.h"

#include <algorithm>
#include <variant>

#include "support/test_sandbox.h"

namespace portone::sim {
namespace {

using std::chrono::seconds;
using testing::Start;

std::vector<ScheduleId> PopAll(Agenda& agenda, Instant until) {
  std::vector<ScheduleId> ids;
  while (agenda.Next() != nullptr && agenda.Next()->at <= until)
    ids.push_back(std::get<ChargeSchedule>(agenda.Pop().timer).schedule);
  return ids;
}

TEST_CASE("agenda: entries are popped in the order of time", "[sim][agenda]") {
  Agenda agenda;
  agenda.Put(Start() + seconds{3}, ChargeSchedule{3});
  agenda.Put(Start() + seconds{1}, ChargeSchedule{1});
  agenda.Put(Start() + seconds{2}, ChargeSchedule{2});
  REQUIRE(agenda.Next() != nullptr);
  CHECK(agenda.Next()->at == Start() + seconds{1});
  CHECK(PopAll(agenda, Start() + seconds{3}) == std::vector<ScheduleId>{1, 2, 3});
  CHECK(agenda.Next() == nullptr);
}

TEST_CASE("agenda: entries at the same instant are popped in insertion order", "[sim][agenda]") {
  Agenda agenda;
  std::vector<ScheduleId> expected;
  for (ScheduleId id = 1; id <= 100; ++id) {
    agenda.Put(Start() + seconds{id % 2 == 0 ? 1 : 2}, ChargeSchedule{id});
    expected.push_back(id);
  }
  std::stable_partition(expected.begin(), expected.end(),
                        [](ScheduleId id) { return id % 2 == 0; });
  CHECK(PopAll(agenda, Start() + seconds{2}) == expected);
}

TEST_CASE("agenda: an entry inserted after a pop comes after others of its instant",
          "[sim][agenda]") {
  Agenda agenda;
  agenda.Put(Start(), ChargeSchedule{1});
  agenda.Put(Start(), ChargeSchedule{2});
  CHECK(std::get<ChargeSchedule>(agenda.Pop().timer).schedule == 1);
  agenda.Put(Start(), ChargeSchedule{3});
  CHECK(PopAll(agenda, Start()) == std::vector<ScheduleId>{2, 3});
}

TEST_CASE("agenda: lists all entries in the order in which they are popped", "[sim][agenda]") {
  Agenda agenda;
  for (ScheduleId id = 1; id <= 20; ++id)
    agenda.Put(Start() + seconds{id * 7 % 5}, ChargeSchedule{id});
  std::vector<ScheduleId> shown;
  for (const AgendaEntry& entry : agenda.ListSorted())
    shown.push_back(std::get<ChargeSchedule>(entry.timer).schedule);
  CHECK(shown == PopAll(agenda, Instant::max()));
}

TEST_CASE("agenda: an empty one has no next entry", "[sim][agenda]") {
  Agenda agenda;
  CHECK(agenda.Next() == nullptr);
  CHECK(agenda.ListSorted().empty());
  CHECK_THROWS_AS(agenda.Pop(), InvariantViolation);
}

TEST_CASE("agenda: holds every kind of timer", "[sim][agenda]") {
  Agenda agenda;
  agenda.Put(Start(), AttemptWebhook{9});
  CHECK(std::get<AttemptWebhook>(agenda.Pop().timer).delivery_id == 9);
}

}  // namespace
}  // namespace portone::sim
