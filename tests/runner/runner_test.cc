// SPDX-License-Identifier: MIT
// Running scenarios: steps, replies, expectations and failures.
#include "runner/runner.h"

#include "runner/report_formats.h"
#include "runner/timeline.h"
#include "support/run_scenario.h"

namespace portone::runner {
namespace {

using testing::FormatFailures;
using testing::RunScenarioText;

constexpr const char* kIssueKeyStep = R"({"post": "/subscribe/customers/kim", "body": {
    "card_number": "1234-1234-1234-1234", "expiry": "2030-12", "birth": "820213",
    "pwd_2digit": "00", "pg": "kcp"}, "as": "key"})";

/// A scenario with these steps, after a KCP key was issued.
std::string WithKeyIssued(const std::string& steps) {
  return R"({"steps": [)" + std::string(kIssueKeyStep) + ", " + steps + "]}";
}

std::string MakeChargeStep(const std::string& rest = "") {
  return R"({"post": "/subscribe/payments/again", "body": {"customer_uid": "kim",
      "merchant_uid": "order-1", "amount": 9900, "name": "월 구독"})" +
         rest + "}";
}

TEST_CASE("runner: the timeline shows each step and event with its time", "[runner]") {
  const Report report = RunScenarioText(R"({
    "about": "A month of kim.",
    "clock": {"start": "2024-01-31T09:00:00+09:00"},
    "steps": [)" + std::string(kIssueKeyStep) +
                                        R"(,
      {"post": "/subscribe/payments/schedule", "note": "on the last day of February",
       "body": {"customer_uid": "kim", "schedules": [
         {"merchant_uid": "order-1", "schedule_at": "${now+P1M}", "amount": 9900}]}},
      {"advance": "P1M"},
      {"get": "/payments/find/order-1", "reply": {"response": {"status": "paid"}}}],
    "expect": [{"webhooks": {"merchant_uid": "order-1"}, "count": 1}]})");
  CHECK(FormatTimeline(report, true) == R"(ok   scenario.json  A month of kim.
    2024-01-31 09:00:00  POST /subscribe/customers/kim                       200 0
                         # on the last day of February
    2024-01-31 09:00:00  POST /subscribe/payments/schedule                   200 0
    2024-01-31 09:00:00  advance P1M                                         200
    2024-02-29 09:00:00    charge_schedule order-1: paid
    2024-02-29 09:00:00    webhook paid order-1: 200
    2024-02-29 09:00:00  GET /payments/find/order-1                          200 0
    expected  {"webhooks":{"merchant_uid":"order-1"},"count":1}
)");
  CHECK(FormatTimeline(report, false) == "ok   scenario.json  A month of kim.\n");
}

TEST_CASE("runner: the webhook of a cancellation can be expected by its cancellation_id",
          "[runner]") {
  const Report report = RunScenarioText(R"({
    "given": {"webhook": {"url": "http://localhost/webhook"},
              "payments": [{"merchant_uid": "o", "amount": 9900}]},
    "steps": [{"action": "cancel", "body": {"merchant_uid": "o"}}],
    "expect": [{"webhooks": {"cancellation_id": {"like": "*"}}, "count": 1}]})");
  CHECK(FormatFailures(report).empty());
}

TEST_CASE("runner: a step's body reaches the emulator in the order in which it was written",
          "[runner]") {
  const Report report = RunScenarioText(R"({"steps": [
      {"post": "/payments/prepare", "body": {"merchant_uid": "z-1", "amount": 100}},
      {"get": "/_emulator/requests", "reply": 0}]})");
  CHECK_THAT(FormatFailures(report),
             Catch::Contains(R"({\"merchant_uid\":\"z-1\",\"amount\":100})"));
}

TEST_CASE("runner: an expected reply is shown in the order in which it was written", "[runner]") {
  const Report report = RunScenarioText(R"({"steps": [
      {"get": "/payments/prepare/z-1", "status": 404,
       "reply": {"response": {"z": {"b": 1, "a": 2}}}}]})");
  CHECK_THAT(FormatFailures(report), Catch::Contains(R"(response: {"z":{"b":1,"a":2}} -> null)"));
}

