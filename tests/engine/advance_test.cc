// SPDX-License-Identifier: MIT
// Moving a sandbox's clock, one event after the other.
#include <chrono>
#include <string>

#include "engine/engine.h"
#include "support/world_builder.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// What the next step fires: "charge_schedule order-1 paid", or "nothing".
std::string Step(TestSandbox& sandbox, Instant until) {
  const std::optional<Fired> fired = ValueOf(sandbox.engine.StepToNextDue(until));
  if (!fired) return "nothing";
  return std::string(fired->kind) + " " + fired->merchant_uid + " " + fired->outcome;
}

TestSandbox& WithSchedules(std::optional<TestSandbox>& place, Setup setup) {
  setup.merchant.webhook.url = "http://shop/hook";
  TestSandbox& sandbox = place.emplace(setup);
  ValueOf(sandbox.Run(Issue("kim")));
  ValueOf(sandbox.Run(Schedules(
      "kim", {EntryAt("order-1", Start() + hours{1}), EntryAt("order-2", Start() + hours{2})})));
  return sandbox;
}

TEST_CASE("advance: fires one event after the other and each at its own instant",
          "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = WithSchedules(place, StandardSetup());
  const Instant to = Start() + days{1};
  REQUIRE(sandbox.engine.BeginAdvance());
  CHECK(sandbox.engine.ReadClock().advancing);
  CHECK(sandbox.engine.ReadClock().now == Start());

  CHECK(Step(sandbox, to) == "charge_schedule order-1 paid");
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK(Step(sandbox, to) == "attempt_webhook order-1 handed over");
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK(sandbox.TakeWebhooks() == Texts{"paid order-1 to http://shop/hook"});

  CHECK(Step(sandbox, to) == "charge_schedule order-2 paid");
  CHECK(Step(sandbox, to) == "attempt_webhook order-2 handed over");
  CHECK(Step(sandbox, to) == "nothing");
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{2});

  sandbox.engine.EndAdvance(to);
  CHECK_FALSE(sandbox.engine.ReadClock().advancing);
  CHECK(sandbox.engine.ReadClock().now == to);
}

TEST_CASE("advance: goes no further than it is told", "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = WithSchedules(place, StandardSetup());
  REQUIRE(sandbox.engine.BeginAdvance());
  CHECK(Step(sandbox, Start() + hours{1} - Duration{1}) == "nothing");
  CHECK(Step(sandbox, Start() + hours{1}) == "charge_schedule order-1 paid");
}

TEST_CASE("advance: a second one at the same time is refused", "[engine][advance]") {
  TestSandbox sandbox;
  REQUIRE(sandbox.engine.BeginAdvance());
  CHECK_FALSE(sandbox.engine.BeginAdvance());
  sandbox.engine.EndAdvance(Start() + hours{1});
  CHECK(sandbox.engine.BeginAdvance());
}

TEST_CASE("advance: meanwhile requests are served at the instant where the clock stands",
          "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = WithSchedules(place, LiveSetup());
  REQUIRE(sandbox.engine.BeginAdvance());
  Step(sandbox, Start() + days{1});
  FakeWall::Pass(minutes{3});
  CHECK(ValueOf(sandbox.Run(Once("order-9"))).paid_at == Start() + hours{1});
}

TEST_CASE("advance: meanwhile requests and queries fire nothing", "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = WithSchedules(place, LiveSetup());
  REQUIRE(sandbox.engine.BeginAdvance());
  REQUIRE(Step(sandbox, Start() + days{1}) == "charge_schedule order-1 paid");
  ValueOf(sandbox.Run(Once("order-9")));
  ValueOf(sandbox.Ask(commands::ListDeliveries{}));
  FakeWall::Pass(days{1});
  sandbox.engine.CatchUp();
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK(Step(sandbox, Start() + days{1}) == "attempt_webhook order-1 handed over");
  CHECK(Step(sandbox, Start() + days{1}) == "attempt_webhook order-9 handed over");
  CHECK(Step(sandbox, Start() + days{1}) == "charge_schedule order-2 paid");
}

TEST_CASE("advance: what is scheduled meanwhile joins it", "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = WithSchedules(place, StandardSetup());
  const Instant to = Start() + days{1};
  REQUIRE(sandbox.engine.BeginAdvance());
  Step(sandbox, to);
  ValueOf(sandbox.Run(Schedules("kim", {EntryAt("order-9", Start() + minutes{90})})));
  CHECK(Step(sandbox, to) == "attempt_webhook order-1 handed over");
  CHECK(Step(sandbox, to) == "charge_schedule order-9 paid");
}

