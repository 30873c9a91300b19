// SPDX-License-Identifier: MIT
// Scenarios that call the server under test: steps, waiting, ports, tags, skips and variables.
#include <cstdlib>
#include <sstream>
#include <string>

#include "app/run_command.h"
#include "json/json.h"
#include "runner/run_outcome.h"
#include "support/catch.h"
#include "support/merchant_server.h"
#include "support/raw_socket.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

using testing::ClosedPort;
using testing::RawReceiver;
using testing::RawSocket;
using testing::TempFolder;

RunOptions OptionsFor(const TempFolder& files) {
  RunOptions options;
  options.paths = {files.path()};
  options.emulator.port = 0;
  return options;
}

constexpr const char* kSubscribeScenario = R"({
  "about": "The shop subscribes kim.",
  "steps": [
    {"shop": {"post": "/subscriptions", "query": {"plan": "a b"}, "body": {"customer": "kim"}},
     "reply": {"id": 7}, "as": "subscription"},
    {"shop": {"get": "/subscriptions/${subscription.id}"}, "status": 404}
  ]})";

/// A shop that responds to the first request with 201 and to others with 404, and records them.
class TinyShop {
 public:
  TinyShop()
      : receiver_([this](RawSocket& client) {
          for (std::string request; !(request = client.ReadRequest()).empty();) {
            const bool is_first = requests_.empty();
            requests_ += request + "\n";
            const std::string body = is_first ? R"({"id": 7})" : "{}";
            client.Send("HTTP/1.1 " + std::string(is_first ? "201 Created" : "404 Not Found") +
                        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
          }
        }) {}

  std::string url() const { return receiver_.url(""); }
  const std::string& requests() const { return requests_; }

 private:
  std::string requests_;
  RawReceiver receiver_;
};

TEST_CASE("shop step: calls the server under test and compares its reply", "[runner][shop]") {
  const TempFolder files;
  files.Write("subscribe.json", kSubscribeScenario);
  const TinyShop shop;
  RunOptions options = OptionsFor(files);
  options.shop_url = shop.url();
  const Outcome outcome = Run(options);
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == ExitStatus::kPassed);
  CHECK(outcome.out.find("shop POST /subscriptions") != std::string::npos);
  CHECK(shop.requests().find("POST /subscriptions?plan=a%20b HTTP/1.1") != std::string::npos);
  CHECK(shop.requests().find("{\"customer\":\"kim\"}") != std::string::npos);
  CHECK(shop.requests().find("GET /subscriptions/7 ") != std::string::npos);
}

TEST_CASE("shop step: fails when no shop runs, and without --shop-url", "[runner][shop]") {
  const TempFolder files;
  files.Write("subscribe.json", kSubscribeScenario);
  RunOptions options = OptionsFor(files);
  const Outcome unnamed = Run(options);
  CHECK(unnamed.status == ExitStatus::kFailed);
  CHECK(unnamed.out.find("no shop to call: give --shop-url") != std::string::npos);
  const ClosedPort closed;
  options.shop_url = "http://127.0.0.1:" + std::to_string(closed.port());
  const Outcome unreachable = Run(options);
  CHECK(unreachable.status == ExitStatus::kFailed);
  CHECK(unreachable.out.find("the shop at " + options.shop_url +
                             " did not answer: connection refused") != std::string::npos);
}

/// A scenario in which a shop is called, and a scheduled charge then causes a webhook; `changes`, a
/// JSON object, is merged into it.
std::string MakeChargedScenario(const std::string& changes) {
  Json scenario = Json::parse(R"({
    "given": {
      "channels": [{"pg": "kcp"}],
      "billing_keys": [{"customer_uid": "kim"}],
      "schedules": [{"customer_uid": "kim", "merchant_uid": "s-1", "amount": 3000,
                     "schedule_at": "2024-01-02T09:00:00+09:00"}]},
    "steps": [{"shop": {"post": "/subscriptions"}}, {"advance": "2d"}],
    "expect": [{"webhooks": {"merchant_uid": "s-1"}}]})");
  scenario.merge_patch(Json::parse(changes));
  return scenario.dump();
}

/// Runs the scenario on a shop of its own.
Outcome RunOnTinyShop(const std::string& scenario) {
  const TempFolder files;
  files.Write("a.json", scenario);
  const TinyShop shop;
  RunOptions options = OptionsFor(files);
  options.shop_url = shop.url();
  return Run(options);
}

