// SPDX-License-Identifier: MIT
// The colours of the timeline that `portone-emulator run` prints: on a terminal, and on request.
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/program.h"
#include "support/temp_folder.h"
#include "support/terminal_program.h"

namespace portone::testing {
namespace {

constexpr const char* kUnpaidScenario =
    R"({"about": "Somebody pays.", "expect": [{"payments": 1}]})";
constexpr const char* kRedFailure =
    "\x1b[31m              ! expected exactly 1 payment, found 0: there are no payments\x1b[0m";

/// What `run` prints on a terminal that has colours, in an environment with this assignment.
std::string RunOnTerminal(const std::string& assignment, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(),
                   {"/usr/bin/env", "-u", "NO_COLOR", "TERM=xterm", assignment, PORTONE_PROGRAM});
  TerminalProgram run(arguments);
  CHECK(run.AwaitExitCode() == 1);
  return run.output();
}

TEST_CASE("run: --color always colours the timeline in a file too, whatever NO_COLOR says",
          "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("a.json", kUnpaidScenario);
  const std::string no_color = GENERATE("NO_COLOR=", "NO_COLOR=1");
  const ProgramResult result = RunEmulator({"run", "--color", "always", file}, {no_color});
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.out, Catch::StartsWith("\x1b[31mFAIL " + file + "  Somebody pays.\x1b[0m\n"));
  CHECK_THAT(result.out, Catch::Contains(std::string("\n") + kRedFailure + "\n"));
}

TEST_CASE("run: without --color always, a timeline in a file has no colours", "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("a.json", kUnpaidScenario);
  const std::string color = GENERATE("auto", "never");
  for (const ProgramResult& result :
       {RunEmulator({"run", file}, {"TERM=xterm"}),
        RunEmulator({"run", "--color", color, file}, {"TERM=xterm"})}) {
    CHECK_THAT(result.out, Catch::StartsWith("FAIL " + file + "  Somebody pays.\n"));
    CHECK(result.out.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("run: on a terminal the timeline has colours, unless NO_COLOR or --color never is given",
          "[e2e]") {
  const TempFolder folder;
  const std::string file = folder.Write("a.json", kUnpaidScenario);
  const std::string failure = std::string(kRedFailure) + "\r\n";
  CHECK_THAT(RunOnTerminal("NO_COLOR=", {"run", file}), Catch::Contains(failure));
  CHECK_THAT(RunOnTerminal("NO_COLOR=1", {"run", "--color", "always", file}),
             Catch::Contains(failure));
  for (const std::string& plain : {RunOnTerminal("NO_COLOR=1", {"run", file}),
                                   RunOnTerminal("NO_COLOR=", {"run", "--color", "never", file}),
                                   RunOnTerminal("TERM=dumb", {"run", file})}) {
    CHECK_THAT(plain, Catch::StartsWith("FAIL "));
    CHECK(plain.find('\x1b') == std::string::npos);
  }
}

}  // namespace
}  // namespace portone::testing
