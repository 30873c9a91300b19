// SPDX-License-Identifier: MIT
// Names of keys and words from before version 1.0.
#include "json/renamed_names.h"

#include "json/suggestion.h"
#include "support/catch.h"

namespace portone::json {
namespace {

TEST_CASE("renamed: an old name maps to the new name allowed in its place", "[json]") {
  CHECK(FindNewName("when_charged", {"pg", "charge_outcome"}) == "charge_outcome");
  CHECK(FindNewName("claims", {"reservations", "payments"}) == "reservations");
  CHECK(FindNewName("claims", {"customer_uid", "names"}) == "names");
  CHECK_FALSE(FindNewName("when_charged", {"pg"}));
  CHECK_FALSE(FindNewName("charge_outcome", {"charge_outcome"}));
}

TEST_CASE("renamed: the message has the new name rather than the most similar one", "[json]") {
  CHECK(DidYouMean("turn", {"return", "revision"}) == "; it is called \"revision\" now");
  CHECK(DidYouMean("turn", {"torn"}) == "; did you mean \"torn\"?");
}

}  // namespace
}  // namespace portone::json
