// SPDX-License-Identifier: MIT
// A bug in a command stops its sandbox until it is reset.
#include "base/invariant.h"
#include "engine/engine.h"
#include "support/world_builder.h"

namespace portone::commands {
namespace {

/// A command with a bug that shows after it has changed half of what it wanted.
struct Stumble {
  Instant at;
};

Result<Done> Apply(Tx& tx, const Stumble& command) {
  tx.world.tokens_issued += 1;
  tx.agenda.Put(command.at, AttemptWebhook{1});
  PORTONE_INVARIANT(tx.now < command.at, "the command stumbled");
  return Done{};
}

/// A query with a bug.
struct Blink {};

Result<Done> Answer(const View& view, const Blink& /*query*/) {
  PORTONE_INVARIANT(view.now == Instant::max(), "the query blinked");
  return Done{};
}

/// Puts a timer on the agenda whose subject does not exist.
struct PlantBomb {
  Instant at;
};

Result<Done> Apply(Tx& tx, const PlantBomb& command) {
  tx.agenda.Put(command.at, ChargeSchedule{999});
  return Done{};
}

}  // namespace
}  // namespace portone::commands

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using commands::Blink;
using commands::PlantBomb;
using commands::Stumble;
using std::chrono::hours;

/// Stops a sandbox for good.
void Poison(TestSandbox& sandbox) {
  REQUIRE(OutcomeOf(sandbox.Run(Stumble{Start()})) == Errc::kPoisoned);
}

TEST_CASE("poison: a bug in a command is told with the seed and the place in the journal",
          "[engine][poison]") {
  Setup setup = StandardSetup();
  setup.seed = 4711;
  TestSandbox sandbox(setup);
  ValueOf(sandbox.Run(Once("order-1")));
  ValueOf(sandbox.Run(Once("order-2")));
  const std::string message = MessageOf(sandbox.Run(Stumble{Start()}));
  CHECK_THAT(message, Catch::Contains("the command stumbled"));
  CHECK_THAT(message, Catch::Contains("seed 4711"));
  CHECK_THAT(message, Catch::Contains("journal position 2"));
  CHECK(sandbox.engine.ReadJournal(0).size() == 2);
}

TEST_CASE("poison: everything after it gets the same answer", "[engine][poison]") {
  TestSandbox sandbox;
  const std::string first = MessageOf(sandbox.Run(Stumble{Start()}));
  CHECK(MessageOf(sandbox.Run(Once("order-1"))) == first);
  CHECK(MessageOf(sandbox.Ask(commands::ListDeliveries{})) == first);
  CHECK(MessageOf(sandbox.Run(Stumble{Start() + hours{1}})) == first);
  CHECK(MessageOf(sandbox.engine.StepToNextDue(Start())) == first);
  CHECK(OutcomeOf(sandbox.Run(Once("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: a bug in a query counts as well", "[engine][poison]") {
  TestSandbox sandbox;
  CHECK(OutcomeOf(sandbox.Ask(Blink{})) == Errc::kPoisoned);
  CHECK(OutcomeOf(sandbox.Run(Once("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: a bug in a timer stops the clock's steps", "[engine][poison]") {
  TestSandbox sandbox;
  ValueOf(sandbox.Run(PlantBomb{Start() + hours{1}}));
  REQUIRE(sandbox.engine.BeginAdvance());
  CHECK(OutcomeOf(sandbox.engine.StepToNextDue(Start() + hours{2})) == Errc::kPoisoned);
  sandbox.engine.AbandonAdvance();
  CHECK(sandbox.engine.ReadClock().now == Start() + hours{1});
  CHECK(OutcomeOf(sandbox.Run(Once("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: an advance of a sandbox that has stopped ends all the same",
          "[engine][poison]") {
  TestSandbox sandbox;
  ValueOf(sandbox.Run(PlantBomb{Start() + hours{1}}));
  Poison(sandbox);
  REQUIRE(sandbox.engine.BeginAdvance());
  CHECK(OutcomeOf(sandbox.engine.StepToNextDue(Start() + hours{2})) == Errc::kPoisoned);
  CHECK(sandbox.engine.EndAdvance(Start() + hours{2}));
}

TEST_CASE("poison: a bug in a timer that fires by itself is told to the next caller",
          "[engine][poison]") {
  TestSandbox sandbox(LiveSetup());
  ValueOf(sandbox.Run(PlantBomb{Start() + hours{1}}));
  FakeWall::Pass(hours{1});
  sandbox.engine.CatchUp();
  CHECK(OutcomeOf(sandbox.Run(Once("order-1"))) == Errc::kPoisoned);
}

TEST_CASE("poison: a reset cures it", "[engine][poison]") {
  TestSandbox sandbox;
  ValueOf(sandbox.Run(Once("order-1")));
  Poison(sandbox);
  sandbox.engine.Reset();
  CHECK(OutcomeOf(sandbox.Run(Once("order-1"))) == kAccepted);
  CHECK(sandbox.AdvanceBy(hours{24}).empty());
}

TEST_CASE("poison: a command that stumbles not is not affected", "[engine][poison]") {
  TestSandbox sandbox;
  CHECK(OutcomeOf(sandbox.Run(Stumble{Start() + hours{1}})) == kAccepted);
  CHECK(OutcomeOf(sandbox.Run(Once("order-1"))) == kAccepted);
}

TEST_CASE("poison: one sandbox does not stop another", "[engine][poison]") {
  TestSandbox sick;
  TestSandbox well;
  Poison(sick);
  CHECK(OutcomeOf(well.Run(Once("order-1"))) == kAccepted);
}

}  // namespace
}  // namespace portone::engine
