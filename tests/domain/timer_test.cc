// SPDX-License-Identifier: MIT
// The names of the kinds of timers.
#include "domain/timer.h"

#include <algorithm>

#include "support/catch.h"

namespace portone {
namespace {

struct Unnamed {};

struct Empty {
  static constexpr std::string_view kName = "";
};

template <class Timers>
constexpr bool kHasNames = requires {
  TimerNames<Timers>::kNames;
};

TEST_CASE("timers: a variant with a kind that has no name does not compile", "[domain]") {
  STATIC_REQUIRE(kHasNames<Timer>);
  STATIC_REQUIRE(kHasNames<std::variant<ChargeSchedule, Pingback>>);
  STATIC_REQUIRE_FALSE(kHasNames<std::variant<ChargeSchedule, Pingback, Unnamed>>);
  STATIC_REQUIRE_FALSE(kHasNames<std::variant<ChargeSchedule, Pingback, Empty>>);
}

TEST_CASE("timers: each kind is found by its index in the variant", "[domain]") {
  CHECK(kTimerNames.at(Timer(ChargeSchedule{}).index()) == "charge_schedule");
  CHECK(kTimerNames.at(Timer(AttemptWebhook{}).index()) == "attempt_webhook");
  CHECK(kTimerNames.at(Timer(RecoverSchedules{}).index()) == "recover_schedules");
  CHECK(kTimerNames.at(Timer(ExpireVbank{}).index()) == "expire_vbank");
  CHECK(kTimerNames.at(Timer(Pingback{}).index()) == "pingback");
}

TEST_CASE("timers: no two kinds have the same name", "[domain]") {
  auto names = kTimerNames;
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

}  // namespace
}  // namespace portone
