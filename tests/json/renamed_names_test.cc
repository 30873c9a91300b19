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
  CHECK(FindNewName("charged", {"revision", "attempted", "recovery_done"}) == "attempted");
  CHECK(FindNewName("recovered", {"revision", "attempted", "recovery_done"}) == "recovery_done");
  CHECK(FindNewName("faults_made", {"faults", "last_fault_id"}) == "last_fault_id");
  CHECK(FindNewName("points", {"benepia_user", "deposited_amount"}) == "deposited_amount");
  CHECK(FindNewName("cancelled_at_kcp", {"cancel_ip", "cancelled_in_kcp_console"}) ==
        "cancelled_in_kcp_console");
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
