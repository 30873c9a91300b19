// SPDX-License-Identifier: MIT
#include "engine/engine.h"

#include <optional>
#include <thread>

#include "domain/errors.h"
#include "engine/advance.h"
#include "support/test_sandbox.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;
using std::chrono::minutes;

/// A live sandbox with a schedule an hour from Start().
TestSandbox& MakeLiveSandbox(std::optional<TestSandbox>& storage) {
  Setup setup = LiveSetup();
  setup.merchant.webhook.url = "http://shop/hook";
  TestSandbox& sandbox = storage.emplace(setup);
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  return sandbox;
}

TEST_CASE("engine: due timers fire before a command", "[engine]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeLiveSandbox(storage);
  FakeWallClock::Advance(hours{1});
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == Errc::kMerchantUidUsed);
}

TEST_CASE("engine: due timers fire before a query", "[engine]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeLiveSandbox(storage);
  FakeWallClock::Advance(hours{1} - Duration{1});
  CHECK(sandbox.FindSchedule("order-1").schedule.status == ScheduleStatus::kScheduled);
  FakeWallClock::Advance(Duration{1});
  CHECK(sandbox.FindSchedule("order-1").schedule.status == ScheduleStatus::kExecuted);
}

TEST_CASE("engine: late timers fire at their own time", "[engine]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeLiveSandbox(storage);
  FakeWallClock::Advance(hours{5});
  CHECK(sandbox.Find("order-1").paid_at == Start() + hours{1});
}

TEST_CASE("engine: timers made due by a command fire before it returns", "[engine]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(sandbox.engine.HasOutgoing());
  CHECK(sandbox.TakeWebhooks().size() == 1);
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK_FALSE(sandbox.engine.TakeOutgoing());
}

TEST_CASE("engine: webhooks are posted in the order of their events", "[engine]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-3")));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-2")));
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-3 to http://shop/hook",
                                          "paid order-1 to http://shop/hook",
                                          "paid order-2 to http://shop/hook"});
}

TEST_CASE("engine: CatchUp fires the due timers of a running clock", "[engine]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeLiveSandbox(storage);
  sandbox.engine.CatchUp();
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  FakeWallClock::Advance(hours{1});
  sandbox.engine.CatchUp();
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://shop/hook"});
}

TEST_CASE("engine: GetNextTimerWallTime is the real time of the next timer", "[engine]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeLiveSandbox(storage);
  CHECK(sandbox.engine.GetNextTimerWallTime() == Start() + hours{1});
  GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("order-2", Start() + minutes{30})})));
  CHECK(sandbox.engine.GetNextTimerWallTime() == Start() + minutes{30});
  FakeWallClock::Advance(minutes{30});
  sandbox.engine.CatchUp();
  CHECK(sandbox.engine.GetNextTimerWallTime() == Start() + hours{1});
  FakeWallClock::Advance(minutes{30});
  sandbox.engine.CatchUp();
  CHECK(sandbox.engine.GetNextTimerWallTime() == Instant::max());
}

TEST_CASE("engine: a stopped clock has no next timer in real time", "[engine]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  CHECK(sandbox.engine.GetNextTimerWallTime() == Instant::max());
}

TEST_CASE("engine: an advance brings the next timer closer in real time", "[engine]") {
  std::optional<TestSandbox> storage;
  TestSandbox& sandbox = MakeLiveSandbox(storage);
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK(sandbox.engine.GetNextTimerWallTime() == Instant::max());
  advance->End(Start() + minutes{45});
  CHECK(sandbox.engine.GetNextTimerWallTime() == Start() + minutes{15});
}

TEST_CASE("engine: reports changes of the next due time", "[engine]") {
  FakeWallClock::Set(Start());
  int calls = 0;
  Engine engine(LiveSetup(), FakeWallClock::Read, [&calls] { ++calls; });
  GetValue(engine.Run(JournalInput{}, Issue("kim")));
  CHECK(calls == 0);
  GetValue(engine.Run(JournalInput{}, ScheduleInAnHour("kim", "order-1")));
  CHECK(calls == 1);
  GetValue(
      engine.Run(JournalInput{}, MakeSchedules("kim", {EntryAt("order-2", Start() + hours{2})})));
  CHECK(calls == 1);
  FakeWallClock::Advance(hours{1});
  engine.CatchUp();
  CHECK(calls == 2);
  engine.Reset();
  CHECK(calls == 3);
}

TEST_CASE("engine: reports changes without holding its lock", "[engine]") {
  FakeWallClock::Set(Start());
  Engine* self = nullptr;
  int read_count = 0;
  Engine engine(LiveSetup(), FakeWallClock::Read, [&] {
    CHECK(self->ReadClock().now == Start());
    ++read_count;
  });
  self = &engine;
  GetValue(engine.Run(JournalInput{}, Issue("kim")));
  GetValue(engine.Run(JournalInput{}, ScheduleInAnHour("kim", "order-1")));
  CHECK(read_count == 1);
}

TEST_CASE("engine: the clock can be read", "[engine]") {
  TestSandbox sandbox(LiveSetup());
  FakeWallClock::Advance(minutes{1});
  const ClockReading reading = sandbox.engine.ReadClock();
  CHECK(reading.now == Start() + minutes{1});
  CHECK(reading.settings.mode == sim::ClockMode::kLive);
  CHECK_FALSE(reading.is_advancing);
}

TEST_CASE("engine: is safe to use from many threads", "[engine]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&sandbox, thread] {
      for (int i = 0; i < 50; ++i) {
        const std::string uid = std::to_string(thread) + "-" + std::to_string(i);
        static_cast<void>(sandbox.Run(MakeOnetimeCharge(uid)).ok());
        static_cast<void>(sandbox.Query(commands::ListWebhookDeliveries{}).ok());
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(sandbox.engine.ReadJournal(0).size() == 200);
  CHECK(sandbox.TakeWebhooks().size() == 200);

  TestSandbox alone(SetupWithWebhook("http://shop/hook"));
  for (int i = 0; i < 200; ++i) {
    GetValue(alone.Run(MakeOnetimeCharge(std::to_string(i / 50) + "-" + std::to_string(i % 50))));
  }
  CHECK(sandbox.Find("3-49").imp_uid == alone.Find("3-49").imp_uid);
}

}  // namespace
}  // namespace portone::engine