TEST_CASE("advance: what was due before it happens where the clock stands", "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = WithSchedules(place, LiveSetup());
  FakeWall::Pass(minutes{90});
  REQUIRE(sandbox.engine.BeginAdvance());
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK(Step(sandbox, Start() + days{1}) == "charge_schedule order-1 paid");
  CHECK(sandbox.Find("order-1").paid_at == Start() + minutes{90});
  CHECK(Step(sandbox, Start() + days{1}) == "attempt_webhook order-1 handed over");
  CHECK(Step(sandbox, Start() + days{1}) == "charge_schedule order-2 paid");
  CHECK(sandbox.Find("order-2").paid_at == Start() + hours{2});
}

TEST_CASE("advance: does not end while something is due by then after all", "[engine][advance]") {
  TestSandbox sandbox;
  ValueOf(sandbox.Run(Issue("kim")));
  const Instant to = Start() + hours{1};
  REQUIRE(sandbox.engine.BeginAdvance());
  REQUIRE(Step(sandbox, to) == "nothing");
  ValueOf(sandbox.Run(Schedules("kim", {EntryAt("order-1", to)})));
  CHECK_FALSE(sandbox.engine.EndAdvance(to));
  CHECK(sandbox.engine.Advancing());
  CHECK(sandbox.engine.ReadClock().now == Start());
  CHECK(Step(sandbox, to) == "charge_schedule order-1 paid");
  CHECK(sandbox.engine.EndAdvance(to));
  CHECK_FALSE(sandbox.engine.Advancing());
}

TEST_CASE("advance: a live clock runs on from where it ended", "[engine][advance]") {
  TestSandbox sandbox(LiveSetup());
  FakeWall::Pass(minutes{1});
  REQUIRE(sandbox.engine.BeginAdvance());
  FakeWall::Pass(minutes{7});
  sandbox.engine.EndAdvance(Start() + days{30});
  FakeWall::Pass(minutes{2});
  CHECK(sandbox.engine.ReadClock().now == Start() + days{30} + minutes{2});
}

TEST_CASE("advance: one that is given up leaves the clock where it stands", "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = WithSchedules(place, StandardSetup());
  REQUIRE(sandbox.engine.BeginAdvance());
  Step(sandbox, Start() + days{1});
  sandbox.engine.AbandonAdvance();
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK(sandbox.FindSchedule("order-2").schedule.status == ScheduleStatus::kScheduled);
  sandbox.AdvanceBy(hours{1});
  CHECK(sandbox.FindSchedule("order-2").schedule.status == ScheduleStatus::kExecuted);
}

TEST_CASE("advance: a step or an end without a beginning is a bug of the caller",
          "[engine][advance]") {
  TestSandbox sandbox;
  CHECK_THROWS_AS(sandbox.engine.EndAdvance(Start()), InvariantViolation);
  CHECK_THROWS_AS(sandbox.engine.AbandonAdvance(), InvariantViolation);
  CHECK(OutcomeOf(sandbox.engine.StepToNextDue(Start())) == Errc::kPoisoned);
}

TEST_CASE("advance: twelve months of a loop that schedules the next charge itself",
          "[engine][advance]") {
  std::optional<TestSandbox> place;
  TestSandbox& sandbox = place.emplace(SetupWithWebhook("http://shop/hook"));
  ValueOf(sandbox.Run(Issue("kim")));
  ValueOf(sandbox.Run(Schedules("kim", {EntryAt("order-1", Start() + days{30})})));
  REQUIRE(sandbox.engine.BeginAdvance());
  int paid = 0;
  while (Step(sandbox, Start() + days{365}) != "nothing") {
    while (sandbox.engine.TakeOutgoing()) {
      const Instant now = sandbox.engine.ReadClock().now;
      ++paid;
      ValueOf(sandbox.Run(
          Schedules("kim", {EntryAt("order-" + std::to_string(paid + 1), now + days{30})})));
    }
  }
  sandbox.engine.EndAdvance(Start() + days{365});
  CHECK(paid == 12);
  CHECK(sandbox.Find("order-12").paid_at == Start() + days{360});
}

}  // namespace
}  // namespace portone::engine
