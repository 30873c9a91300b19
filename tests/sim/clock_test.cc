// SPDX-License-Identifier: MIT
#include "sim/clock.h"

#include <tuple>

#include "base/invariant.h"
#include "support/test_sandbox.h"

namespace portone::sim {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using testing::FakeWallClock;
using testing::Start;

ClockSettings Settings(ClockMode mode, std::optional<Instant> start = std::nullopt, int speed = 1) {
  return {mode, start, speed};
}

Clock StartClock(const ClockSettings& settings) {
  FakeWallClock::Set(Start());
  return Clock(settings, FakeWallClock::Read);
}

TEST_CASE("clock: starts at the wall clock's time or at the configured start", "[sim][clock]") {
  const ClockMode mode = GENERATE(ClockMode::kManual, ClockMode::kLive, ClockMode::kScaled);
  CHECK(StartClock(Settings(mode)).Now() == Start());
  CHECK(StartClock(Settings(mode, Start() - days{700})).Now() == Start() - days{700});
}

TEST_CASE("clock: each mode follows the wall clock at its own speed", "[sim][clock]") {
  const auto [mode, speed, passed] = GENERATE(table<ClockMode, int, Duration>({
      {ClockMode::kManual, 1, Duration{0}},
      {ClockMode::kLive, 1, Duration{1'500}},
      {ClockMode::kLive, 60, Duration{1'500}},
      {ClockMode::kScaled, 60, Duration{90'000}},
  }));
  Clock clock = StartClock(Settings(mode, Start() + days{1}, speed));
  FakeWallClock::Advance(Duration{1'500});
  CHECK(clock.Now() == Start() + days{1} + passed);
}

TEST_CASE("clock: stops where it is held and resumes from there", "[sim][clock]") {
  const auto [mode, speed, after] = GENERATE(table<ClockMode, int, Duration>({
      {ClockMode::kManual, 1, Duration{0}},
      {ClockMode::kLive, 1, seconds{5}},
      {ClockMode::kScaled, 10, seconds{50}},
  }));
  Clock clock = StartClock(Settings(mode, std::nullopt, speed));
  FakeWallClock::Advance(seconds{5});
  const Instant to = clock.Now() + days{30};
  clock.Hold(to);
  FakeWallClock::Advance(hours{1});
  CHECK(clock.Now() == to);
  CHECK_FALSE(clock.FindWallTime(to + days{1}));
  clock.Release();
  CHECK(clock.Now() == to);
  FakeWallClock::Advance(seconds{5});
  CHECK(clock.Now() == to + after);
}

TEST_CASE("clock: may be held repeatedly but never earlier", "[sim][clock]") {
  Clock clock = StartClock(Settings(ClockMode::kManual));
  clock.Hold(Start() + days{1});
  clock.Hold(Start() + days{1});
  clock.Hold(Start() + days{2});
  CHECK_THROWS_AS(clock.Hold(Start() + days{1}), InvariantViolation);
}

TEST_CASE("clock: does not go backwards when the wall clock does", "[sim][clock]") {
  Clock clock = StartClock(Settings(ClockMode::kLive));
  FakeWallClock::Advance(hours{2});
  CHECK(clock.Now() == Start() + hours{2});
  FakeWallClock::Advance(-hours{1});
  CHECK(clock.Now() == Start() + hours{2});
  FakeWallClock::Advance(hours{2});
  CHECK(clock.Now() == Start() + hours{3});
}

TEST_CASE("clock: converts an instant to wall-clock time", "[sim][clock]") {
  Clock live = StartClock(Settings(ClockMode::kLive, Start() + days{365}));
  CHECK(live.FindWallTime(Start() + days{365} + hours{1}) == Start() + hours{1});

  Clock scaled = StartClock(Settings(ClockMode::kScaled, std::nullopt, 3'600));
  CHECK(scaled.FindWallTime(Start() + hours{2}) == Start() + seconds{2});

  Clock manual = StartClock(Settings(ClockMode::kManual));
  CHECK_FALSE(manual.FindWallTime(Start() + hours{1}));
}

TEST_CASE("clock: has reached an instant at its wall-clock time", "[sim][clock]") {
  const auto [speed, ahead] = GENERATE(table<int, Duration>(
      {{1, Duration{1}}, {3, Duration{1}}, {60, Duration{1'000}}, {60, Duration{59'999}}}));
  CAPTURE(speed);
  Clock clock = StartClock(Settings(ClockMode::kScaled, std::nullopt, speed));
  const Instant instant = clock.Now() + ahead;
  FakeWallClock::Set(clock.FindWallTime(instant).value());
  CHECK(clock.Now() >= instant);
}

TEST_CASE("clock: every mode converts to text and back", "[sim][clock]") {
  const auto [mode, text] =
      GENERATE(table<ClockMode, std::string>({{ClockMode::kManual, "manual"},
                                              {ClockMode::kLive, "live"},
                                              {ClockMode::kScaled, "scaled"}}));
  CHECK(Name(mode) == text);
  CHECK(Parse<ClockMode>(text) == mode);
  CHECK_FALSE(Parse<ClockMode>(text + "!"));
}

TEST_CASE("clock: the operating system's clock returns a plausible time", "[sim][clock]") {
  CHECK(ReadWallClock() > Start() - days{700});
}

}  // namespace
}  // namespace portone::sim
