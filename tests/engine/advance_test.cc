// SPDX-License-Identifier: MIT
// Advancing a sandbox's clock, one timer at a time.
#include "engine/advance.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "base/invariant.h"
#include "support/test_sandbox.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// Fires the next timer and describes it: "charge_schedule order-1 paid", or "nothing".
std::string Step(Advance& advance, Instant until) {
  const std::optional<FiredTimer> fired = GetValue(advance.FireNextTimer(until));
  if (!fired) return "nothing";
  return std::string(fired->kind) + " " + fired->merchant_uid + " " + fired->outcome;
}

TestSandbox& MakeSandbox(std::optional<TestSandbox>& storage, Setup setup) {
  setup.merchant.webhook.url = "http://shop/hook";
  TestSandbox& sandbox = storage.emplace(setup);
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(MakeSchedules(
      "kim", {EntryAt("order-1", Start() + hours{1}), EntryAt("order-2", Start() + hours{2})})));
  return sandbox;
}

TEST_CASE("advance: fires timers one by one, each at its own time", "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, StandardSetup());
  const Instant to = Start() + days{1};
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK(sandbox.engine.ReadClock().is_advancing);
  CHECK(sandbox.engine.ReadClock().now == Start());

  CHECK(Step(*advance, to) == "charge_schedule order-1 paid");
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK(Step(*advance, to) == "attempt_webhook order-1 sent");
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://shop/hook"});

  CHECK(Step(*advance, to) == "charge_schedule order-2 paid");
  CHECK(Step(*advance, to) == "attempt_webhook order-2 sent");
  CHECK(Step(*advance, to) == "nothing");
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{2});

  advance->End(to);
  CHECK_FALSE(sandbox.engine.ReadClock().is_advancing);
  CHECK(sandbox.engine.ReadClock().now == to);
}

TEST_CASE("advance: fires nothing beyond the given time", "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, StandardSetup());
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK(Step(*advance, Start() + hours{1} - Duration{1}) == "nothing");
  CHECK(Step(*advance, Start() + hours{1}) == "charge_schedule order-1 paid");
}

TEST_CASE("advance: a concurrent advance is refused", "[engine][advance]") {
  TestSandbox sandbox;
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK_FALSE(Advance::Begin(sandbox.engine));
  advance->End(Start() + hours{1});
  CHECK(Advance::Begin(sandbox.engine));
}

TEST_CASE("advance: requests during an advance run at the stopped time", "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, LiveSetup());
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  Step(*advance, Start() + days{1});
  FakeWallClock::Advance(minutes{3});
  CHECK(GetValue(sandbox.Run(MakeOnetimeCharge("order-9"))).paid_at == Start() + hours{1});
}

TEST_CASE("advance: requests and queries during an advance fire no timers", "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, LiveSetup());
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  REQUIRE(Step(*advance, Start() + days{1}) == "charge_schedule order-1 paid");
  GetValue(sandbox.Run(MakeOnetimeCharge("order-9")));
  GetValue(sandbox.Query(commands::ListWebhookDeliveries{}));
  FakeWallClock::Advance(days{1});
  sandbox.engine.CatchUp();
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK(Step(*advance, Start() + days{1}) == "attempt_webhook order-1 sent");
  CHECK(Step(*advance, Start() + days{1}) == "attempt_webhook order-9 sent");
  CHECK(Step(*advance, Start() + days{1}) == "charge_schedule order-2 paid");
}

TEST_CASE("advance: includes timers added during the advance", "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, StandardSetup());
  const Instant to = Start() + days{1};
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  Step(*advance, to);
  GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("order-9", Start() + minutes{90})})));
  CHECK(Step(*advance, to) == "attempt_webhook order-1 sent");
  CHECK(Step(*advance, to) == "charge_schedule order-9 paid");
}

TEST_CASE("advance: overdue timers fire at the stopped time", "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, LiveSetup());
  FakeWallClock::Advance(minutes{90});
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK(Step(*advance, Start() + days{1}) == "charge_schedule order-1 paid");
  CHECK(sandbox.Find("order-1").paid_at == Start() + minutes{90});
  CHECK(Step(*advance, Start() + days{1}) == "attempt_webhook order-1 sent");
  CHECK(Step(*advance, Start() + days{1}) == "charge_schedule order-2 paid");
  CHECK(sandbox.Find("order-2").paid_at == Start() + hours{2});
}

