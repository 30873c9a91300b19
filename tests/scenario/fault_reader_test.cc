// SPDX-License-Identifier: MIT
// Faults that are refused, in scenario files and in the control API.
#include "scenario/fault_reader.h"

#include <string>

#include "scenario/loader.h"
#include "support/catch.h"
#include "support/strip_locations.h"

namespace portone::scenario {
namespace {

std::string LoadAndFail(const std::string& fault) {
  const LoadResult result = LoadText(R"({"faults": [)" + fault + "]}", "x");
  if (result.ok()) return "loaded";
  std::string message = testing::StripLocations(result.error().message);
  const std::string location = "x: /faults/0/";
  for (auto at = message.find(location); at != std::string::npos; at = message.find(location))
    message.erase(at, location.size());
  return message;
}

Fault Read(const std::string& fault) {
  const LoadResult result = LoadText(R"({"faults": [)" + fault + "]}", "x");
  INFO((result.ok() ? "" : result.error().message));
  REQUIRE(result.ok());
  REQUIRE(result.value().faults->size() == 1);
  return result.value().faults->front();
}

std::string MakeFault(const std::string& operation, const std::string& then,
                      const std::string& rest = "") {
  return R"({"when": {"operation": ")" + operation + R"("}, "then": {)" + then + "}" + rest + "}";
}

}  // namespace

TEST_CASE("scenario: omitted keys of a fault have defaults", "[scenario][fault]") {
  const Fault fault = Read(R"({"when": {"operation": "charge"}, "then": {"close": true}})");
  CHECK(fault.skip == 0);
  CHECK(fault.times == 1);
  CHECK(fault.probability == 100);
  CHECK(fault.at == FaultPoint::kBefore);
  CHECK(fault.then.delay == Duration{0});
  CHECK_FALSE(fault.when.path);
}

TEST_CASE("scenario: faults keep their order and are numbered", "[scenario][fault]") {
  const LoadResult result = LoadText(R"({"faults": [
      {"when": {"operation": "charge"}, "then": {"close": true}},
      {"when": {"operation": "webhook"}, "then": {"drop": true}}]})",
                                     "x");
  REQUIRE(result.ok());
  const engine::Setup setup = MergeIntoSetup({}, result.value());
  REQUIRE(setup.faults.All().size() == 2);
  CHECK(setup.faults.All()[1].id == 2);
  CHECK(setup.faults.All()[1].when.operation == FaultOperation::kWebhook);
}

TEST_CASE("scenario: a list of faults replaces the earlier one, which stays without a list",
          "[scenario][fault]") {
  engine::Setup base;
  base.faults = FaultPlan({Fault{}, Fault{}});
  CHECK(MergeIntoSetup(base, LoadText("{}", "x").value()).faults.All().size() == 2);
  CHECK(MergeIntoSetup(base, LoadText(R"({"faults": []})", "x").value()).faults.empty());
}

TEST_CASE("scenario: the matchers of a fault must be valid", "[scenario][fault]") {
  const std::string then = R"(, "then": {"delay": "1s"}})";
  const auto [when, message] = GENERATE(table<std::string, std::string>({
      {R"({})", "when/operation: is missing"},
      {R"({"operation": "refund"})",
       R"(when/operation: must be one of "charge" "issue_billing_key" "cancel" )"
       R"("certification" "other_gateway_call" "receipt" "request" "webhook", not "refund")"},
      {R"({"operation": "charge", "custmer_uid": "kim"})",
       R"(when/custmer_uid: unknown key; did you mean "customer_uid"?)"},
      {R"({"operation": "charge", "customer_uid": ""})", "when/customer_uid: must not be empty"},
      {R"({"operation": "charge", "merchant_uid": 5})", "when/merchant_uid: must be a string"},
      {R"({"operation": "charge", "pg": "kcpp"})",
       R"(when/pg: no gateway is called "kcpp"; did you mean "kcp"?)"},
      {R"({"operation": "charge", "card": "1234"})",
       "when/card: must be 14 to 16 digits, some of which may be masked with stars"},
      {R"({"operation": "charge", "card": "1234-1234-1234-123x"})",
       "when/card: must be 14 to 16 digits, some of which may be masked with stars"},
      {R"({"operation": "request", "path": "payments"})",
       R"(when/path: must begin with "/" or "*")"},
      {R"({"operation": "request", "path": "/payments?x=1"})",
       "when/path: must not contain a query"},
      {R"({"operation": "request", "method": "get"})",
       R"(when/method: must be one of "GET" "POST" "PUT" "DELETE", not "get")"},
      {R"({"operation": "webhook", "status": "payed"})",
       R"(when/status: must be one of "ready" "paid" "cancelled" "failed", not "payed")"},
      {R"({"operation": "charge", "method": "GET"})",
       R"(when/method: does not apply to the operation "charge")"},
      {R"({"operation": "charge", "status": "paid"})",
       R"(when/status: does not apply to the operation "charge")"},
      {R"({"operation": "request", "pg": "kcp"})",
       R"(when/pg: does not apply to the operation "request")"},
      {R"({"operation": "request", "card": "12341234123412"})",
       R"(when/card: does not apply to the operation "request")"},
      {R"({"operation": "webhook", "path": "*"})",
       R"(when/path: does not apply to the operation "webhook")"},
      {R"({"operation": "issue_billing_key", "merchant_uid": "a"})",
       R"(when/merchant_uid: does not apply to the operation "issue_billing_key")"},
  }));
  CHECK(LoadAndFail(R"({"when": )" + when + then) == message);
}

