// SPDX-License-Identifier: MIT
// What a story does and what makes it fail.
#include "runner/player.h"

#include "runner/reports.h"
#include "runner/timeline.h"
#include "support/story.h"

namespace portone::runner {
namespace {

using testing::FailuresOf;
using testing::PlayText;

constexpr const char* kKey = R"({"post": "/subscribe/customers/kim", "body": {
    "card_number": "1234-1234-1234-1234", "expiry": "2030-12", "birth": "820213",
    "pwd_2digit": "00", "pg": "kcp"}, "as": "key"})";

/// A story of these steps, after a key of KCP was issued.
std::string Steps(const std::string& steps) {
  return R"({"steps": [)" + std::string(kKey) + ", " + steps + "]}";
}

std::string Again(const std::string& rest = "") {
  return R"({"post": "/subscribe/payments/again", "body": {"customer_uid": "kim",
      "merchant_uid": "order-1", "amount": 9900, "name": "월 구독"})" +
         rest + "}";
}

TEST_CASE("runner: a story's timeline says what happened when", "[runner]") {
  const Report report = PlayText(R"({
    "about": "A month of kim.",
    "clock": {"start": "2024-01-31T09:00:00+09:00"},
    "steps": [)" + std::string(kKey) +
                                 R"(,
      {"post": "/subscribe/payments/schedule", "note": "on the last day of February",
       "body": {"customer_uid": "kim", "schedules": [
         {"merchant_uid": "order-1", "schedule_at": "${now+P1M}", "amount": 9900}]}},
      {"advance": "P1M"},
      {"get": "/payments/find/order-1", "reply": {"response": {"status": "paid"}}}],
    "expect": [{"webhooks": {"merchant_uid": "order-1"}, "count": 1}]})");
  CHECK(Timeline(report, true) == R"(ok   story.json  A month of kim.
    2024-01-31 09:00:00  POST /subscribe/customers/kim                       200 0
                         # on the last day of February
    2024-01-31 09:00:00  POST /subscribe/payments/schedule                   200 0
    2024-01-31 09:00:00  advance P1M                                         200
    2024-02-29 09:00:00    charge_schedule order-1: paid
    2024-02-29 09:00:00    webhook paid order-1: 200
    2024-02-29 09:00:00  GET /payments/find/order-1                          200 0
    expected  {"count":1,"webhooks":{"merchant_uid":"order-1"}}
)");
  CHECK(Timeline(report, false) == "ok   story.json  A month of kim.\n");
}

