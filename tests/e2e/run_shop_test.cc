// SPDX-License-Identifier: MIT
// Scenarios whose file names the shop's program: `run` starts it under the shared clock, plays, and
// stops it. The test fails if a runtime is not installed.
#include <chrono>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "json/json.h"
#include "sim/clock.h"
#include "support/catch.h"
#include "support/eventually.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string LocalUrl(int port) {
  return "http://127.0.0.1:" + std::to_string(port);
}

/// examples/year with a free port in place of its own.
std::string ReadYearScenario(int port) {
  std::string text = ReadSourceFile("examples/year/year.json");
  const std::string own = "3000";
  const std::string other = std::to_string(port);
  for (std::size_t at = 0; (at = text.find(own, at)) != std::string::npos; at += other.size())
    text.replace(at, own.size(), other);
  return text;
}

/// Runs a scenario in the source tree, with a temporary folder that is to be empty afterwards.
ProgramResult RunScenarioFile(const std::string& text, const Strings& options = {},
                              const Strings& environment = {}) {
  const TempFolder files;
  const TempFolder temporary;
  Strings arguments{"/bin/sh",       "-c",  "cd \"$0\" && exec \"$@\"", SourcePath(""),
                    PORTONE_PROGRAM, "run", files.Write("a.json", text)};
  arguments.insert(arguments.end(), options.begin(), options.end());
  Strings variables = environment;
  variables.push_back("TMPDIR=" + temporary.path().string());
  ProgramResult result = RunToEnd(arguments, variables);
  CHECK(fs::is_empty(temporary.path()));
  return result;
}

/// A scenario that starts the program and then runs `steps`, by default an advance of a year;
/// `more` is merged into the block `shop`.
std::string MakeShopScenario(const Strings& command, const Json& more = Json::object(),
                             const Json& steps = Json::array({{{"advance", "P1Y"}}})) {
  Json document{{"clock", {{"start", "2024-01-15T09:00:00+09:00"}}},
                {"shop", {{"command", command}}},
                {"steps", steps}};
  document["shop"].update(more);
  return document.dump();
}

/// A program for Node.js.
Strings Node(const std::string& script) {
  return {"/usr/bin/node", "-e", script};
}

TEST_CASE("run: a scenario starts the shop, and a year is twelve charges", "[shops]") {
  const int port = ClosedPort().port();
  const ProgramResult result = RunScenarioFile(ReadYearScenario(port));
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
  CHECK(Contains(result.out, "ok "));
  CHECK_FALSE(Contains(result.out, "the shop's last output"));
  CHECK_THROWS(SendUnchecked(port, "GET /ledger"));  // it is no longer there
}

TEST_CASE("run: without the shared clock the same year fails, and the hint says why", "[shops]") {
  std::string text = ReadYearScenario(ClosedPort().port());
  const std::string shares = "\"share_clock\": true";
  text.replace(text.find(shares), shares.size(), "\"share_clock\": false");
  // The machine's time in a month, which the shop's own clock has not reached.
  const std::string start = "2024-01-15T09:00:00+09:00";
  text.replace(text.find(start), start.size(),
               FormatIso(sim::ReadWallClock() + std::chrono::hours{40 * 24}));
  const ProgramResult result = RunScenarioFile(text);
  INFO(result.out << result.err);
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.out, "the merchant's clock is behind. Let the scenario's \"shop\" start "));
  CHECK(Contains(result.out, "the shop's last output:"));
  CHECK(Contains(result.out, "Error: /subscribe/payments/schedule: "));
}

TEST_CASE("run: each scenario of a folder has a shop of its own", "[shops]") {
  const TempFolder files;
  const TempFolder marks;
  const int port = ClosedPort().port();
  const Json shop{{"url", LocalUrl(port)}, {"env", {{"PORT", std::to_string(port)}}}};
  const Strings server = Node(
      "require('http').createServer((q, a) => a.end('{\"pid\": ' + process.pid + '}'))"
      ".listen(process.env.PORT, '127.0.0.1');"
      "require('fs').writeFileSync(process.argv[1] + '/' + process.pid, '')");
  Strings command = server;
  command.push_back(marks.path().string());
  const std::string text =
      MakeShopScenario(command, shop, Json::array({{{"shop", {{"get", "/"}}}}}));
  files.Write("a.json", text);
  files.Write("b.json", text);
  const ProgramResult result = RunEmulator({"run", files.path().string()});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
  CHECK(std::distance(fs::directory_iterator(marks.path()), {}) == 2);
}

