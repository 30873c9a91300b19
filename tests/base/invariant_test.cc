// SPDX-License-Identifier: MIT
#include "base/invariant.h"

#include "base/instant.h"
#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("invariant: a violation throws with message, condition and source location", "[base]") {
  const int stock = -1;
  try {
    PORTONE_INVARIANT(stock >= 0, "the stock is negative");
    FAIL("nothing was thrown");
  } catch (const InvariantViolation& bug) {
    const std::string what = bug.what();
    CHECK_THAT(what, Catch::Contains("the stock is negative"));
    CHECK_THAT(what, Catch::Contains("stock >= 0"));
    CHECK_THAT(what, Catch::Contains("invariant_test.cc:"));
  }
}

TEST_CASE("invariant: a condition that holds has no effect and is evaluated once", "[base]") {
  int evaluated = 0;
  PORTONE_INVARIANT(++evaluated == 1, "counted");
  CHECK(evaluated == 1);
}

TEST_CASE("instant: unix seconds are rounded down", "[base]") {
  CHECK(ToUnixSeconds(FromUnixSeconds(1'661'284'500)) == 1'661'284'500);
  CHECK(ToUnixSeconds(FromUnixSeconds(10) + Duration{999}) == 10);
  CHECK(ToUnixSeconds(FromUnixSeconds(0) - Duration{1}) == -1);
}

}  // namespace
}  // namespace portone