TEST_CASE("shop step: a file whose shop is notified of no webhook gets one warning",
          "[runner][shop]") {
  const Outcome outcome = RunOnTinyShop(MakeChargedScenario("{}"));
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == ExitStatus::kPassed);
  const std::string warning =
      "    warning: this file has a shop, but run itself has taken and answered the webhooks: say "
      "where the shop takes them, as given.webhook.url in the file or with --webhook-url\n";
  const std::size_t found = outcome.out.find(warning);
  REQUIRE(found != std::string::npos);
  CHECK(outcome.out.find("warning: ", found + warning.size()) == std::string::npos);
}

TEST_CASE(
    "shop step: a file that says who takes its webhooks, causes none, or has no shop, gets "
    "no warning of them",
    "[runner][shop]") {
  const ClosedPort closed;
  const std::string hook = "http://127.0.0.1:" + std::to_string(closed.port()) + "/hook";
  const std::string changes = GENERATE_COPY(
      R"({"given": {"webhook": {"url": ")" + hook + R"("}}})",
      std::string(R"({"steps": [{"shop": {"post": "/"}}, {"receiver": "up"}, {"advance": "2d"}]})"),
      std::string(R"({"steps": [{"shop": {"post": "/"}}], "expect": [{"webhooks": 0}]})"),
      std::string(R"({"steps": [{"advance": "2d"}]})"));
  const Outcome outcome = RunOnTinyShop(MakeChargedScenario(changes));
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == ExitStatus::kPassed);
  CHECK(outcome.out.find("warning: ") == std::string::npos);
}

TEST_CASE("shop step: an unexpected status is a failure", "[runner][shop]") {
  const TempFolder files;
  files.Write("a.json", R"({"steps": [{"shop": {"get": "/"}}, {"shop": {"get": "/"}}]})");
  const TinyShop shop;
  RunOptions options = OptionsFor(files);
  options.shop_url = shop.url();
  const Outcome outcome = Run(options);
  CHECK(outcome.status == ExitStatus::kFailed);
  CHECK(outcome.out.find("got 404") != std::string::npos);
}

TEST_CASE("run: a server that does not reply in time ends the run before its first scenario",
          "[runner][shop][slow]") {
  const TempFolder files;
  files.Write("subscribe.json", kSubscribeScenario);
  const ClosedPort closed;
  RunOptions options = OptionsFor(files);
  options.wait_for = "http://127.0.0.1:" + std::to_string(closed.port()) + "/health";
  options.wait = std::chrono::seconds{1};
  CHECK_THROWS_WITH(Run(options),
                    options.wait_for + " did not answer within 1 s: connection refused");
}

TEST_CASE("run: tags select scenarios, and a skipped one is reported with its reason",
          "[runner][run]") {
  const TempFolder files;
  files.Write("a.json", R"({"tags": ["slow"], "steps": [{"get": "/_emulator/clock"}]})");
  files.Write("b.json", R"({"tags": ["kcp", "fast"], "skip": "waits for the new contract",
                            "steps": [{"get": "/_emulator/nothing"}]})");
  RunOptions options = OptionsFor(files);
  options.tags = {"fast", "other"};
  options.junit = files.path() / "out.xml";
  const Outcome outcome = Run(options);
  CHECK(outcome.status == ExitStatus::kPassed);
  CHECK(outcome.out == "skip " + files.GetPath("b.json") +
                           "\n    skipped: waits for the new contract\n"
                           "0 scenarios: 0 passed, 0 failed; 1 skipped\n");
  CHECK(files.Read("out.xml").find("<skipped message=\"waits for the new contract\"/>") !=
        std::string::npos);
  options.tags = {"none"};
  CHECK(Run(options).err == "no scenario matches tag:none\n");
}

TEST_CASE("run: expectations that hold in an empty sandbox give a warning", "[runner][run]") {
  const TempFolder files;
  files.Write("empty.json", R"({"steps": [{"advance": "1d"}],
      "expect": [{"webhooks": {"state": "failed"}, "none": true}]})");
  const Outcome outcome = Run(OptionsFor(files));
  CHECK(outcome.status == ExitStatus::kPassed);
  CHECK(outcome.out.find("warning: every expectation of this file holds in an empty sandbox") !=
        std::string::npos);
}

TEST_CASE("run: a variable of the environment is inserted, and one that is not set is named",
          "[runner][run]") {
  const TempFolder files;
  files.Write("a.json", R"({"about": "${env.PORTONE_TEST_ABOUT}",
      "steps": [{"get": "/_emulator/clock", "note": "$${env.X}"}]})");
  ::setenv("PORTONE_TEST_ABOUT", "Kim pays.", 1);
  const Outcome set = Run(OptionsFor(files));
  CHECK(set.status == ExitStatus::kPassed);
  CHECK(set.out.find("Kim pays.") != std::string::npos);
  ::unsetenv("PORTONE_TEST_ABOUT");
  const Outcome unset = Run(OptionsFor(files));
  CHECK(unset.status == ExitStatus::kUnusable);
  CHECK(unset.err.find("a.json:1:2: /about: the environment variable \"PORTONE_TEST_ABOUT\" is not "
                       "set") != std::string::npos);
}

