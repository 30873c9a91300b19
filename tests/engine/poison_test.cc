// SPDX-License-Identifier: MIT
// An exception in a command blocks its sandbox until it is reset.
#include <new>
#include <optional>

#include "base/invariant.h"
#include "domain/errors.h"
#include "engine/advance.h"
#include "engine/engine.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

/// A command that fails an invariant after half of its changes, unless `at` is in the future.
struct FailInvariant {
  Instant at;
};

Result<Done> Apply(Tx& tx, const FailInvariant& command) {
  tx.world.tokens_issued += 1;
  tx.agenda.Put(command.at, AttemptWebhook{1});
  PORTONE_INVARIANT(tx.now < command.at, "the command failed");
  return Done{};
}

/// A query that fails an invariant.
struct FailQuery {};

Result<Done> Handle(const View& view, const FailQuery& /*query*/) {
  PORTONE_INVARIANT(view.now == Instant::max(), "the query failed");
  return Done{};
}

/// A command and a query for which there is not enough memory.
struct ExhaustMemory {};

Result<Done> Apply(Tx& tx, const ExhaustMemory& /*command*/) {
  tx.world.tokens_issued += 1;
  throw std::bad_alloc();
}

Result<Done> Handle(const View& /*view*/, const ExhaustMemory& /*query*/) {
  throw std::bad_alloc();
}

/// Puts a timer for an unknown schedule on the agenda.
struct AddBadTimer {
  Instant at;
};

Result<Done> Apply(Tx& tx, const AddBadTimer& command) {
  tx.agenda.Put(command.at, ChargeSchedule{999});
  return Done{};
}

}  // namespace
}  // namespace portone::commands

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using commands::AddBadTimer;
using commands::ExhaustMemory;
using commands::FailInvariant;
using commands::FailQuery;
using std::chrono::hours;

/// Poisons a sandbox.
void Poison(TestSandbox& sandbox) {
  REQUIRE(GetErrc(sandbox.Run(FailInvariant{Start()})) == Errc::kPoisoned);
}

TEST_CASE("poison: the error has the message, the seed and the journal position",
          "[engine][poison]") {
  Setup setup = StandardSetup();
  setup.seed = 4711;
  TestSandbox sandbox(setup);
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-2")));
  const std::string message = GetMessage(sandbox.Run(FailInvariant{Start()}));
  CHECK_THAT(message, Catch::Contains("the command failed"));
  CHECK_THAT(message, Catch::Contains("seed 4711"));
  CHECK_THAT(message, Catch::Contains("journal position 2"));
  CHECK(sandbox.engine.ReadJournal(0).size() == 2);
}

TEST_CASE("poison: all later calls return the same error", "[engine][poison]") {
  TestSandbox sandbox;
  const std::string first = GetMessage(sandbox.Run(FailInvariant{Start()}));
  CHECK(GetMessage(sandbox.Run(MakeOnetimeCharge("order-1"))) == first);
  CHECK(GetMessage(sandbox.Query(commands::ListWebhookDeliveries{})) == first);
  CHECK(GetMessage(sandbox.Run(FailInvariant{Start() + hours{1}})) == first);
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK(GetMessage(advance->FireNextTimer(Start())) == first);
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: a bug in a query poisons the sandbox, too", "[engine][poison]") {
  TestSandbox sandbox;
  CHECK(GetErrc(sandbox.Query(FailQuery{})) == Errc::kPoisoned);
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: a change for which there is not enough memory poisons the sandbox, and says so",
          "[engine][poison]") {
  TestSandbox sandbox;
  CHECK_THAT(GetMessage(sandbox.Run(ExhaustMemory{})),
             Catch::StartsWith("portone-emulator ran out of memory during a change"));
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: a query for which there is not enough memory changes nothing",
          "[engine][poison]") {
  TestSandbox sandbox;
  CHECK_THAT(GetMessage(sandbox.Query(ExhaustMemory{})),
             Catch::StartsWith("portone-emulator ran out of memory; "));
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == kAccepted);
}

TEST_CASE("poison: a bug in a timer stops an advance", "[engine][poison]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(AddBadTimer{Start() + hours{1}}));
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK(GetErrc(advance->FireNextTimer(Start() + hours{2})) == Errc::kPoisoned);
  advance.reset();
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: an advance of a poisoned sandbox can be ended", "[engine][poison]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(AddBadTimer{Start() + hours{1}}));
  Poison(sandbox);
  std::optional<Advance> advance = Advance::Begin(sandbox.engine);
  REQUIRE(advance);
  CHECK(GetErrc(advance->FireNextTimer(Start() + hours{2})) == Errc::kPoisoned);
  CHECK(advance->End(Start() + hours{2}));
}

TEST_CASE("poison: the next caller gets the error of a timer fired by CatchUp",
          "[engine][poison]") {
  TestSandbox sandbox(LiveSetup());
  GetValue(sandbox.Run(AddBadTimer{Start() + hours{1}}));
  FakeWallClock::Advance(hours{1});
  sandbox.engine.CatchUp();
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: a reset ends it", "[engine][poison]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  Poison(sandbox);
  sandbox.engine.Reset();
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == kAccepted);
  CHECK(sandbox.AdvanceBy(hours{24}).empty());
}

TEST_CASE("poison: a command that succeeds does not poison the sandbox", "[engine][poison]") {
  TestSandbox sandbox;
  CHECK(GetErrc(sandbox.Run(FailInvariant{Start() + hours{1}})) == kAccepted);
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-1"))) == kAccepted);
}

TEST_CASE("poison: does not affect other sandboxes", "[engine][poison]") {
  TestSandbox poisoned;
  TestSandbox other;
  Poison(poisoned);
  CHECK(GetErrc(other.Run(MakeOnetimeCharge("order-1"))) == kAccepted);
}

}  // namespace
}  // namespace portone::engine