TEST_CASE("runner: a mismatch is reported with its differences", "[runner]") {
  const auto [steps, failures] = GENERATE_COPY(table<std::string, std::string>({
      {MakeChargeStep(), ""},
      {MakeChargeStep(R"(, "reply": {"response": {"status": "paid", "amount": 9900}})"), ""},
      {MakeChargeStep(R"(, "reply": {"response": {"status": "failed", "amount": 9901}})"),
       "scenario.json: /steps/1 (POST /subscribe/payments/again): reply differs"
       " | response.status: \"failed\" -> \"paid\" | response.amount: 9901 -> 9900\n"},
      {MakeChargeStep(R"(, "reply": {"response": {"amount": "9900"}})"),
       "scenario.json: /steps/1 (POST /subscribe/payments/again): reply differs"
       " | response.amount: \"9900\" -> 9900\n"},
      {MakeChargeStep(R"(, "reply": {"response": {"cancel_history": [{}]}})"),
       "scenario.json: /steps/1 (POST /subscribe/payments/again): reply differs"
       " | response.cancel_history: [{}] -> []\n"},
      {MakeChargeStep(R"(, "status": 404)"),
       "scenario.json: /steps/1 (POST /subscribe/payments/again): expected HTTP 404, got 200"
       " | status: 404 -> 200\n"},
      {MakeChargeStep(R"(, "lost": true)"),
       "scenario.json: /steps/1 (POST /subscribe/payments/again): expected no reply, got HTTP "
       "200\n"},
      {R"({"get": "/payments/imp_0"})",
       "scenario.json: /steps/1 (GET /payments/imp_0): expected HTTP 200, got 404: 존재하지 않는 "
       "결제정보입니다. | status: 200 -> 404\n"},
      {R"({"get": "/payments/imp_0", "status": 404})", ""},
      {R"({"get": "/subscribe/customers/lee"})",
       "scenario.json: /steps/1 (GET /subscribe/customers/lee): expected success, got code 1: "
       "요청하신 "
       "customer_uid(lee)로 등록된 정보를 찾을 수 없습니다. | code: 0 -> 1\n"},
      {R"({"get": "/subscribe/customers/lee", "reply": {"response": null}})",
       "scenario.json: /steps/1 (GET /subscribe/customers/lee): expected success, got code 1: "
       "요청하신 "
       "customer_uid(lee)로 등록된 정보를 찾을 수 없습니다. | code: 0 -> 1\n"},
      {R"({"get": "/subscribe/customers/lee", "reply": {"code": 1}})", ""},
      {R"({"get": "/payments/x", "token": null, "status": 401})", ""},
      {R"({"get": "/payments/${key.response.nothing}"})",
       "scenario.json: /steps/1 (GET /payments/${key.response.nothing}): the reply to key has no "
       "response.nothing; it has "},
      {R"({"advance": {"to": "2020-01-01T00:00:00Z"}})",
       "scenario.json: /steps/1 (advance 2020-01-01T00:00:00Z): "},
      {R"({"get": "/payments/x", "sandbox": "nobody"})",
       "scenario.json: /steps/1 (GET /payments/x): no sandbox of this scenario has the key "
       "\"nobody\"\n"},
      {R"({"verify": [{"payments": 1}]})",
       "scenario.json: /steps/1 (verify): expectation 1: expected exactly 1 "
       "payment, found 0: there are no payments\n"},
      {R"({"checkout": {"params": {"pg": "kcp", "merchant_uid": "o-1", "amount": 1000,
           "buyer_tel": "010"}}})",
       ""},
      {R"({"checkout": {"params": {"pg": "kcp", "merchant_uid": "o-1", "amount": 1000,
           "buyer_tel": "010"}, "outcome": "close"}})",
       "scenario.json: /steps/1 (checkout o-1): expected success, got a failed payment: 사용자 "
       "취소 | payment.status: \"ready\" "
       "or \"paid\" "
       "-> \"failed\"\n"},
      {R"({"checkout": {"kind": "certification",
           "params": {"pg": "danal", "merchant_uid": "i-1"}}})",
       ""},
      {R"({"checkout": {"kind": "certification", "params": {"pg": "danal", "merchant_uid": "i-1"},
           "outcome": "close"}})",
       "scenario.json: /steps/1 (checkout i-1): expected success, got a failed certification: "
       "사용자가 "
       "본인인증을 취소하셨습니다. | certification.certified: true -> false\n"},
      {R"({"checkout": {"kind": "certification",
           "params": {"pg": "nice", "merchant_uid": "i-1"}}})",
       "scenario.json: /steps/1 (checkout i-1): expected success, got no certification: "},
  }));
  CAPTURE(steps);
  const std::string actual = FormatFailures(RunScenarioText(WithKeyIssued(steps)));
  if (failures.empty() || failures.back() == '\n') {
    CHECK(actual == failures);
  } else {
    CHECK(actual.substr(0, failures.size()) == failures);
  }
}