TEST_CASE("run: a shop that is started finds emulator, authority and time by its variables",
          "[shops]") {
  const std::string script =
      "const {execFileSync} = require('child_process');"
      "const names = ['PORTONE_EMULATOR_URL', 'HTTPS_PROXY', 'SSL_CERT_FILE', 'LD_PRELOAD', "
      "'PORTONE_CLOCK_FILE', 'SHOP_NAME'];"
      "const reply = execFileSync('/usr/bin/curl', ['-sS', 'https://api.iamport.kr/users/getToken',"
      " '-d', 'imp_key=imp_apikey&imp_secret=' + process.env.IMP_SECRET]);"
      "console.error(names.filter((name) => process.env[name]).join(' '), new Date().toISOString(),"
      " JSON.parse(reply).code); process.exit(5)";
  const ProgramResult result = RunScenarioFile(MakeShopScenario(
      Node(script), {{"url", LocalUrl(ClosedPort().port())},
                     {"share_clock", true},
                     {"env", {{"SHOP_NAME", "kim's"}, {"IMP_SECRET", kSampleSecret}}}}));
  INFO(result.out << result.err);
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.out, "! the shop exited before it was ready: exit code 5"));
  CHECK(Contains(result.out,
                 "| PORTONE_EMULATOR_URL HTTPS_PROXY SSL_CERT_FILE LD_PRELOAD PORTONE_CLOCK_FILE "
                 "SHOP_NAME 2024-01-15T00:0"));
  CHECK(Contains(result.out, "Z 0\n"));
}

TEST_CASE("run: a shop that cannot be started is named", "[shops]") {
  const ProgramResult absent = RunScenarioFile(MakeShopScenario({"/no/such/shop", "--fast"}));
  CHECK(absent.exit_code == 1);
  CHECK(Contains(absent.out,
                 "! the shop: /no/such/shop cannot be started: No such file or directory\n"));
  const ProgramResult folder = RunScenarioFile(MakeShopScenario({"/tmp"}));
  CHECK(folder.exit_code == 1);
  CHECK(Contains(folder.out, "! the shop: /tmp cannot be started: Permission denied\n"));
  const ProgramResult go =
      RunScenarioFile(MakeShopScenario({"/usr/bin/go", "version"}, {{"share_clock", true}}));
  CHECK(go.exit_code == 1);
  CHECK(Contains(go.out, "! cannot share the clock: /usr/bin/go is a Go program"));
}

TEST_CASE("run: a shop that never becomes ready fails within the time of --wait", "[shops]") {
  const ClosedPort nobody;
  const std::string url = LocalUrl(nobody.port()) + "/health";
  const ProgramResult result = RunScenarioFile(
      MakeShopScenario({"/bin/sh", "-c", "echo still loading; exec /bin/sleep 1000"},
                       {{"wait_for", url}}),
      {"--wait", "1"});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.out,
                 "! the shop was not ready within 1 s: " + url + ": connection refused\n"));
  CHECK(Contains(result.out, "| still loading"));
}

TEST_CASE("run: --wait-for overrides the URL that the file waits for", "[shops]") {
  const ClosedPort nobody;
  const std::string url = LocalUrl(nobody.port()) + "/other";
  const ProgramResult result =
      RunScenarioFile(MakeShopScenario(Node("setInterval(() => {}, 1000)"),
                                       {{"wait_for", "http://127.0.0.1:1/health"}}),
                      {"--wait", "1", "--wait-for", url});
  CHECK(Contains(result.out, "! the shop was not ready within 1 s: " + url + ": "));
}