TEST_CASE("runner: what is not as it should be is told with the difference", "[runner]") {
  const auto [steps, failures] = GENERATE_COPY(table<std::string, std::string>({
      {Again(), ""},
      {Again(R"(, "reply": {"response": {"status": "paid", "amount": 9900}})"), ""},
      {Again(R"(, "reply": {"response": {"status": "failed", "amount": 9901}})"),
       "story.json: /steps/1 (POST /subscribe/payments/again): another reply"
       " | response.amount: 9901 -> 9900 | response.status: \"failed\" -> \"paid\"\n"},
      {Again(R"(, "reply": {"response": {"amount": "9900"}})"),
       "story.json: /steps/1 (POST /subscribe/payments/again): another reply"
       " | response.amount: \"9900\" -> 9900\n"},
      {Again(R"(, "reply": {"response": {"cancel_history": [{}]}})"),
       "story.json: /steps/1 (POST /subscribe/payments/again): another reply"
       " | response.cancel_history: [{}] -> []\n"},
      {Again(R"(, "status": 404)"),
       "story.json: /steps/1 (POST /subscribe/payments/again): another HTTP status: "
       " | status: 404 -> 200\n"},
      {Again(R"(, "lost": true)"),
       "story.json: /steps/1 (POST /subscribe/payments/again): a reply came, and none should\n"},
      {R"({"get": "/payments/imp_0"})",
       "story.json: /steps/1 (GET /payments/imp_0): another HTTP status: 존재하지 않는 "
       "결제정보입니다. | status: 200 -> 404\n"},
      {R"({"get": "/payments/imp_0", "status": 404})", ""},
      {R"({"get": "/subscribe/customers/lee"})",
       "story.json: /steps/1 (GET /subscribe/customers/lee): no success: 요청하신 "
       "customer_uid(lee)로 등록된 정보를 찾을 수 없습니다. | code: 0 -> 1\n"},
      {R"({"get": "/subscribe/customers/lee", "reply": {"response": null}})",
       "story.json: /steps/1 (GET /subscribe/customers/lee): no success: 요청하신 "
       "customer_uid(lee)로 등록된 정보를 찾을 수 없습니다. | code: 0 -> 1\n"},
      {R"({"get": "/subscribe/customers/lee", "reply": {"code": 1}})", ""},
      {R"({"get": "/payments/x", "token": null, "status": 401})", ""},
      {R"({"get": "/payments/${key.response.nothing}"})",
       "story.json: /steps/1 (GET /payments/${key.response.nothing}): the reply to key has no "
       "response.nothing; it has "},
      {R"({"advance": {"to": "2020-01-01T00:00:00Z"}})",
       "story.json: /steps/1 (advance 2020-01-01T00:00:00Z): "},
      {R"({"get": "/payments/x", "sandbox": "nobody"})",
       "story.json: /steps/1 (GET /payments/x): no sandbox of the story has the key "
       "\"nobody\"\n"},
      {R"({"verify": [{"payments": 1}]})",
       "story.json: /steps/1 (verify): expectation 1: expected exactly 1 "
       "payment, found 0: there are no payments\n"},
      {R"({"checkout": {"params": {"pg": "kcp", "merchant_uid": "o-1", "amount": 1000,
           "buyer_tel": "010"}}})",
       ""},
      {R"({"checkout": {"params": {"pg": "kcp", "merchant_uid": "o-1", "amount": 1000,
           "buyer_tel": "010"}, "outcome": "close"}})",
       "story.json: /steps/1 (checkout o-1): no success: 사용자 취소 | payment.status: \"ready\" "
       "or \"paid\" "
       "-> \"failed\"\n"},
  }));
  CAPTURE(steps);
  const std::string told = FailuresOf(PlayText(Steps(steps)));
  if (failures.empty() || failures.back() == '\n') {
    CHECK(told == failures);
  } else {
    CHECK(told.substr(0, failures.size()) == failures);
  }
}

TEST_CASE("runner: a failed step ends the story unless it is to keep going", "[runner]") {
  const std::string story = R"({"steps": [{"get": "/payments/x"}, {"advance": "1d"}, )" +
                            std::string(kKey) + R"(], "expect": [{"payments": 7}]})";
  const Report ended = PlayText(story);
  CHECK(ended.steps.size() == 1);
  CHECK(ended.steps_left == 2);
  CHECK(ended.expect.empty());
  app::RunOptions options;
  options.keep_going = true;
  const Report whole = PlayText(story, options);
  CHECK(whole.steps.size() == 3);
  CHECK(whole.steps_left == 0);
  CHECK(whole.AllFailures().size() == 2);
}

TEST_CASE("runner: an expectation that does not hold is told with the nearest miss", "[runner]") {
  const std::string story = R"({"steps": [)" + std::string(kKey) + ", " +
                            Again(R"(, "as": "paid")") +
                            R"(], "expect": [
      {"payment": "order-1", "imp_uid": "${paid.response.imp_uid}", "amount": 9900},
      {"payment": "order-1", "status": "failed"}, {"webhooks": 2}, {"payments": 1}]})";
  CHECK(FailuresOf(PlayText(story)) ==
        "story.json: /expect/1: payment order-1 differs in status: expected \"failed\", is "
        "\"paid\" | status: \"failed\" -> \"paid\"\n"
        "story.json: /expect/2: expected exactly 2 webhooks, found 1\n");
}