TEST_CASE("run: several failures of a file are one JUnit element, with the timeline",
          "[runner][junit]") {
  const TempFolder files;
  files.Write("bad.json", R"({"about": "Nothing fits.",
      "steps": [{"get": "/_emulator/clock"}],
      "expect": [{"payments": 1}, {"schedules": 2}]})");
  RunOptions options = OptionsFor(files);
  options.junit = files.path() / "out.xml";
  CHECK(Run(options).status == ExitStatus::kFailed);
  const std::string xml = files.Read("out.xml");
  INFO(xml);
  const std::size_t first = xml.find("<failure ");
  REQUIRE(first != std::string::npos);
  CHECK(xml.find("<failure ", first + 1) == std::string::npos);
  CHECK(xml.find("(and 1 more)") != std::string::npos);
  const std::size_t timeline = xml.find("<system-out>FAIL ");
  REQUIRE(timeline != std::string::npos);
  CHECK(xml.find("Nothing fits.", timeline) != std::string::npos);
  CHECK(xml.find("type=\"expectation\"", first) < timeline);
  CHECK(xml.find("timestamp=\"20") != std::string::npos);
  CHECK(xml.find("</testsuites>") != std::string::npos);
}

TEST_CASE("run: annotations for GitHub name file, line and column", "[runner][github]") {
  const TempFolder files;
  files.Write("bad.json",
              "{\"about\": \"50%: a, b\",\n  \"steps\": [],\n"
              "  \"expect\": [\n    {\"payments\": 1}]}");
  RunOptions options = OptionsFor(files);
  options.github = true;
  const Outcome outcome = Run(options);
  CHECK(outcome.out.find("::error file=" + files.GetPath("bad.json") +
                         ",line=4,col=5,title=50%25%3A a%2C b::expected") != std::string::npos);
}

TEST_CASE("run: a report that cannot be opened is an error before the first scenario",
          "[runner][junit]") {
  const TempFolder files;
  files.Write("a.json", R"({"steps": [{"get": "/_emulator/clock"}]})");
  RunOptions options = OptionsFor(files);
  options.junit = files.path() / "missing" / "out.xml";
  CHECK_THROWS_WITH(Run(options), "report " + options.junit.string() +
                                      " cannot be written: No such file or directory");
}

TEST_CASE("run: replies are shown on request, without secrets", "[runner][run]") {
  const TempFolder files;
  files.Write("a.json", R"({"steps": [{"post": "/users/getToken",
      "body": {"imp_key": "imp_apikey", "imp_secret":
        "ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f"}}]})");
  RunOptions options = OptionsFor(files);
  options.show_replies = true;
  const std::string out = Run(options).out;
  CHECK(out.find("= {\"code\":0") != std::string::npos);
  CHECK(out.find("\"access_token\":\"***\"") != std::string::npos);

  options.json = true;
  CHECK(Run(options).out.find("\"reply\"") != std::string::npos);
}

TEST_CASE("validate: it writes the reports of run, too", "[runner][junit]") {
  const TempFolder files;
  files.Write("a.json", "{\"abut\": 1}");
  std::ostringstream out;
  std::ostringstream err;
  RunOptions options = OptionsFor(files);
  options.json = true;
  options.junit = files.path() / "out.xml";
  CHECK(ValidateFiles(options, out, err) == ExitStatus::kUnusable);
  CHECK(Json::parse(out.str())["passed"] == false);
  CHECK(files.Read("out.xml").find("<error type=\"unusable\"") != std::string::npos);
}

TEST_CASE("validate: annotations for GitHub name file, line and column", "[runner][github]") {
  const TempFolder files;
  files.Write("a.json", "{\n  \"abut\": 1}");
  std::ostringstream out;
  std::ostringstream err;
  RunOptions options = OptionsFor(files);
  options.github = true;
  CHECK(ValidateFiles(options, out, err) == ExitStatus::kUnusable);
  CHECK(out.str().starts_with("::error file=" + files.GetPath("a.json") + ",line=2,col=3,title="));
  CHECK(out.str().ends_with("::/abut: unknown key; did you mean \"about\"?\n"));
}

}  // namespace
}  // namespace portone::app
