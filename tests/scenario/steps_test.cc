// SPDX-License-Identifier: MIT
// Reading steps: valid and invalid ones.
#include "scenario/steps.h"

#include <string>
#include <string_view>

#include "scenario/action.h"
#include "scenario/loader.h"
#include "support/catch.h"
#include "support/strip_locations.h"

namespace portone::scenario {
namespace {

Scenario Load(const std::string& steps) {
  const LoadResult loaded = LoadText(R"({"steps": )" + steps + "}", "a.json");
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  return loaded.value();
}

/// The problems of one step, without its location in the file.
std::string LoadAndFail(const std::string& step) {
  const LoadResult loaded = LoadText(R"({"steps": [)" + step + "]}", "a.json");
  if (loaded.ok()) return "loaded";
  std::string message = testing::StripLocations(loaded.error().message);
  const std::string location = "a.json: /steps/0";
  for (auto at = message.find(location); at != std::string::npos; at = message.find(location))
    message.erase(at, location.size());
  return message;
}

/// All actions: ` "cancel" "deposit" ...`.
std::string QuoteActions() {
  std::string quoted;
  for (const std::string_view name : Names<Action>())
    quoted += " \"" + std::string(name) + "\"";
  return quoted;
}

TEST_CASE("steps: every kind becomes a call of one of the two APIs", "[scenario][steps]") {
  const auto [text, title, call] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"get": "/payments/imp_1"})", "GET /payments/imp_1", "GET /payments/imp_1"},
      {R"({"post": "/users/getToken", "form": {"imp_key": "k"}})", "POST /users/getToken",
       R"(POST /users/getToken form {"imp_key":"k"})"},
      {R"({"put": "/_emulator/clock", "body": {"mode": "live"}})", "PUT /_emulator/clock",
       R"(PUT /_emulator/clock {"mode":"live"})"},
      {R"({"delete": "/subscribe/customers/kim"})", "DELETE /subscribe/customers/kim",
       "DELETE /subscribe/customers/kim"},
      {R"({"advance": "P1M"})", "advance P1M", R"(POST /_emulator/clock/advance {"by":"P1M"})"},
      {R"({"advance": {"until": "idle", "max_events": 5}})", "advance idle",
       R"(POST /_emulator/clock/advance {"until":"idle","max_events":5})"},
      {R"({"checkout": {"params": {"merchant_uid": "o-1"}, "outcome": "close"}})", "checkout o-1",
       R"(POST /_emulator/checkouts {"params":{"merchant_uid":"o-1"},"outcome":"close"})"},
      {R"({"action": "deposit", "body": {"merchant_uid": "o-1"}})", "action deposit",
       R"(POST /_emulator/actions/deposit {"merchant_uid":"o-1"})"},
      {R"({"verify": [{"webhooks": 1}]})", "verify",
       R"(POST /_emulator/verify {"expect":[{"webhooks":1}]})"},
      {R"({"wait": [{"webhooks": 1}], "timeout_ms": 9})", "wait",
       R"(POST /_emulator/wait {"expect":[{"webhooks":1}],"timeout_ms":9})"},
  }));
  CAPTURE(text);
  const Step step = Load("[" + text + "]").steps.front();
  CHECK(step.title == title);
  CHECK(step.location == "a.json: /steps/0");
  const Call made = std::get<Call>(step.action);
  std::string formatted = made.method + " " + made.path;
  if (made.body) formatted += " " + made.body->dump();
  if (made.form) formatted += " form " + made.form->dump();
  CHECK(formatted == call);
}

TEST_CASE("steps: the expected reply is kept as written", "[scenario][steps]") {
  const Scenario scenario = Load(R"([
      {"as": "first", "note": "of two", "sandbox": "other", "get": "/payments/x",
       "query": {"limit": 5}, "headers": {"Tier": "AB1"}, "token": null, "status": 404,
       "reply": {"message": {"like": "*"}}},
      {"get": "/payments/${first.response.imp_uid}", "lost": true}])");
  const Step& first = scenario.steps[0];
  CHECK(first.as == "first");
  CHECK(first.note == "of two");
  CHECK(first.sandbox == "other");
  CHECK(first.status == 404);
  CHECK(first.reply == Json::parse(R"({"message": {"like": "*"}})"));
  const Call& call = std::get<Call>(first.action);
  CHECK(call.query == Json::parse(R"({"limit": 5})"));
  CHECK(call.headers == Json::parse(R"({"Tier": "AB1"})"));
  REQUIRE(call.token);
  CHECK(call.token->is_null());
  CHECK(scenario.steps[1].lost);
  CHECK_FALSE(std::get<Call>(scenario.steps[1].action).token);
}