TEST_CASE("runner: a failed step ends the scenario unless keep_going is set", "[runner]") {
  const std::string scenario = R"({"steps": [{"get": "/payments/x"}, {"advance": "1d"}, )" +
                               std::string(kIssueKeyStep) + R"(], "expect": [{"payments": 7}]})";
  const Report stopped = RunScenarioText(scenario);
  CHECK(stopped.steps.size() == 1);
  CHECK(stopped.steps_not_run == 2);
  CHECK(stopped.expect.empty());
  app::RunOptions options;
  options.keep_going = true;
  const Report complete = RunScenarioText(scenario, options);
  CHECK(complete.steps.size() == 3);
  CHECK(complete.steps_not_run == 0);
  CHECK(complete.ListFailures().size() == 2);
}

TEST_CASE("runner: a failed expectation is reported with the closest match", "[runner]") {
  const std::string scenario = R"({"steps": [)" + std::string(kIssueKeyStep) + ", " +
                               MakeChargeStep(R"(, "as": "paid")") +
                               R"(], "expect": [
      {"payment": "order-1", "imp_uid": "${paid.response.imp_uid}", "amount": 9900},
      {"payment": "order-1", "status": "failed"}, {"webhooks": 2}, {"payments": 1}]})";
  CHECK(FormatFailures(RunScenarioText(scenario)) ==
        "scenario.json: /expect/1: payment order-1 differs in status: expected \"failed\", got "
        "\"paid\" | status: \"failed\" -> \"paid\"\n"
        "scenario.json: /expect/2: expected exactly 2 webhooks, found 1\n");
}

TEST_CASE("runner: the receiver responds as the scenario says", "[runner]") {
  const Report report =
      RunScenarioText(WithKeyIssued(R"({"receiver": "down"}, )" + MakeChargeStep() + R"(,
      {"verify": [{"webhooks": {"state": "failed", "last_error": "connection refused"}}]},
      {"receiver": {"status": 503}},
      {"post": "/_emulator/webhooks/1/replay"},
      {"verify": [{"webhooks": {"last_status": 503}}]},
      {"receiver": "up"},
      {"post": "/_emulator/webhooks/1/replay"},
      {"verify": [{"webhooks": {"state": "delivered", "attempt_count": 3}}]})"));
  CHECK(FormatFailures(report).empty());
}

TEST_CASE("runner: a fault cuts off the reply, but the charge remains", "[runner]") {
  const Report report = RunScenarioText(R"({
    "faults": [{"when": {"operation": "charge"}, "at": "after", "then": {"close": true}}],
    "steps": [)" + std::string(kIssueKeyStep) +
                                        ", " + MakeChargeStep(R"(, "lost": true)") + R"(,
      {"get": "/payments/find/order-1", "reply": {"response": {"status": "paid"}}}]})");
  CHECK(FormatFailures(report).empty());
  CHECK(report.steps[1].outcome == "the connection was closed");
}

TEST_CASE("runner: an expired token is replaced", "[runner]") {
  const Report report = RunScenarioText(R"({
    "clock": {"start": "2024-01-31T09:00:00+09:00", "tokens": "sandbox"},
    "steps": [)" + std::string(kIssueKeyStep) +
                                        R"(, {"advance": "31m"},
      {"get": "/subscribe/customers/kim"},
      {"verify": [{"requests": {"operation": "/users/getToken"}, "count": 2}]}]})");
  CHECK(FormatFailures(report).empty());
}