TEST_CASE("runner: the receiver is as the story wants it", "[runner]") {
  const Report report = PlayText(Steps(R"({"receiver": "down"}, )" + Again() + R"(,
      {"verify": [{"webhooks": {"state": "failed", "last_error": "connection refused"}}]},
      {"receiver": {"status": 503}},
      {"post": "/_emulator/webhooks/1/replay"},
      {"verify": [{"webhooks": {"last_status": 503}}]},
      {"receiver": "up"},
      {"post": "/_emulator/webhooks/1/replay"},
      {"verify": [{"webhooks": {"state": "delivered", "attempts": 3}}]})"));
  CHECK(FailuresOf(report).empty());
}

TEST_CASE("runner: a reply that a fault cuts is lost, and what it did is not", "[runner]") {
  const Report report = PlayText(R"({
    "faults": [{"when": {"operation": "charge"}, "at": "after", "then": {"close": true}}],
    "steps": [)" + std::string(kKey) +
                                 ", " + Again(R"(, "lost": true)") + R"(,
      {"get": "/payments/find/order-1", "reply": {"response": {"status": "paid"}}}]})");
  CHECK(FailuresOf(report).empty());
  CHECK(report.steps[1].outcome == "the connection was closed");
}

TEST_CASE("runner: a token that has expired is fetched anew", "[runner]") {
  const Report report = PlayText(R"({
    "clock": {"start": "2024-01-31T09:00:00+09:00", "tokens": "sandbox"},
    "steps": [)" + std::string(kKey) +
                                 R"(, {"advance": "31m"},
      {"get": "/subscribe/customers/kim"},
      {"verify": [{"requests": {"operation": "/users/getToken"}, "count": 2}]}]})");
  CHECK(FailuresOf(report).empty());
}

TEST_CASE("runner: one token lasts a story whose tokens live by the wall, whenever it plays",
          "[runner]") {
  const Report report = PlayText(R"({
    "clock": {"start": "2099-01-31T09:00:00+09:00"},
    "steps": [)" + std::string(kKey) +
                                 R"(, {"advance": "P1Y"},
      {"get": "/subscribe/customers/kim"},
      {"verify": [{"requests": {"operation": "/users/getToken"}, "count": 1}]}]})");
  CHECK(FailuresOf(report).empty());
}

TEST_CASE("runner: a call for which there is no token says so", "[runner]") {
  const Report report = PlayText(R"({
    "faults": [{"when": {"operation": "request", "path": "/users/getToken"},
                "then": {"error": {"status": 503, "message": "busy"}}}],
    "steps": [{"get": "/payments/x", "status": 404}]})");
  CHECK(FailuresOf(report) ==
        "story.json: /steps/0 (GET /payments/x): no token for the call: 503 "
        R"({"code":-1,"message":"busy","response":null})"
        "\n");
}

TEST_CASE("runner: what a path refers to is encoded in it", "[runner]") {
  const Report report = PlayText(R"({
    "steps": [{"post": "/payments/prepare", "body": {"merchant_uid": "a/b?c%20d#e", "amount": 5},
               "as": "prepared"},
      {"get": "/payments/prepare/${prepared.response.merchant_uid}",
       "reply": {"response": {"merchant_uid": "a/b?c%20d#e"}}}]})");
  CHECK(FailuresOf(report).empty());
}

TEST_CASE("runner: now is the time of the merchant whose step it is", "[runner]") {
  const Report report = PlayText(R"({
    "clock": {"start": "2024-01-31T09:00:00+09:00"},
    "given": {"sandboxes": [{"merchant": {"imp_key": "second", "imp_secret": "s"}}]},
    "steps": [{"advance": "P1Y", "sandbox": "second"},
      {"put": "/_emulator/clock", "sandbox": "second", "body": {"now": "${now+1d}"},
       "reply": {"now": "2025-02-01T09:00:00.000+09:00"}}]})");
  CHECK(FailuresOf(report).empty());
}

TEST_CASE("runner: events that an advance does not list are counted", "[runner]") {
  StepReport step;
  step.title = "advance P1Y";
  step.events.resize(kEventsPrinted + 5);
  step.events_untold = 500;
  Report report;
  report.steps.push_back(step);
  CHECK(Timeline(report, true).find("  and 505 more events\n") != std::string::npos);
}

TEST_CASE("runner: a report is XML whatever a story says", "[runner]") {
  Report report;
  report.file = "a\xff<b>.json";
  report.failures.push_back({"1 < 2 & \"x\"\x01", {}});
  const std::string xml = JUnitXml({report});
  CHECK(xml.find("name=\"a?&lt;b&gt;\"") != std::string::npos);
  CHECK(xml.find("1 &lt; 2 &amp; &quot;x&quot;?</failure>") != std::string::npos);
}