TEST_CASE("steps: a receiver is up, is down or answers with a status", "[scenario][steps]") {
  const Scenario scenario =
      Load(R"([{"receiver": "down"}, {"receiver": "up"}, {"receiver": {"status": 503}}])");
  CHECK(std::get<ReceiverState>(scenario.steps[0].action).down);
  CHECK_FALSE(std::get<ReceiverState>(scenario.steps[1].action).down);
  CHECK(std::get<ReceiverState>(scenario.steps[2].action).status == 503);
}

TEST_CASE("steps: typed values may be references", "[scenario][steps]") {
  const Scenario scenario = Load(R"([
      {"as": "paid", "get": "/payments/x"},
      {"verify": [{"payments": {"amount": "${paid.response.amount}"}}]},
      {"advance": "${paid.response.name}"}])");
  CHECK(scenario.steps.size() == 3);
}

TEST_CASE("steps: a reference where none is resolved is refused", "[scenario][steps]") {
  const auto [step, message] = GENERATE(table<std::string, std::string>({
      {R"("${now}")",
       ": must be an object\n: must have exactly one of \"get\" \"post\" \"put\" \"delete\" "
       "\"advance\" \"checkout\" \"action\" \"verify\" \"wait\" \"receiver\" \"shop\""},
      {R"({"get": "/a", "status": "${now}"})", "/status: must be a whole number from 100 to 599"},
      {R"({"get": "/a", "lost": "${now}"})", "/lost: must be true or false"},
      {R"({"get": "/a", "at": "${now}"})", "/at: unknown key; did you mean \"as\"?"},
      {R"({"wait": [], "timeout_ms": "${now}"})",
       "/timeout_ms: must be a whole number from 0 to 600000"},
      {R"({"receiver": "${now}"})", R"(/receiver: must be one of "up" "down", not "${now}")"},
      {R"({"action": "${now}"})", "/action: must be one of" + QuoteActions() +
                                      ", "
                                      R"(not "${now}")"},
      {R"({"advance": {"by": "${now}", "to": "${now}"}})",
       R"(/advance/by: give exactly one of "by", "to" and "until")"},
      {R"({"verify": [{"payments": {"statsu": "${now}"}}]})",
       R"(/verify/0/payments/statsu: a payment has no such field; did you mean "status"?)"},
      {R"({"post": "/a", "reply": {"code": {"not": 1, "above": "${now}"}}})",
       "/reply/code/above: unknown operator"},
  }));
  CAPTURE(step);
  CHECK(LoadAndFail(step) == message);
}

TEST_CASE("steps: an advance and a checkout are read as in the control API", "[scenario][steps]") {
  const auto [step, message] = GENERATE(table<std::string, std::string>({
      {R"({"advance": {"by": "1M"}})",
       "/advance/by: must be a period like \"90s\", \"30d\" or \"P1M\""},
      {R"({"advance": {"to": "2024-03-01"}})",
       "/advance/to: must be ISO 8601 with an offset, like \"2024-01-31T09:00:00+09:00\", or unix "
       "seconds"},
      {R"({"advance": {"until": "never"}})",
       R"(/advance/until: must be one of "next" "idle", not "never")"},
      {R"({"advance": {"by": "1d", "settle_ms": -1}})",
       "/advance/settle_ms: must be a whole number from 0 to 10000"},
      {R"({"checkout": {"params": 5}})", "/checkout/params: must be an object"},
      {R"({"checkout": {"params": {}, "outcome": {"decline": {"code": "1"}}}})",
       "/checkout/outcome/decline/message: is missing"},
      {R"({"checkout": {"params": {}, "device": "watch"}})",
       R"(/checkout/device: must be one of "pc" "mobile", not "watch")"},
      {R"({"checkout": {"params": {}, "card": "1234"}})", "/checkout/card: must be an object"},
  }));
  CAPTURE(step);
  CHECK(LoadAndFail(step) == message);
}

