// SPDX-License-Identifier: MIT
// Real programs that have a sandbox's time: the library that they load, and shops in five languages
// that schedule by their own clock (tests/clients/shops). A runtime that is not installed fails the
// test (scripts/install-packages.sh test).
#include <filesystem>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "sim/clock.h"
#include "support/catch.h"
#include "support/clock_library.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

Strings operator+(Strings words, const Strings& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// Runs a shop under tests/clients/shops/billing.py, which prints the shop's ledger and the reports
/// of the advances.
ProgramResult RunBilling(const Strings& options, const std::string& start, const Strings& shop,
                         const Strings& environment = {}) {
  return RunToEnd(
      Strings{PORTONE_PROGRAM, "exec"} + options +
          Strings{"--", "/usr/bin/python3", SourcePath("tests/clients/shops/billing.py"), start} +
          shop,
      Strings{"TZ=Asia/Seoul"} + environment);
}

std::string ShopFile(const std::string& name) {
  return SourcePath("tests/clients/shops/" + name);
}

/// The command of each language's shop.
const std::vector<Strings>& Shops() {
  static const std::vector<Strings> shops{
      {"/usr/bin/node", ShopFile("shop.js")},
      {"/usr/bin/python3", ShopFile("shop.py")},
      {"/usr/bin/ruby", ShopFile("shop.rb")},
      {"/usr/bin/php", "-S", "127.0.0.1:{port}", ShopFile("shop.php")},
      {"/usr/bin/java", "-XX:TieredStopAtLevel=1", ShopFile("Shop.java")}};
  return shops;
}

TEST_CASE("shared clock: in one advance of a year a shop of each language charges twelve times",
          "[shops]") {
  for (const Strings& shop : Shops()) {
    INFO(shop[0]);
    const ProgramResult result = RunBilling({"--share-clock"}, "2024-01-15T09:00:00+09:00", shop);
    INFO(result.err);
    CHECK(result.out == ReadSourceFile("tests/clients/shops/ledger.txt"));
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("shared clock: each language has its own rule for the end of a month", "[shops]") {
  const std::vector<std::string> ledgers{"overflow", "clamped", "clamped", "overflow", "clamped"};
  for (std::size_t i = 0; i < Shops().size(); ++i) {
    INFO(Shops()[i][0]);
    const ProgramResult result =
        RunBilling({"--share-clock"}, "2024-01-31T09:00:00+09:00", Shops()[i] + Strings{});
    INFO(result.err);
    CHECK(result.out == ReadSourceFile("tests/clients/shops/month_end_" + ledgers[i] + ".txt"));
  }
}

TEST_CASE("shared clock: without it schedules are refused, and an advance reports the cause",
          "[shops]") {
  for (const Strings& shop : Shops()) {
    INFO(shop[0]);
    const ProgramResult result =
        RunBilling({}, FormatIso(sim::ReadWallClock()), shop, {"BILLING=year"});
    INFO(result.err);
    INFO(result.out);
    CHECK(result.out.find("late 1 1 schedule (of kim) was refused ") != std::string::npos);
    CHECK(result.out.find("the merchant's clock is behind") != std::string::npos);
  }
}

TEST_CASE("shared clock: a program that cannot share the clock is named", "[e2e]") {
  const ProgramResult result =
      RunEmulator({"exec", "--share-clock", "--", "/usr/bin/go", "version"});
  CHECK(result.exit_code == 125);
  CHECK(result.err.find("cannot share the clock: /usr/bin/go is a Go program") !=
        std::string::npos);
  CHECK(result.out.empty());
}

TEST_CASE("shared clock: a program that cannot share it is seen wherever a command names it",
          "[e2e]") {
  const std::string message = "cannot share the clock: /usr/bin/go is a Go program";
  const std::vector<Strings> commands{
      {"--with", "PORT=1 exec /usr/bin/go run .", "--", "/bin/true"},
      {"--with", "/bin/true && (cd /tmp; nohup go version >/dev/null) &", "--", "/bin/true"},
      {"--", "/usr/bin/env", "-u", "PORT", "A=1", "go", "version"},
      {"--", "/bin/sh", "-euc", "/bin/true; if true; then timeout -k 1 5 go version; fi"},
      {"--", "/usr/bin/nice", "-n", "1", "/bin/bash", "-lc", "go version"},
  };
  for (const Strings& command : commands) {
    INFO(command[1]);
    const ProgramResult result = RunEmulator(Strings{"exec", "--share-clock"} + command);
    CHECK(result.exit_code == 125);
    CHECK(result.err.find(message) != std::string::npos);
    CHECK(result.out.empty());
  }
  const ProgramResult result = RunEmulator({"exec", "--share-clock", "--", "/usr/bin/env", "-u",
                                            "LD_PRELOAD", "/usr/bin/go", "version"});
  INFO(result.err);
  CHECK(result.exit_code == 0);
}

TEST_CASE("shared clock: a tick's command that cannot share the clock is refused", "[e2e]") {
  const ProgramResult result = RunEmulator(
      {"exec", "--share-clock", "--", "/usr/bin/env", "sh", "-euc",
       "/usr/bin/curl -sS $PORTONE_EMULATOR_URL/_emulator/clock/advance -d '{\"by\": \"1d\", "
       "\"tick\": {\"every\": \"1d\", \"command\": [\"sh\", \"-c\", \"go version\"]}}'"});
  INFO(result.err);
  CHECK(result.out.find("\"code\":\"invalid_parameter\"") != std::string::npos);
  CHECK(result.out.find("cannot share the clock: /usr/bin/go is a Go program") !=
        std::string::npos);
}

TEST_CASE("shared clock: exec shares the clock with its commands", "[e2e]") {
  const ProgramResult result =
      RunEmulator({"exec", "--share-clock", "--", "/bin/sh", "-euc",
                   "/usr/bin/curl -sS -o /dev/null -X PUT $PORTONE_EMULATOR_URL/_emulator/clock "
                   "-d '{\"now\":\"2031-05-06T00:00:00Z\"}'; date -u +%F"});
  INFO(result.err);
  CHECK(result.out == "2031-05-06\n");
  CHECK(result.exit_code == 0);
}

TEST_CASE("shared clock: env shares the clock with programs of a running emulator", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator emulator;
  const ProgramResult result = RunToEnd(
      {"/bin/sh", "-euc",
       "eval \"$(\"$1\" env --share-clock --url \"$2\" --dir \"$3\")\"; /usr/bin/curl -sS -o "
       "/dev/null -X PUT \"$2/_emulator/clock\" -d '{\"now\":\"2031-05-06T00:00:00Z\"}'; "
       "date -u +%F",
       "sh", PORTONE_PROGRAM, emulator.base_url(), folder.GetPath("files")});
  INFO(result.err);
  CHECK(result.out == "2031-05-06\n");
}

TEST_CASE("shared clock: two emulators do not write one file", "[e2e]") {
  const TempFolder folder;
  const std::string path = folder.GetPath("clock");
  const RunningEmulator emulating({"--clock-file", path});
  const ProgramResult result =
      RunEmulator({"serve", "--port", "0", "--clock-file", "shop=" + path});
  CHECK(result.exit_code == 2);
  CHECK(result.err.find("clock-file: the clock file " + path +
                        " is written by another emulator, or for another sandbox") !=
        std::string::npos);
}

/// The year that a program sees in a clock file.
std::string ReadSharedYear(const std::string& library, const std::string& path) {
  return RunToEnd({"/bin/date", "-u", "+%Y"},
                  {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + path})
      .out;
}

TEST_CASE("shared clock: each sandbox that is named has a file of its own", "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const RunningEmulator emulator({"--clock-file", folder.GetPath("default"), "--clock-file",
                                  "shop=" + folder.GetPath("shop")});
  MerchantClient shop(emulator.port(), "shop", "secret");
  MerchantClient main(emulator.port());
  main.Authorize();
  shop.Authorize();
  const auto set = [&emulator](const std::string& key, const std::string& now) {
    CHECK(Send(emulator.port(), "PUT /_emulator/clock?sandbox=" + key,
               {"Content-Type: application/json"}, "{\"now\": \"" + now + "\"}")
              .status == 200);
  };
  set("shop", "2041-01-02T00:00:00Z");
  set(std::string(kSampleKey), "2031-01-02T00:00:00Z");
  CHECK(ReadSharedYear(library, folder.GetPath("shop")) == "2041\n");
  CHECK(ReadSharedYear(library, folder.GetPath("default")) == "2031\n");
  CHECK(RunEmulator({"serve", "--port", "0", "--clock-file", "a=" + folder.GetPath("a"),
                     "--clock-file", "a=" + folder.GetPath("b")})
            .err.find("clock-file: the sandbox a has another one already") != std::string::npos);
}

/// An emulator whose clock stands at 2024-01-31T09:00:00+09:00, with three charges to come, one a
/// day from the next one on.
void PlanThreeCharges(int port) {
  MerchantClient merchant(port);
  merchant.Authorize();
  merchant.IssueKey("kim");
  for (int day = 1; day <= 3; ++day) {
    const std::string at = std::to_string(1'706'659'200 + day * 86'400);
    REQUIRE(merchant.Schedule("kim", "order-" + std::to_string(day), at).At("/code") == "0");
  }
}

TEST_CASE("shared clock: an advance ends where it stands when the file's folder vanishes",
          "[e2e]") {
  const TempFolder folder;
  std::filesystem::create_directory(folder.GetPath("sub"));
  const MerchantServer server([&folder](const Webhook& /*webhook*/) {
    std::filesystem::remove_all(folder.GetPath("sub"));
    return 200;
  });
  const RunningEmulator emulator(
      {"--clock-file", folder.GetPath("sub/clock"), "--webhook-url", server.url(), "--scenario",
       SourcePath("scenarios/kcp/monthly_subscription_fixed_clock.json")});
  PlanThreeCharges(emulator.port());
  const ReceivedReply advanced = MerchantClient(emulator.port()).Advance("P1M");
  CHECK(advanced.status == 409);
  CHECK(advanced.At("/error/code") == "clock_file");
  CHECK(advanced.At("/error/message") ==
        "the clock file " + folder.GetPath("sub/clock") +
            " has vanished: No such file or directory; the clock is at "
            "2024-02-01T09:00:00.000+09:00");
}

TEST_CASE("shared clock: an advance ends where it stands when the shop dies", "[e2e]") {
  const TempFolder folder;
  Program shop({"/usr/bin/node", "-e",
                "const server = require('http').createServer((request, response) => {"
                "response.setHeader('Connection', 'close'); server.close(); response.end(); });"
                "server.listen(0, '127.0.0.1', () => console.log(server.address().port))"});
  const std::string port = shop.ReadLine();
  const RunningEmulator emulator(
      {"--clock-file", folder.GetPath("clock"), "--webhook-url", "http://127.0.0.1:" + port + "/",
       "--scenario", SourcePath("scenarios/kcp/monthly_subscription_fixed_clock.json")});
  PlanThreeCharges(emulator.port());
  const ReceivedReply advanced = MerchantClient(emulator.port()).Advance("P1M");
  CHECK(advanced.status == 409);
  CHECK(advanced.At("/error/code") == "shop_unreachable");
  CHECK(advanced.At("/error/message") ==
        "the shop no longer accepts webhooks: http://127.0.0.1:" + port +
            "/: connection refused; the clock is at 2024-02-02T09:00:00.000+09:00");
}

TEST_CASE("shared clock: a time that no file can show is refused, and nothing moves", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator emulator(
      {"--clock-file", folder.GetPath("clock"), "--scenario",
       SourcePath("scenarios/kcp/monthly_subscription_fixed_clock.json")});
  const MerchantClient merchant(emulator.port());
  const std::string range = "2200-01-01T09:00:00.000+09:00";
  const ReceivedReply advanced = merchant.Advance("P200Y");
  CHECK(advanced.status == 400);
  CHECK(advanced.At("/error/message") == "the clock cannot go beyond " + range);
  const ReceivedReply set =
      Send(emulator.port(), "PUT /_emulator/clock", {"Content-Type: application/json"},
           R"({"now": "1969-12-31T00:00:00Z"})");
  CHECK(set.status == 400);
  CHECK(set.At("/error/message") ==
        "a clock file can show the time from 1970 to " + range + " only");
  CHECK(merchant.Get("/_emulator/clock").At("/now") == "2024-01-31T09:00:00.000+09:00");
}

TEST_CASE("shared clock: the commands of a nested exec have the time of its own sandbox", "[e2e]") {
  const std::string inner =
      "/usr/bin/curl -sS -o /dev/null -X PUT $PORTONE_EMULATOR_URL/_emulator/clock "
      "-d '{\"now\":\"2041-05-06T00:00:00Z\"}'; date -u +%F; "
      "echo $LD_PRELOAD | tr ': ' '\\n\\n' | grep -c libportone_clock.so";
  const ProgramResult result =
      RunEmulator({"exec", "--share-clock", "--", "/bin/sh", "-euc",
                   "/usr/bin/curl -sS -o /dev/null -X PUT $PORTONE_EMULATOR_URL/_emulator/clock "
                   "-d '{\"now\":\"2031-05-06T00:00:00Z\"}'; "
                   "ASAN_OPTIONS=verify_asan_link_order=0 \"$0\" exec --share-clock "
                   "-- /bin/sh -euc \"$1\"; date -u +%F",
                   PORTONE_PROGRAM, inner});
  INFO(result.err);
  CHECK(result.out == "2041-05-06\n1\n2031-05-06\n");
}

}  // namespace
}  // namespace portone::testing
