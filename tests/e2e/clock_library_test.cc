// SPDX-License-Identifier: MIT
// The library that has a program share a sandbox's clock, in real programs: what they read, and how
// long they wait.
#include "support/clock_library.h"

#include <filesystem>
#include <string>
#include <vector>

#include "app/clock_file.h"
#include "domain/calendar.h"
#include "sim/clock.h"
#include "support/catch.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr Instant kStart{std::chrono::hours{24 * 365 * 60}};

TEST_CASE("shared clock: no read gives an earlier or a wrong time while the file changes",
          "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const auto opened = app::ClockFile::Open(folder.GetPath("clock"));
  REQUIRE(opened.ok());
  Instant time = kStart;
  opened.value()->Show({sim::ReadWallClock(), time, 1}, true);
  Program probe({PORTONE_CLOCK_PROBE, "follow", "8"},
                {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + folder.GetPath("clock")});
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
  const auto opened = app::ClockFile::Open(folder.GetPath("clock"));
  REQUIRE(opened.ok());
  for (const Instant time : {kStart, Instant{std::chrono::hours{1}}}) {
    opened.value()->Show({sim::ReadWallClock(), time, 1}, true);
    const ProgramResult result =
        RunToEnd({PORTONE_CLOCK_PROBE, "waits"},
                 {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + folder.GetPath("clock")});
    CHECK(result.out == "done\n");
  }
}

TEST_CASE("shared clock: a program without the file reports that and keeps the machine's time",
          "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const ProgramResult result = RunToEnd(
      {"/bin/date", "-u", "+%Y"}, {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=/nowhere/clock"});
  CHECK(result.err ==
        "portone-emulator: the clock file /nowhere/clock cannot be mapped; until it can be, this "
        "program has the machine's time\n");
  CHECK(result.exit_code == 0);
}

TEST_CASE("shared clock: a program that starts before its file follows it once it is there",
          "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const std::string path = folder.GetPath("clock");
  Program probe({PORTONE_CLOCK_PROBE, "await"},
                {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + path});
  REQUIRE(probe.ReadLine() == "reading");
  const auto opened = app::ClockFile::Open(path);
  REQUIRE(opened.ok());
  opened.value()->Show({sim::ReadWallClock(), kStart, 1}, true);
  const ProgramResult result = probe.Await();
  CHECK(result.out == "reading\n" + FormatIso(kStart).substr(0, 4) + "\n");
}

TEST_CASE("shared clock: a copy of the library behind another one changes nothing", "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const std::string copy = folder.GetPath("copy.so");
  std::filesystem::copy_file(library, copy);
  const auto opened = app::ClockFile::Open(folder.GetPath("clock"));
  REQUIRE(opened.ok());
  opened.value()->Show({sim::ReadWallClock(), kStart, 1}, true);
  const Strings environment{"LD_PRELOAD=" + library + ":" + copy,
                            "PORTONE_CLOCK_FILE=" + folder.GetPath("clock")};
  CHECK(RunToEnd({"/bin/date", "-u", "+%Y"}, environment).out ==
        FormatIso(kStart).substr(0, 4) + "\n");
  CHECK(RunToEnd({PORTONE_CLOCK_PROBE, "waits"}, environment).out == "done\n");
}

TEST_CASE("shared clock: a program that is linked with musl follows it, too", "[e2e]") {
  const TempFolder folder;
  const std::string library = WriteLibrary(folder);
  const std::string program = folder.GetPath("probe");
  const ProgramResult made = RunToEnd(
      {"/usr/bin/musl-gcc", SourcePath("tests/clock_preload/musl_probe.c"), "-o", program});
  INFO(made.err);
  REQUIRE(made.exit_code == 0);
  const auto opened = app::ClockFile::Open(folder.GetPath("clock"));
  REQUIRE(opened.ok());
  opened.value()->Show({sim::ReadWallClock(), kStart, 1}, true);
  const ProgramResult result = RunToEnd(
      {program}, {"LD_PRELOAD=" + library, "PORTONE_CLOCK_FILE=" + folder.GetPath("clock")});
  INFO(result.err);
  CHECK(result.out == FormatIso(kStart).substr(0, 4) + "\n");
}

}  // namespace
}  // namespace portone::testing