TEST_CASE("steps: each wrong step gives exactly its message", "[scenario][steps]") {
  const std::string all =
      R"("get" "post" "put" "delete" "advance" "checkout" "action" "verify" "wait" "receiver")"
      R"( "shop")";
  const auto [step, message] = GENERATE_COPY(table<std::string, std::string>({
      {"5", ": must be an object\n: must have exactly one of " + all},
      {"{}", ": must have exactly one of " + all},
      {R"({"get": "/a", "post": "/b"})", ": must have exactly one of " + all},
      {R"({"got": "/a"})",
       ": must have exactly one of " + all + "\n/got: unknown key; did you mean \"get\"?"},
      {R"({"get": 5})", "/get: must be a string"},
      {R"({"get": ""})", "/get: must not be empty"},
      {R"({"get": "payments"})", "/get: must be a path that begins with \"/\""},
      {R"({"get": "/a?b=c"})", "/get: must not contain a query; use \"query\""},
      {R"({"get": "/a", "query": []})", "/query: must be an object"},
      {R"({"get": "/a", "query": {"x": null}})",
       "/query/x: must be a string, a number, true or false"},
      {R"({"get": "/a", "headers": {"Tier": 1}})", "/headers/Tier: must be a string"},
      {R"({"get": "/a", "token": 5})", "/token: must be a string or null"},
      {R"({"post": "/a", "form": 5})", "/form: must be an object"},
      {R"({"post": "/a", "form": {}, "body": {}})", "/form: give one of \"body\" and \"form\""},
      {R"({"post": "/a", "bdy": {}})", "/bdy: unknown key; did you mean \"body\"?"},
      {R"({"advance": "soon"})", "/advance: must be a period like \"90s\", \"30d\" or \"P1M\""},
      {R"({"advance": 5})", "/advance: needs a unit: write \"5d\" or \"5s\""},
      {R"({"advance": -5})",
       "/advance: must be an object\n/advance/by: give exactly one of \"by\", \"to\" and "
       "\"until\""},
      {R"({"advance": {}})", "/advance/by: give exactly one of \"by\", \"to\" and \"until\""},
      {R"({"advance": {"by": "1d", "settel": "end"}})",
       "/advance/settel: unknown key; did you mean \"settle\"?"},
      {R"({"advance": "1d", "body": {}})", "/body: unknown key"},
      {R"({"checkout": {}})", "/checkout/params: is missing: the parameters of IMP.request_pay"},
      {R"({"checkout": {"params": {}, "outcom": "close"}})",
       "/checkout/outcom: unknown key; did you mean \"outcome\"?"},
      {R"({"action": "refund"})", "/action: must be one of" + QuoteActions() +
                                      ", "
                                      R"(not "refund")"},
      {R"({"action": "deposit", "body": 5})", "/body: must be an object"},
      {R"({"verify": [{"payments": {"statsu": "paid"}}]})",
       R"(/verify/0/payments/statsu: a payment has no such field; did you mean "status"?)"},
      {R"({"verify": 5})", "/verify: must be an array"},
      {R"({"wait": [], "timeout_ms": -1})", "/timeout_ms: must be a whole number from 0 to 600000"},
      {R"({"receiver": "sideways"})", R"(/receiver: must be one of "up" "down", not "sideways")"},
      {R"({"receiver": {"status": 99}})",
       "/receiver/status: must be a whole number from 100 to 599"},
      {R"({"receiver": "up", "status": 200})", "/status: unknown key"},
      {R"({"get": "/a", "status": 42})", "/status: must be a whole number from 100 to 599"},
      {R"({"get": "/a", "lost": true, "reply": {}})",
       "/lost: cannot be combined with \"status\" or \"reply\""},
      {R"({"get": "/a", "reply": {"amount": {"at_least": "x"}}})",
       "/reply/amount/at_least: must be a number"},
      {R"({"get": "/a", "as": "a b"})",
       "/as: must be a name of letters, digits and _, other than now and unix"},
      {R"({"receiver": "up", "as": "r"})", "/as: is not allowed: a receiver step has no reply"},
      {R"({"get": "/a", "as": "now"})",
       "/as: must be a name of letters, digits and _, other than now and unix"},
      {R"({"get": "/a/${b.c}"})", "/get: no earlier step is called \"b\""},
      {R"({"get": "/a/${b.c}", "as": "b"})", "/get: no earlier step is called \"b\""},
  }));
  CAPTURE(step);
  CHECK(LoadAndFail(step) == message);
}

TEST_CASE("steps: a name must be unique", "[scenario][steps]") {
  const LoadResult loaded =
      LoadText(R"({"steps": [{"get": "/a", "as": "x"}, {"get": "/b", "as": "x"}]})", "a.json");
  REQUIRE_FALSE(loaded.ok());
  CHECK(loaded.error().message == "a.json:1:52: /steps/1/as: an earlier step is called \"x\"");
}

}  // namespace
}  // namespace portone::scenario