TEST_CASE("run: a shop that dies in an advance ends it where it stands", "[shops]") {
  // It takes no webhook and is not called: only its exit shows that it is gone.
  const std::string script =
      "setInterval(() => { if (new Date() >= new Date('2024-03-01')) process.exit(3) }, 5)";
  const ProgramResult result = RunScenarioFile(MakeShopScenario(
      Node(script), {{"share_clock", true}},
      Json::array({{{"advance", {{"by", "P10Y"}, {"tick", {{"every", "1d"}, {"wait_ms", 50}}}}}},
                   {{"get", "/_emulator/clock"}}})));
  INFO(result.out << result.err);
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.out, "! the shop exited before the scenario finished: exit code 3\n"));
  // When its exit is noticed depends on the machine; it is long before the advance would end.
  CHECK(Contains(result.out, "the shop has exited: exit code 3; the clock is at 2024-"));
  CHECK_FALSE(Contains(result.out, "the clock is at 2024-01"));
  CHECK_FALSE(Contains(result.out, "the clock is at 2024-02"));
  CHECK(Contains(result.out, "1 step not run"));
}

TEST_CASE("run: a shop that has died fails a scenario that would pass, and ends it", "[shops]") {
  const int port = ClosedPort().port();
  const std::string script =
      "require('http').createServer((q, a) => { a.end('{}'); if (q.method === 'POST') "
      "a.on('close', () => process.kill(process.pid, 'SIGKILL')) })"
      ".listen(process.env.PORT, '127.0.0.1')";
  const Json steps = Json::array(
      {{{"shop", {{"post", "/"}}}},
       {{"wait", Json::array({{{"payments", 1}}})}, {"timeout_ms", 1'000}, {"status", 408}},
       {{"advance", {{"by", "P1Y"}, {"tick", "1h"}}}}});
  const ProgramResult result = RunScenarioFile(MakeShopScenario(
      Node(script), {{"url", LocalUrl(port)}, {"env", {{"PORT", std::to_string(port)}}}}, steps));
  INFO(result.out << result.err);
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.out, "! the shop exited before the scenario finished: signal 9\n"));
  CHECK_FALSE(Contains(result.out, "advance P1Y"));  // nobody would be there
  CHECK(Contains(result.out, " not run\n"));
}

