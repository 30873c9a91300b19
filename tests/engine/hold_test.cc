// SPDX-License-Identifier: MIT
// Entering a sandbox without waiting, and what can be read of a sandbox that another thread holds.
#include <future>
#include <optional>
#include <string>
#include <thread>

#include "engine/advance.h"
#include "engine/engine.h"
#include "support/catch.h"
#include "support/test_sandbox.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

bool CanOtherThreadEnter(Engine& engine) {
  return std::async(std::launch::async, [&] { return engine.TryEnter().owns_lock(); }).get();
}

}  // namespace

TEST_CASE("engine: a thread that has entered a sandbox can call it, others cannot enter",
          "[engine]") {
  TestSandbox sandbox;
  {
    const Engine::Hold hold = sandbox.engine.TryEnter();
    REQUIRE(hold.owns_lock());
    GetValue(sandbox.Run(Issue("kim")));
    CHECK(sandbox.engine.TryEnter().owns_lock());
    CHECK_FALSE(CanOtherThreadEnter(sandbox.engine));
    CHECK_FALSE(CanOtherThreadEnter(sandbox.engine));  // also when it does not wait at all
  }
  CHECK(CanOtherThreadEnter(sandbox.engine));
}

TEST_CASE("engine: a sandbox with a timer that is due is not entered", "[engine]") {
  TestSandbox sandbox(LiveSetup());
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  CHECK(sandbox.engine.TryEnter().owns_lock());
  FakeWallClock::Advance(hours{1});
  CHECK_FALSE(sandbox.engine.TryEnter().owns_lock());
  sandbox.engine.CatchUp();
  CHECK(sandbox.engine.TryEnter().owns_lock());
}

TEST_CASE("engine: the time can be read while another thread is in the sandbox", "[engine]") {
  TestSandbox sandbox(LiveSetup());
  const Engine::Hold hold = sandbox.engine.TryEnter();
  FakeWallClock::Advance(hours{1});
  CHECK(std::async(std::launch::async, [&] { return sandbox.engine.Now(); }).get() ==
        Start() + hours{1});
}

TEST_CASE("engine: the time that is read without the lock follows every change of the clock",
          "[engine]") {
  TestSandbox sandbox;
  CHECK(sandbox.engine.Now() == Start());
  CHECK_FALSE(sandbox.engine.SetClock({{}, {}, Start() + hours{1}}));
  CHECK(sandbox.engine.Now() == Start() + hours{1});
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  advance->MoveTo(Start() + hours{2});
  CHECK(sandbox.engine.Now() == Start() + hours{2});
  REQUIRE(advance->End(Start() + hours{3}));
  CHECK(sandbox.engine.Now() == Start() + hours{3});
  sandbox.engine.Reset();
  CHECK(sandbox.engine.Now() == Start());
}

}  // namespace portone::engine
