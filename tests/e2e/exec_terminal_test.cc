// SPDX-License-Identifier: MIT
// `portone-emulator exec` on a terminal, as people run it: typed input and Ctrl-C.
#include <csignal>
#include <string>

#include "support/catch.h"
#include "support/terminal_program.h"

namespace portone::testing {
namespace {

/// `portone-emulator exec -- /bin/sh -c LINE` on a terminal.
class ExecOnTerminal : public TerminalProgram {
 public:
  explicit ExecOnTerminal(const std::string& line)
      : TerminalProgram({PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c", line}) {}
};

TEST_CASE("exec: on a terminal the command reads the typed input", "[e2e]") {
  ExecOnTerminal exec("echo ready; read line && echo \"got <$line>\"");
  REQUIRE(exec.AwaitText("ready"));
  exec.Type("hello\n");
  CHECK(exec.AwaitText("got <hello>"));
  CHECK(exec.AwaitExitCode() == 0);
}

TEST_CASE("exec: Ctrl-C reaches the command once, and the emulator serves until it has ended",
          "[e2e]") {
  ExecOnTerminal exec(
      "n=0; trap 'n=$((n+1)); echo caught' INT; "
      "trap 'echo $n in all, $(/usr/bin/curl -s -o /dev/null -w %{http_code} "
      "$PORTONE_EMULATOR_URL/_emulator/health); exit 7' USR1; "
      "echo ready; while :; do sleep 0.1; done");
  REQUIRE(exec.AwaitText("ready"));
  exec.Type("\x03");
  CHECK(exec.AwaitText("caught"));
  exec.Signal(SIGUSR1);
  CHECK(exec.AwaitText("1 in all, 200"));
  CHECK(exec.AwaitExitCode() == 7);
}

TEST_CASE("exec: Ctrl-C ends a command that does not catch it", "[e2e]") {
  ExecOnTerminal exec("echo ready; exec tail -f /dev/null");
  REQUIRE(exec.AwaitText("ready"));
  exec.Type("\x03");
  CHECK(exec.AwaitExitCode() == 128 + SIGINT);
}

}  // namespace
}  // namespace portone::testing