TEST_CASE("runner: merchants of one story have sandboxes of their own", "[runner]") {
  const Report report = PlayText(R"({
    "given": {"sandboxes": [{"merchant": {"imp_key": "second", "imp_secret": "s"},
                             "channels": [{"pg": "nice"}]}]},
    "steps": [)" + std::string(kKey) +
                                 R"(,
      {"get": "/subscribe/customers/kim", "sandbox": "second", "reply": {"code": 1}},
      {"get": "/subscribe/customers/kim"}]})");
  CHECK(FailuresOf(report).empty());
}

constexpr const char* kDecline = R"({"post": "/_emulator/faults", "body": {
    "when": {"operation": "charge"}, "times": "always", "then": {"decline": "limit_exceeded"}}}, )";

TEST_CASE("runner: a charge that is declined is no success unless the step speaks of it",
          "[runner]") {
  const auto [rest, passes] = GENERATE(table<std::string, bool>({
      {"", false},
      {R"(, "reply": {"code": 0})", false},
      {R"(, "reply": {"response": {"amount": 9900}})", false},
      {R"(, "reply": {"response": {"status": "failed"}})", true},
      {R"(, "reply": {"response": {"fail_reason": {"like": "*"}}})", true},
      {R"(, "reply": {"response": {"status": {"one_of": ["paid", "failed"]}}})", true},
  }));
  const Report report = PlayText(Steps(kDecline + Again(rest)));
  CAPTURE(rest, FailuresOf(report));
  CHECK(report.passed() == passes);
  const std::string why = R"(no success | response.status: "paid" -> "failed" | )"
                          R"(response.fail_reason: null -> )";
  CHECK((FailuresOf(report).find(why) == std::string::npos) == passes);
  const Report look_up =
      PlayText(Steps(kDecline + Again(R"(, "reply": {"response": {"status": "failed"}})") +
                     R"(, {"get": "/payments/find/order-1"})"));
  CHECK(FailuresOf(look_up).empty());
}

TEST_CASE("runner: a reason is told once, with the failure or with the outcome", "[runner]") {
  const std::string reason = "등록된 정보를 찾을 수 없습니다";
  for (const char* rest : {"", R"(, "reply": {"code": 0})", R"(, "status": 404)"}) {
    const std::string step = std::string(R"({"get": "/subscribe/customers/nobody")") + rest + "}";
    const std::string timeline = Timeline(PlayText(Steps(step)), true);
    CAPTURE(timeline);
    const std::size_t first = timeline.find(reason);
    CHECK(first != std::string::npos);
    CHECK(timeline.find(reason, first + 1) == std::string::npos);
  }
}

TEST_CASE("runner: what people wrote stays on its line", "[runner]") {
  const Report report = PlayText(
      R"({"about": "One\nok   other.json\u001b[2K",
          "steps": [{"advance": "0s", "note": "a\rb"}]})");
  const std::string timeline = Timeline(report, true);
  CHECK(timeline.starts_with("ok   story.json  One ok   other.json [2K\n"));
  CHECK(timeline.find("# a b\n") != std::string::npos);
  const std::string path = Timeline(PlayText(R"({"steps": [
      {"get": "/payments/\u001b[2Jx\u009b\nok   evil.json"}]})"),
                                    true);
  CHECK(path.find('\x1b') == std::string::npos);
  CHECK(path.find("\xc2\x9b") == std::string::npos);
  CHECK(path.find("\nok   evil") == std::string::npos);
}

TEST_CASE("runner: a story that says no time begins with the year 2024", "[runner]") {
  CHECK(PlayText(Steps(R"({"advance": "0s"})")).steps[0].at == "2024-01-01T00:00:00.000+09:00");
}

TEST_CASE("runner: a story with neither steps nor expectations is a demo", "[runner]") {
  const Report report = PlayText("{}");
  CHECK(report.is_demo);
  CHECK(report.passed());
  CHECK(Timeline(report, false) == "demo story.json\n");
}

}  // namespace
}  // namespace portone::runner
