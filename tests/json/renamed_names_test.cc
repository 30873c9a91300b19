// SPDX-License-Identifier: MIT
// Names of keys and words from before version 1.0.
#include "json/renamed_names.h"

#include "json/suggestion.h"
#include "support/catch.h"

namespace portone::json {
namespace {

TEST_CASE("renamed: an old name maps to the new name allowed in its place", "[json]") {
  CHECK(FindNewName("when_charged", {"pg", "charge_outcome"}) == "charge_outcome");
  CHECK(FindNewName("claims", {"reservations", "agenda"}) == "reservations");
  CHECK(FindNewName("claims", {"customer_uid", "names"}) == "names");
  CHECK(FindNewName("wrong_tries", {"code", "failed_attempts", "method"}) == "failed_attempts");
  CHECK(FindNewName("cut", {"accept", "refuse", "truncate"}) == "truncate");
  CHECK(FindNewName("gateway_call", {"charge", "other_gateway_call"}) == "other_gateway_call");
  CHECK(FindNewName("first send", {"initial", "retry"}) == "initial");
  CHECK(FindNewName("attempts", {"state", "attempt_count"}) == "attempt_count");
  CHECK(FindNewName("allow-page-url", {"port", "allow-notice-host"}) == "allow-notice-host");
  CHECK_FALSE(FindNewName("when_charged", {"pg"}));
  CHECK_FALSE(FindNewName("charge_outcome", {"charge_outcome"}));
}

TEST_CASE("renamed: a common word is an old name only in the record that had it", "[json]") {
  CHECK(FindNewName("of", {"at", "kind", "operation"}) == "operation");
  CHECK_FALSE(FindNewName("of", {"operation", "path"}));  // `when` of a fault
  CHECK(FindNewName("asked", {"approved", "revision"}) == "revision");
  CHECK(FindNewName("asked", {"notify", "revision"}) == "revision");
  CHECK_FALSE(FindNewName("asked", {"schedule_at", "revision"}));
  CHECK(FindNewName("turn", {"schedule_at", "revision"}) == "revision");
  CHECK_FALSE(FindNewName("turn", {"approved", "revision"}));
  CHECK(FindNewName("names", {"reserved_names", "may_replace_own"}) == "reserved_names");
  CHECK_FALSE(FindNewName("names", {"reserved_names"}));
  CHECK_FALSE(FindNewName("delivery", {"webhook", "channels"}));  // `given`
  CHECK_FALSE(FindNewName("failed", {"failed_channels"}));
  CHECK(FindNewName("act", {"product_order_id", "operation"}) == "operation");
  CHECK_FALSE(FindNewName("act", {"operation", "path"}));
  CHECK(FindNewName("reason", {"at", "trigger", "response_body"}) == "trigger");
  CHECK(FindNewName("reason", {"at", "kind", "webhook", "trigger"}) == "trigger");
  CHECK_FALSE(FindNewName("reason", {"trigger"}));
}

TEST_CASE("renamed: the message has the new name rather than the most similar one", "[json]") {
  CHECK(DescribeSuggestion("turn", {"return", "revision", "kind"}) ==
        "; it is called \"revision\" now");
  CHECK(DescribeSuggestion("turn", {"torn"}) == "; did you mean \"torn\"?");
}

}  // namespace
}  // namespace portone::json