TEST_CASE("runner: tokens by the wall clock are fetched once, whatever the sandbox's time",
          "[runner]") {
  const Report report = RunScenarioText(R"({
    "clock": {"start": "2099-01-31T09:00:00+09:00"},
    "steps": [)" + std::string(kIssueKeyStep) +
                                        R"(, {"advance": "P1Y"},
      {"get": "/subscribe/customers/kim"},
      {"verify": [{"requests": {"operation": "/users/getToken"}, "count": 1}]}]})");
  CHECK(FormatFailures(report).empty());
}

TEST_CASE("runner: a call without a token reports why there is none", "[runner]") {
  const Report report = RunScenarioText(R"({
    "faults": [{"when": {"operation": "request", "path": "/users/getToken"},
                "then": {"error": {"status": 503, "message": "busy"}}}],
    "steps": [{"get": "/payments/x", "status": 404}]})");
  CHECK(FormatFailures(report) ==
        "scenario.json: /steps/0 (GET /payments/x): no token for the call: 503 "
        R"({"code":-1,"message":"busy","response":null})"
        "\n");
}

TEST_CASE("runner: references in a path are percent-encoded", "[runner]") {
  const Report report = RunScenarioText(R"({
    "steps": [{"post": "/payments/prepare", "body": {"merchant_uid": "a/b?c%20d#e", "amount": 5},
               "as": "prepared"},
      {"get": "/payments/prepare/${prepared.response.merchant_uid}",
       "reply": {"response": {"merchant_uid": "a/b?c%20d#e"}}}]})");
  CHECK(FormatFailures(report).empty());
}

TEST_CASE("runner: now is the time of the step's merchant", "[runner]") {
  const Report report = RunScenarioText(R"({
    "clock": {"start": "2024-01-31T09:00:00+09:00"},
    "given": {"sandboxes": [{"merchant": {"imp_key": "second", "imp_secret": "s"}}]},
    "steps": [{"advance": "P1Y", "sandbox": "second"},
      {"put": "/_emulator/clock", "sandbox": "second", "body": {"now": "${now+1d}"},
       "reply": {"now": "2025-02-01T09:00:00.000+09:00"}}]})");
  CHECK(FormatFailures(report).empty());
}

TEST_CASE("runner: events that an advance does not list are counted", "[runner]") {
  StepReport step;
  step.title = "advance P1Y";
  step.events.resize(kMaxEventsPrinted + 5);
  step.events_omitted = 500;
  Report report;
  report.steps.push_back(step);
  CHECK(FormatTimeline(report, true).find("  and 505 more events\n") != std::string::npos);
}

TEST_CASE("runner: a report is valid XML whatever the scenario contains", "[runner]") {
  Report report;
  report.file = "a\xff<b>.json";
  report.failures.push_back({"1 < 2 & \"x\"\x01", {}});
  const std::string xml = ToJUnitXml({report});
  CHECK(xml.find("name=\"a?&lt;b&gt;\"") != std::string::npos);
  CHECK(xml.find("1 &lt; 2 &amp; &quot;x&quot;?</failure>") != std::string::npos);
}

TEST_CASE("runner: each merchant of a scenario has its own sandbox", "[runner]") {
  const Report report = RunScenarioText(R"({
    "given": {"sandboxes": [{"merchant": {"imp_key": "second", "imp_secret": "s"},
                             "channels": [{"pg": "nice"}]}]},
    "steps": [)" + std::string(kIssueKeyStep) +
                                        R"(,
      {"get": "/subscribe/customers/kim", "sandbox": "second", "reply": {"code": 1}},
      {"get": "/subscribe/customers/kim"}]})");
  CHECK(FormatFailures(report).empty());
}

constexpr const char* kDeclineStep = R"({"post": "/_emulator/faults", "body": {
    "when": {"operation": "charge"}, "times": "always", "then": {"decline": "limit_exceeded"}}}, )";

