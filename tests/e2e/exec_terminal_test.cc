// SPDX-License-Identifier: MIT
// `portone-emulator exec` on a terminal, as people run it: typed input and Ctrl-C.
#include <cstdio>
#include <poll.h>
#include <pty.h>
#include <string>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/catch.h"
#include "support/program.h"

namespace portone::testing {
namespace {

constexpr int kTimeoutMs = 60'000;

/// `portone-emulator exec -- /bin/sh -c LINE` with a terminal of its own, killed on destruction if
/// it still runs.
class ExecOnTerminal {
 public:
  explicit ExecOnTerminal(const std::string& line) {
    pid_ = ::forkpty(&terminal_, nullptr, nullptr, nullptr);
    if (pid_ == 0) {
      ::execl(PORTONE_PROGRAM, PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c", line.c_str(),
              nullptr);
      ::_exit(127);
    }
    REQUIRE(pid_ > 0);
  }
  ExecOnTerminal(const ExecOnTerminal&) = delete;
  ExecOnTerminal& operator=(const ExecOnTerminal&) = delete;
  ~ExecOnTerminal() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
    if (terminal_ >= 0) ::close(terminal_);
  }

  void Type(const std::string& keys) const {
    REQUIRE(::write(terminal_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }
  void Signal(int number) const { REQUIRE(::kill(pid_, number) == 0); }

  /// Waits until the output has `text`, after the texts found before; false at the end or the
  /// timeout.
  bool AwaitText(const std::string& text) {
    std::size_t position = 0;
    while ((position = output_.find(text)) == std::string::npos) {
      if (!ReadMore()) return false;
    }
    output_.erase(0, position + text.size());
    return true;
  }

  int AwaitExitCode() {
    while (ReadMore()) {
    }
    int status = 0;
    REQUIRE(::waitpid(pid_, &status, 0) == pid_);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  bool ReadMore() {
    pollfd readable{terminal_, POLLIN, 0};
    if (::poll(&readable, 1, kTimeoutMs) != 1) return false;
    char buffer[1'024];  // NOLINT(*-avoid-c-arrays)
    const ssize_t count = ::read(terminal_, buffer, sizeof buffer);
    if (count <= 0) return false;  // no process has the terminal open
    output_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  int terminal_ = -1;
  pid_t pid_ = -1;
  std::string output_;
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