TEST_CASE("run: a shop that ignores SIGTERM, and what it has started, end too", "[shops]") {
  const TempFolder folder;
  const Strings command{
      "/bin/sh", "-c",
      "trap '' TERM; /bin/sh -c 'trap \"\" TERM; echo $$ >\"$0/child\"; while :; do "
      "/bin/sleep 1; done' \"$0\" & echo $$ >\"$0/shop\"; wait; wait",
      folder.path().string()};
  const ProgramResult result = RunScenarioFile(MakeShopScenario(
      command, Json::object(),
      Json::array({{{"wait", Json::array({{{"payments", 1}}})}, {"timeout_ms", 1'000}}})));
  CHECK(result.exit_code == 1);
  for (const char* name : {"shop", "child"}) {
    INFO(name);
    const std::string pid = folder.Read(name);
    REQUIRE_FALSE(pid.empty());
    CHECK_FALSE(IsRunning(std::stoi(pid)));
  }
}

TEST_CASE("run: a signal ends the shop, too, and leaves no files", "[shops]") {
  const int number = GENERATE(SIGINT, SIGTERM, SIGHUP);
  const TempFolder folder;
  const TempFolder temporary;
  const std::string file = folder.Write(
      "a.json",
      MakeShopScenario(
          {"/bin/sh", "-c", "echo $$ >\"$0/shop\"; exec /bin/sleep 1000", folder.path().string()},
          Json::object(),
          Json::array({{{"wait", Json::array({{{"payments", 1}}})}, {"timeout_ms", 60'000}}})));
  Program run({"/usr/bin/env", "--default-signal", PORTONE_PROGRAM, "run", file},
              {"TMPDIR=" + temporary.path().string()});
  REQUIRE(Eventually([&] { return folder.Read("shop").ends_with('\n'); }));
  run.Signal(number);
  CHECK(run.Await().exit_code == 128 + number);
  CHECK_FALSE(IsRunning(std::stoi(folder.Read("shop"))));
  CHECK(fs::is_empty(temporary.path()));
}

TEST_CASE("run: --shop-url replaces the program of the file", "[shops]") {
  const RawReceiver shop([](RawSocket& client) {
    while (!client.ReadRequest().empty())
      client.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  });
  const ProgramResult result = RunScenarioFile(
      MakeShopScenario({"/no/such/shop"},
                       {{"url", "http://127.0.0.1:1"}, {"wait_for", "http://127.0.0.1:1"}},
                       Json::array({{{"shop", {{"get", "/"}}}}})),
      {"--port", "0", "--shop-url", shop.url("")});
  INFO(result.out << result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("run: tick commands find the emulator even when no shop is started", "[shops]") {
  const RawReceiver shop([](RawSocket& client) {
    while (!client.ReadRequest().empty())
      client.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  });
  const std::vector<Strings> options{{}, {"--port", "0", "--shop-url", shop.url("")}};
  for (const Strings& option : options) {
    const TempFolder folder;
    const std::string script =
        "/usr/bin/curl -sS https://api.iamport.kr/users/getToken -d 'imp_key=imp_apikey' -d "
        "\"imp_secret=$1\" >\"$0/reply\"; echo noise; test -n \"$NODE_OPTIONS\"";
    const Json tick{
        {"every", "1d"},
        {"wait_ms", 0},
        {"command", {"/bin/sh", "-euc", script, folder.path().string(), kSampleSecret}}};
    Strings arguments = option;
    arguments.push_back("--json");
    const ProgramResult result =
        RunScenarioFile(Json{{"steps", Json::array({{{"advance", {{"by", "1d"}, {"tick", tick}}},
                                                     {"reply", {{"ticks", {{"failed", 0}}}}}}})}}
                            .dump(),
                        arguments);
    INFO(result.out << result.err);
    CHECK(result.exit_code == 0);
    CHECK(Contains(folder.Read("reply"), "\"code\":0"));
    CHECK(Contains(result.err, "noise\n"));
    CHECK(Json::accept(result.out));  // no output of the command is in it
  }
}

TEST_CASE("run: the error for a running shop that does not answer has its URL", "[shops]") {
  const std::string wait = GENERATE("0", "1");
  const ClosedPort nobody;
  const std::string url = LocalUrl(nobody.port());
  const ProgramResult result =
      RunScenarioFile(Json{{"shop", {{"url", url}, {"wait_for", url + "/health"}}},
                           {"steps", Json::array({{{"shop", {{"get", "/"}}}}})}}
                          .dump(),
                      {"--port", "0", "--wait", wait});
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.out, "! " + url + "/health did not answer within " + wait +
                                 " s: connection refused\n"));
}

TEST_CASE("run: a shop with another key than the scenario's merchant is noticed", "[shops]") {
  std::string text = ReadYearScenario(ClosedPort().port());
  const std::string merchant =
      "\"merchant\": {\"imp_key\": \"node-shop\", \"imp_secret\": \"secret\"},";
  text.erase(text.find(merchant), merchant.size());
  const ProgramResult result = RunScenarioFile(text);
  INFO(result.out << result.err);
  CHECK(result.exit_code == 1);
  CHECK(Contains(result.out,
                 "warning: imp_key node-shop opened a sandbox that is not the scenario's: "));
}

TEST_CASE("run: the output of a shop that fails is in the JSON report", "[shops]") {
  const ProgramResult result =
      RunScenarioFile(MakeShopScenario(Node("console.log('no database'); process.exit(1)"),
                                       {{"url", LocalUrl(ClosedPort().port())}}),
                      {"--json"});
  const Json report = Json::parse(result.out);
  CHECK(report["scenarios"][0]["shop_output"] == "no database\n");
  CHECK(report["scenarios"][0]["failures"][0]["message"] ==
        "the shop exited before it was ready: exit code 1");
}

}  // namespace
}  // namespace portone::testing