TEST_CASE("runner: a declined charge fails the step unless the step expects it", "[runner]") {
  const auto [rest, passes] = GENERATE(table<std::string, bool>({
      {"", false},
      {R"(, "reply": {"code": 0})", false},
      {R"(, "reply": {"response": {"amount": 9900}})", false},
      {R"(, "reply": {"response": {"status": "failed"}})", true},
      {R"(, "reply": {"response": {"fail_reason": {"like": "*"}}})", true},
      {R"(, "reply": {"response": {"status": {"one_of": ["paid", "failed"]}}})", true},
  }));
  const Report report = RunScenarioText(WithKeyIssued(kDeclineStep + MakeChargeStep(rest)));
  CAPTURE(rest, FormatFailures(report));
  CHECK(report.passed() == passes);
  const std::string failure_text =
      R"(expected success, got a failed payment | response.status: "paid" -> "failed" | )"
      R"(response.fail_reason: null -> )";
  CHECK((FormatFailures(report).find(failure_text) == std::string::npos) == passes);
  const Report look_up = RunScenarioText(WithKeyIssued(
      kDeclineStep + MakeChargeStep(R"(, "reply": {"response": {"status": "failed"}})") +
      R"(, {"get": "/payments/find/order-1"})"));
  CHECK(FormatFailures(look_up).empty());
}

TEST_CASE("runner: a reason is printed once, with the failure or with the outcome", "[runner]") {
  const std::string reason = "등록된 정보를 찾을 수 없습니다";
  for (const char* rest : {"", R"(, "reply": {"code": 0})", R"(, "status": 404)"}) {
    const std::string step = std::string(R"({"get": "/subscribe/customers/nobody")") + rest + "}";
    const std::string timeline = FormatTimeline(RunScenarioText(WithKeyIssued(step)), true);
    CAPTURE(timeline);
    const std::size_t first = timeline.find(reason);
    CHECK(first != std::string::npos);
    CHECK(timeline.find(reason, first + 1) == std::string::npos);
  }
}

TEST_CASE("runner: text from a scenario cannot break its line", "[runner]") {
  const Report report = RunScenarioText(
      R"({"about": "One\nok   other.json\u001b[2K",
          "steps": [{"advance": "0s", "note": "a\rb"}]})");
  const std::string timeline = FormatTimeline(report, true);
  CHECK(timeline.starts_with("ok   scenario.json  One ok   other.json [2K\n"));
  CHECK(timeline.find("# a b\n") != std::string::npos);
  const std::string path = FormatTimeline(RunScenarioText(R"({"steps": [
      {"get": "/payments/\u001b[2Jx\u009b\nok   evil.json"}]})"),
                                          true);
  CHECK(path.find('\x1b') == std::string::npos);
  CHECK(path.find("\xc2\x9b") == std::string::npos);
  CHECK(path.find("\nok   evil") == std::string::npos);
}

TEST_CASE("runner: a message of several lines is printed as several lines", "[runner]") {
  const Report report = RunScenarioText(
      R"({"steps": [{"wait": [{"payments": 1}], "timeout_ms": 1}, {"advance": "1d"}]})");
  CHECK(FormatTimeline(report, true)
            .find("! not met within 1 ms (scenario.json: /steps/0)\n"
                  "                           expectation 1: expected exactly 1 payment, found 0: "
                  "there are "
                  "no payments\n") != std::string::npos);
  CHECK(FormatTimeline(report, true).find("    1 step not run\n") != std::string::npos);
}

TEST_CASE("runner: a scenario without a start time starts in 2024", "[runner]") {
  CHECK(RunScenarioText(WithKeyIssued(R"({"advance": "0s"})")).steps[0].at ==
        "2024-01-01T00:00:00.000+09:00");
}

TEST_CASE("runner: a scenario with neither steps nor expectations is a set-up", "[runner]") {
  const Report report = RunScenarioText("{}");
  CHECK(report.is_setup);
  CHECK(report.passed());
  CHECK(FormatTimeline(report, false) == "set-up scenario.json\n");
}

}  // namespace
}  // namespace portone::runner