TEST_CASE("scenario: the effect of a fault must be valid", "[scenario][fault]") {
  const auto [operation, then, message] = GENERATE(table<std::string, std::string, std::string>({
      {"charge", "", "then/delay: is missing; give a delay or another effect"},
      {"charge", R"("close": true, "reset": true)",
       R"(then/reset: cannot be combined with "close")"},
      {"charge", R"("clse": true)",
       "then/delay: is missing; give a delay or another effect\n"
       R"(then/clse: unknown key; did you mean "close"?)"},
      {"charge", R"("close": false)", "then/close: must be true or left out"},
      {"charge", R"("close": "yes")", "then/close: must be true or false"},
      {"charge", R"("drop": true)", R"(then/drop: does not apply to the operation "charge")"},
      {"cancel", R"("reorder": true)", R"(then/reorder: does not apply to the operation "cancel")"},
      {"request", R"("decline": "lost_card")",
       R"(then/decline: does not apply to the operation "request")"},
      {"webhook", R"("decline": "lost_card")",
       R"(then/decline: does not apply to the operation "webhook")"},
      {"webhook", R"("error": {"status": 500, "message": "x"})",
       R"(then/error: does not apply to the operation "webhook")"},
      {"webhook", R"("timeout": true)",
       R"(then/timeout: does not apply to the operation "webhook")"},
      {"charge", R"("decline": "bad_mood")",
       R"(then/decline: must be one of "unknown_bin" "wrong_number" "wrong_expiry" "wrong_cvc" )"
       R"("wrong_password" "wrong_birth" "too_many_password_tries" "card_not_supported" )"
       R"("kb_on_test_mid" "declined" "insufficient_funds" "limit_exceeded" "lost_card" )"
       R"("stolen_card" "expired_card" "issuer_down" "revoked_card" )"
       R"("already_cancelled_at_gateway" "no_partial_cancel_check_card" )"
       R"("no_partial_cancel_easy_pay" "exceeds_unsettled_amount" "wrong_field" "wrong_merchant" )"
       R"("underage" "not_identified", not "bad_mood")"},
      {"charge", R"("decline": {"code": "CC10"})", "then/decline/message: is missing"},
      {"charge", R"("decline": {"code": "CC10", "message": "x", "status": 1})",
       "then/decline/status: unknown key"},
      {"charge", R"("error": {"message": "x"})", "then/error/status: is missing"},
      {"charge", R"("error": {"status": 200, "message": "x"})",
       "then/error/status: must be a whole number from 400 to 599"},
      {"charge", R"("error": {"status": 500, "code": 0, "message": "x"})",
       "then/error/code: must not be 0, which means success"},
      {"charge", R"("error": {"status": 500})", "then/error/message: is missing"},
      {"charge", R"("delay": "soon")",
       R"(then/delay: must be a duration like "2s", at most "10m")"},
      {"charge", R"("delay": "0s")", R"(then/delay: must be a duration like "2s", at most "10m")"},
      {"charge", R"("delay": "11m")", R"(then/delay: must be a duration like "2s", at most "10m")"},
      {"charge", R"("delay": "P1M")", R"(then/delay: must be a duration like "2s", at most "10m")"},
      {"webhook", R"("delay": "366d")",
       R"(then/delay: must be a duration like "2s", at most "365d")"},
      {"charge", R"("timeout": true, "delay": "1s")",
       R"(then/delay: cannot be combined with "timeout")"},
      {"webhook", R"("drop": true, "delay": "1s")",
       R"(then/delay: cannot be combined with "drop")"},
      {"webhook", R"("reorder": true, "delay": "1s")",
       R"(then/delay: cannot be combined with "reorder")"},
  }));
  CAPTURE(operation, then);
  CHECK(LoadAndFail(MakeFault(operation, then)) == message);
}

TEST_CASE("scenario: the repetition and the point of a fault must be valid", "[scenario][fault]") {
  const auto [fault, message] = GENERATE(table<std::string, std::string>({
      {"{}", "when: is missing\nthen: is missing"},
      {"5", "x: /faults/0: must be an object"},
      {MakeFault("charge", R"("close": true)", R"(, "tmes": 2)"),
       R"(tmes: unknown key; did you mean "times"?)"},
      {MakeFault("charge", R"("close": true)", R"(, "times": 0)"),
       "times: must be a whole number from 1 to 1000000000"},
      {MakeFault("charge", R"("close": true)", R"(, "times": "never")"),
       R"(times: must be one of "always", not "never")"},
      {MakeFault("charge", R"("close": true)", R"(, "skip": -1)"),
       "skip: must be a whole number from 0 to 1000000000"},
      {MakeFault("charge", R"("close": true)", R"(, "probability": 0)"),
       "probability: must be a whole number from 1 to 100"},
      {MakeFault("charge", R"("close": true)", R"(, "probability": 0.5)"),
       "probability: must be a whole number from 1 to 100"},
      {MakeFault("charge", R"("close": true)", R"(, "at": "during")"),
       R"(at: must be one of "before" "after", not "during")"},
      {MakeFault("webhook", R"("drop": true)", R"(, "at": "after")"),
       R"(at: "after" does not apply to the operation "webhook")"},
      {MakeFault("charge", R"("decline": "lost_card")", R"(, "at": "after")"),
       R"(at: "after" cannot be combined with "decline")"},
  }));
  CHECK(LoadAndFail(fault) == message);
}

TEST_CASE("scenario: a problem with a card does not repeat it", "[scenario][fault][secret]") {
  const std::string message = LoadAndFail(
      R"({"when": {"operation": "charge", "card": "12341234123412341"}, "then": {"close": true}})");
  CHECK(message.find("1234123") == std::string::npos);
  CHECK(message != "loaded");
}

}  // namespace portone::scenario
