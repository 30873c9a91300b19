// SPDX-License-Identifier: MIT
// Real programs that have a sandbox's time: the library that they load, and shops in five languages
// that schedule by their own clock (tests/clients/shops). A runtime that is not installed fails the
// test (scripts/install-packages.sh test).
#include <string>
#include <vector>

#include "app/clock_file.h"
#include "domain/calendar.h"
#include "sim/clock.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr Instant kStart{std::chrono::hours{24 * 365 * 60}};

Strings operator+(Strings words, const Strings& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// Lets `env` write the library, and returns its path.
std::string WriteLibrary(const TempFolder& folder) {
  const RunningEmulator emulator;
  const ProgramResult result = RunEmulator(
      {"env", "--share-clock", "--url", emulator.base_url(), "--dir", folder.PathOf("files")});
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  return folder.PathOf("files/libportone_clock.so");
}

TEST_CASE("shared clock: no read gives an earlier or a wrong time while the file changes",
          "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const auto opened = app::ClockFile::Open(folder.PathOf("clock"));
  REQUIRE(opened.ok());
  Instant time = kStart;
  opened.value()->Show({sim::ReadWallClock(), time, 1}, true);
  Program probe({PORTONE_CLOCK_PROBE, "follow", "8"},
                {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + folder.PathOf("clock")});
  REQUIRE(probe.ReadLine() == "reading");
  for (int i = 0; i < 200'000; ++i) {
    time += std::chrono::seconds{i % 7 == 0 ? 3'600 : 1};
    opened.value()->Show({sim::ReadWallClock(), time, 1}, false);
  }
  probe.Signal(SIGTERM);
  const ProgramResult result = probe.Await();
  CHECK(result.out.ends_with("backwards 0, wrong 0, enough reads: yes\n"));
}

TEST_CASE("shared clock: waits are as long as without the library", "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const auto opened = app::ClockFile::Open(folder.PathOf("clock"));
  REQUIRE(opened.ok());
  for (const Instant time : {kStart, Instant{std::chrono::hours{1}}}) {
    opened.value()->Show({sim::ReadWallClock(), time, 1}, true);
    const ProgramResult result =
        RunToEnd({PORTONE_CLOCK_PROBE, "waits"},
                 {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + folder.PathOf("clock")});
    CHECK(result.out == "done\n");
  }
}

/// Runs a shop under tests/clients/shops/billing.py, which prints the shop's ledger and the reports
/// of the advances.
ProgramResult RunBilling(const Strings& options, const std::string& start, const Strings& shop) {
  return RunToEnd(
      Strings{PORTONE_PROGRAM, "exec"} + options +
          Strings{"--", "/usr/bin/python3", InTree("tests/clients/shops/billing.py"), start} + shop,
      {"TZ=Asia/Seoul"});
}

std::string ShopFile(const std::string& name) {
  return InTree("tests/clients/shops/" + name);
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

TEST_CASE("shared clock: one advance of a year bills a shop of each language twelve times",
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
  const ProgramResult result = RunBilling({}, FormatIso(sim::ReadWallClock()), Shops()[0]);
  INFO(result.err);
  INFO(result.out);
  CHECK(result.out.find("merchant's clock is behind") != std::string::npos);
}

TEST_CASE("shared clock: a program that cannot share the clock is named", "[e2e]") {
  const ProgramResult result =
      RunEmulator({"exec", "--share-clock", "--", "/usr/bin/go", "version"});
  CHECK(result.exit_code == 125);
  CHECK(result.err.find("cannot share the clock: /usr/bin/go is a Go program") !=
        std::string::npos);
  CHECK(result.out.empty());
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
       "sh", PORTONE_PROGRAM, emulator.base_url(), folder.PathOf("files")});
  INFO(result.err);
  CHECK(result.out == "2031-05-06\n");
}

TEST_CASE("shared clock: two emulators do not write one file", "[e2e]") {
  const TempFolder folder;
  const std::string path = folder.PathOf("clock");
  const RunningEmulator emulating({"--clock-file", path});
  const ProgramResult result =
      RunEmulator({"serve", "--port", "0", "--clock-file", "shop=" + path});
  CHECK(result.exit_code == 2);
  CHECK(result.err.find("clock-file: the clock file " + path +
                        " is written by another emulator, or for another sandbox") !=
        std::string::npos);
}

TEST_CASE("shared clock: a program without the file reports that and keeps the machine's time",
          "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const ProgramResult result = RunToEnd(
      {"/bin/date", "-u", "+%Y"}, {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=/nowhere/clock"});
  CHECK(result.err ==
        "portone-emulator: the clock file /nowhere/clock cannot be mapped; this program has the "
        "machine's time\n");
  CHECK(result.exit_code == 0);
}

}  // namespace
}  // namespace portone::testing
