// SPDX-License-Identifier: MIT
// Real programs that have a sandbox's time: the library in them, and shops in five languages that
// plan by their own clock (tests/clients/shops). A run time that is not installed fails the test
// (scripts/install-packages.sh test).
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

using Words = std::vector<std::string>;

constexpr Instant kStart{std::chrono::hours{24 * 365 * 60}};

Words operator+(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The library as `env` writes it.
std::string WriteLibrary(const TempFolder& folder) {
  const RunningEmulator emulator;
  const Ending ending = RunEmulator(
      {"env", "--share-clock", "--url", emulator.base_url(), "--dir", folder.PathOf("files")});
  INFO(ending.err);
  REQUIRE(ending.exit_code == 0);
  return folder.PathOf("files/libportone_clock.so");
}

TEST_CASE("shared clock: no read goes back or is another time while the file changes", "[e2e]") {
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
  const Ending ending = probe.Await();
  CHECK(ending.out.ends_with("backwards 0, wrong 0, enough reads: yes\n"));
}

TEST_CASE("shared clock: waits are as long as without it", "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const auto opened = app::ClockFile::Open(folder.PathOf("clock"));
  REQUIRE(opened.ok());
  for (const Instant shown : {kStart, Instant{std::chrono::hours{1}}}) {
    opened.value()->Show({sim::ReadWallClock(), shown, 1}, true);
    const Ending ending =
        RunToEnd({PORTONE_CLOCK_PROBE, "waits"},
                 {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + folder.PathOf("clock")});
    CHECK(ending.out == "done\n");
  }
}

/// The shop's own ledger, and what each advance told, as tests/clients/shops/billing.py prints it.
Ending BillShop(const Words& options, const std::string& start, const Words& shop) {
  return RunToEnd(
      Words{PORTONE_PROGRAM, "exec"} + options +
          Words{"--", "/usr/bin/python3", InTree("tests/clients/shops/billing.py"), start} + shop,
      {"TZ=Asia/Seoul"});
}

std::string ShopFile(const std::string& name) {
  return InTree("tests/clients/shops/" + name);
}

/// One for each language, from a day that each month has.
const std::vector<Words>& Shops() {
  static const std::vector<Words> shops{
      {"/usr/bin/node", ShopFile("shop.js")},
      {"/usr/bin/python3", ShopFile("shop.py")},
      {"/usr/bin/ruby", ShopFile("shop.rb")},
      {"/usr/bin/php", "-S", "127.0.0.1:{port}", ShopFile("shop.php")},
      {"/usr/bin/java", "-XX:TieredStopAtLevel=1", ShopFile("Shop.java")}};
  return shops;
}

TEST_CASE("shared clock: one advance of a year bills a shop of each language twelve times",
          "[shops]") {
  for (const Words& shop : Shops()) {
    INFO(shop[0]);
    const Ending ending = BillShop({"--share-clock"}, "2024-01-15T09:00:00+09:00", shop);
    INFO(ending.err);
    CHECK(ending.out == ReadSourceFile("tests/clients/shops/ledger.txt"));
    CHECK(ending.exit_code == 0);
  }
}

TEST_CASE("shared clock: each language shows its own end of a month", "[shops]") {
  const std::vector<std::string> ledgers{"overflow", "clamped", "clamped", "overflow", "clamped"};
  for (std::size_t i = 0; i < Shops().size(); ++i) {
    INFO(Shops()[i][0]);
    const Ending ending =
        BillShop({"--share-clock"}, "2024-01-31T09:00:00+09:00", Shops()[i] + Words{});
    INFO(ending.err);
    CHECK(ending.out == ReadSourceFile("tests/clients/shops/month_end_" + ledgers[i] + ".txt"));
  }
}

TEST_CASE("shared clock: without it a shop is charged twice, and an advance says why", "[shops]") {
  const Ending ending = BillShop({}, FormatIso(sim::ReadWallClock()), Shops()[0]);
  INFO(ending.err);
  INFO(ending.out);
  CHECK(ending.out.find("merchant's clock is behind") != std::string::npos);
}

TEST_CASE("shared clock: a program that cannot have it is named", "[e2e]") {
  const Ending ending = RunEmulator({"exec", "--share-clock", "--", "/usr/bin/go", "version"});
  CHECK(ending.exit_code == 125);
  CHECK(ending.err.find("cannot share the clock: /usr/bin/go is a Go program") !=
        std::string::npos);
  CHECK(ending.out.empty());
}

TEST_CASE("shared clock: exec gives it to its commands", "[e2e]") {
  const Ending ending =
      RunEmulator({"exec", "--share-clock", "--", "/bin/sh", "-euc",
                   "/usr/bin/curl -sS -o /dev/null -X PUT $PORTONE_EMULATOR_URL/_emulator/clock "
                   "-d '{\"now\":\"2031-05-06T00:00:00Z\"}'; date -u +%F"});
  INFO(ending.err);
  CHECK(ending.out == "2031-05-06\n");
  CHECK(ending.exit_code == 0);
}

TEST_CASE("shared clock: env gives it to programs of a running emulator", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator emulator;
  const Ending ending = RunToEnd(
      {"/bin/sh", "-euc",
       "eval \"$(\"$1\" env --share-clock --url \"$2\" --dir \"$3\")\"; /usr/bin/curl -sS -o "
       "/dev/null -X PUT \"$2/_emulator/clock\" -d '{\"now\":\"2031-05-06T00:00:00Z\"}'; "
       "date -u +%F",
       "sh", PORTONE_PROGRAM, emulator.base_url(), folder.PathOf("files")});
  INFO(ending.err);
  CHECK(ending.out == "2031-05-06\n");
}

TEST_CASE("shared clock: two emulators do not write one file", "[e2e]") {
  const TempFolder folder;
  const std::string path = folder.PathOf("clock");
  const RunningEmulator emulating({"--clock-file", path});
  const Ending ending = RunEmulator({"serve", "--port", "0", "--clock-file", "shop=" + path});
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("clock-file: the clock file " + path +
                        " is written by another emulator, or for another sandbox") !=
        std::string::npos);
}

TEST_CASE("shared clock: a program without its file says so and keeps the machine's time",
          "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const Ending ending = RunToEnd({"/bin/date", "-u", "+%Y"},
                                 {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=/nowhere/clock"});
  CHECK(ending.err ==
        "portone-emulator: the clock file /nowhere/clock cannot be mapped; this program has the "
        "machine's time\n");
  CHECK(ending.exit_code == 0);
}

}  // namespace
}  // namespace portone::testing
