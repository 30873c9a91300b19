// SPDX-License-Identifier: MIT
// What a reset restores, and what it keeps.
#include <chrono>
#include <optional>
#include <string>

#include "domain/errors.h"
#include "engine/advance.h"
#include "engine/engine.h"
#include "support/test_sandbox.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::days;
using std::chrono::hours;

/// Adds payments, a key, a schedule and webhooks in flight, and advances the clock.
void Populate(TestSandbox& sandbox) {
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  sandbox.AdvanceBy(hours{2});
  GetValue(sandbox.Run(MakeOnetimeCharge("order-2")));
  GetValue(sandbox.Run(MakeSchedules("kim", {EntryAt("order-3", Start() + days{9})})));
}

TEST_CASE("reset: clears world, journal and webhooks", "[engine][reset]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  const std::string empty = sandbox.engine.DescribeWorld();
  Populate(sandbox);
  REQUIRE(sandbox.engine.DescribeWorld() != empty);
  sandbox.engine.Reset();
  CHECK(sandbox.engine.DescribeWorld() == empty);
  CHECK(sandbox.engine.ReadClock().now == Start());
  CHECK(sandbox.engine.ReadJournal(0).empty());
  CHECK_FALSE(sandbox.engine.HasOutgoing());
  CHECK_FALSE(sandbox.engine.TakeOutgoing());
  CHECK(sandbox.AdvanceBy(days{30}).empty());
}

TEST_CASE("reset: the same commands reproduce the same world", "[engine][reset]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  Populate(sandbox);
  const std::string first = sandbox.engine.DescribeWorld();
  const Strings webhooks = sandbox.TakeWebhooks();
  sandbox.engine.Reset();
  Populate(sandbox);
  CHECK(sandbox.engine.DescribeWorld() == first);
  CHECK(sandbox.TakeWebhooks() == webhooks);
}

TEST_CASE("reset: keeps the token", "[engine][reset]") {
  TestSandbox sandbox;
  const AccessToken token = GetValue(sandbox.Run(commands::IssueToken{"imp_apikey"})).token;
  sandbox.engine.Reset();
  CHECK(GetErrc(sandbox.Query(commands::CheckToken{token.value})) == kAccepted);
  const AccessToken reissued = GetValue(sandbox.Run(commands::IssueToken{"imp_apikey"})).token;
  CHECK(reissued.value == token.value);
  CHECK(reissued.expired_at == token.expired_at);
}

TEST_CASE("reset: token values are not reused", "[engine][reset]") {
  TestSandbox sandbox;
  const AccessToken first = GetValue(sandbox.Run(commands::IssueToken{"imp_apikey"})).token;
  sandbox.engine.Reset();
  sandbox.AdvanceBy(hours{1});
  CHECK(GetValue(sandbox.Run(commands::IssueToken{"imp_apikey"})).token.value != first.value);
}

TEST_CASE("reset: a live clock returns to the wall clock's time", "[engine][reset]") {
  Setup setup = LiveSetup();
  setup.clock.start = std::nullopt;
  TestSandbox sandbox(setup);
  sandbox.AdvanceBy(days{30});
  FakeWallClock::Advance(hours{1});
  sandbox.engine.Reset();
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
}

TEST_CASE("reset: a manual clock without a start time returns to its initial time",
          "[engine][reset]") {
  Setup setup = StandardSetup();
  setup.clock.start = std::nullopt;
  TestSandbox sandbox(setup);
  sandbox.AdvanceBy(days{30});
  FakeWallClock::Advance(hours{1});
  sandbox.engine.Reset();
  CHECK(sandbox.engine.ReadClock().now == Start());
}

TEST_CASE("reset: clears the next due time", "[engine][reset]") {
  TestSandbox sandbox(LiveSetup());
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  REQUIRE(sandbox.engine.GetNextTimerWallTime() == Start() + hours{1});
  sandbox.engine.Reset();
  CHECK(sandbox.engine.GetNextTimerWallTime() == Instant::max());
}

TEST_CASE("load: replaces the setup that a reset restores", "[engine][reset]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  const ImpUid first = sandbox.Find("order-1").imp_uid;
  Setup setup = SetupWithWebhook("http://other/hook");
  setup.seed = 9;
  setup.clock.start = Start() + days{1};
  setup.merchant.switches.unknown_customer = UnknownCustomer::kNotFound;
  sandbox.engine.Load(setup);

  CHECK(sandbox.engine.seed() == 9);
  CHECK(sandbox.engine.ReadClock().now == Start() + days{1});
  CHECK(sandbox.engine.GetSetup().merchant.webhook.url == "http://other/hook");
  CHECK(GetErrc(sandbox.Query(commands::FindKey{CustomerUid("kim")})) ==
        Errc::kCustomerNotFoundAs404);
  CHECK(GetValue(sandbox.Run(MakeOnetimeCharge("order-1"))).imp_uid != first);
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://other/hook"});

  sandbox.engine.Reset();
  CHECK(sandbox.engine.seed() == 9);
  CHECK(sandbox.engine.ReadClock().now == Start() + days{1});
}

TEST_CASE("load: tokens follow the clock of the new setup", "[engine][reset]") {
  TestSandbox sandbox;
  Setup setup = StandardSetup();
  setup.clock.start = Start() + days{1};
  setup.token_clock = TokenClock::kWall;
  sandbox.engine.Load(setup);
  CHECK(GetValue(sandbox.Run(commands::IssueToken{"imp_apikey"})).now == Start());
  setup.token_clock = TokenClock::kSandbox;
  sandbox.engine.Load(setup);
  CHECK(GetValue(sandbox.Run(commands::IssueToken{"imp_apikey"})).now == Start() + days{1});
}

TEST_CASE("reset: is refused and changes nothing during an advance", "[engine][reset]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK_FALSE(sandbox.engine.Reset());
  CHECK_FALSE(sandbox.engine.Load(StandardSetup()));
  CHECK(GetValue(advance->FireNextTimer(Start() + hours{2})));
  advance.reset();
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK(sandbox.engine.Reset());
  CHECK(sandbox.engine.ReadClock().now == Start());
}

}  // namespace
}  // namespace portone::engine