TEST_CASE("advance: does not end while a timer is due", "[engine][advance]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  const Instant to = Start() + hours{1};
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  REQUIRE(Step(*advance, to) == "nothing");
  GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("order-1", to)})));
  CHECK_FALSE(advance->End(to));
  CHECK(sandbox.engine.IsAdvancing());
  CHECK(sandbox.engine.ReadClock().now == Start());
  CHECK(Step(*advance, to) == "charge_schedule order-1 paid");
  CHECK(advance->End(to));
  CHECK_FALSE(sandbox.engine.IsAdvancing());
}

TEST_CASE("advance: a live clock continues from the end of the advance", "[engine][advance]") {
  TestSandbox sandbox(LiveSetup());
  FakeWallClock::Advance(minutes{1});
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  FakeWallClock::Advance(minutes{7});
  advance->End(Start() + days{30});
  FakeWallClock::Advance(minutes{2});
  CHECK(sandbox.engine.ReadClock().now == Start() + days{30} + minutes{2});
}

TEST_CASE("advance: an abandoned advance leaves the clock at its current time",
          "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, StandardSetup());
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  Step(*advance, Start() + days{1});
  advance.reset();
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK(sandbox.FindSchedule("order-2").schedule.status == ScheduleStatus::kScheduled);
  sandbox.AdvanceBy(hours{1});
  CHECK(sandbox.FindSchedule("order-2").schedule.status == ScheduleStatus::kExecuted);
}

TEST_CASE("advance: an abandoned advance of a running clock fires what is due",
          "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeSandbox(storage, LiveSetup());
  FakeWallClock::Advance(minutes{90});
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  advance.reset();
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://shop/hook"});
}

TEST_CASE("advance: a moved advance still holds the clock, and only once", "[engine][advance]") {
  TestSandbox sandbox;
  std::optional<Advance> first = Advance::Begin(sandbox.engine);
  REQUIRE(first);
  std::optional<Advance> second(std::move(first));
  first.reset();
  CHECK(sandbox.engine.IsAdvancing());
  second.reset();
  CHECK_FALSE(sandbox.engine.IsAdvancing());
}

TEST_CASE("advance: loading a setup ends the advance", "[engine][advance]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  advance->MoveTo(Start() + hours{1});
  advance->EndAndLoad(StandardSetup());
  CHECK_FALSE(sandbox.engine.IsAdvancing());
  CHECK(sandbox.engine.ReadClock().now == Start());
  CHECK(Advance::Begin(sandbox.engine));
}

TEST_CASE("advance: using an advance after its end is an internal error", "[engine][advance]") {
  TestSandbox sandbox;
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  REQUIRE(advance->End(Start()));
  CHECK_THROWS_AS(advance->MoveTo(Start()), InvariantViolation);
  CHECK_THROWS_AS(advance->End(Start()), InvariantViolation);
  CHECK_THROWS_AS(advance->EndAndLoad(StandardSetup()), InvariantViolation);
  CHECK_THROWS_AS(advance->FireNextTimer(Start()).ok(), InvariantViolation);
}

TEST_CASE("advance: a merchant who schedules each next charge is charged for twelve months",
          "[engine][advance]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = storage.emplace(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("order-1", Start() + days{30})})));
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  int paid = 0;
  while (Step(*advance, Start() + days{365}) != "nothing") {
    while (sandbox.engine.TakeOutgoing()) {
      const Instant now = sandbox.engine.ReadClock().now;
      ++paid;
      GetValue(sandbox.Run(
          MakeSchedules("kim", {EntryAt("order-" + std::to_string(paid + 1), now + days{30})})));
    }
  }
  advance->End(Start() + days{365});
  CHECK(paid == 12);
  CHECK(sandbox.Find("order-12").paid_at == Start() + days{360});
}

}  // namespace
}  // namespace portone::engine
