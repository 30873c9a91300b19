// SPDX-License-Identifier: MIT
// `portone-emulator exec` on a terminal, as people run it: what is typed, and Ctrl-C.
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

constexpr int kPatienceMs = 60'000;

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

  /// Whether `text` is shown, after what has been looked for before.
  bool Shows(const std::string& text) {
    std::size_t at = 0;
    while ((at = shown_.find(text)) == std::string::npos) {
      if (!ReadMore()) return false;
    }
    shown_.erase(0, at + text.size());
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
    pollfd waiting{terminal_, POLLIN, 0};
    if (::poll(&waiting, 1, kPatienceMs) != 1) return false;
    char buffer[1'024];  // NOLINT(*-avoid-c-arrays)
    const ssize_t count = ::read(terminal_, buffer, sizeof buffer);
    if (count <= 0) return false;  // the terminal has been left by all
    shown_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  int terminal_ = -1;
  pid_t pid_ = -1;
  std::string shown_;
};

TEST_CASE("exec: on a terminal the command reads what is typed", "[e2e]") {
  ExecOnTerminal exec("echo ready; read line && echo \"got <$line>\"");
  REQUIRE(exec.Shows("ready"));
  exec.Type("hello\n");
  CHECK(exec.Shows("got <hello>"));
  CHECK(exec.AwaitExitCode() == 0);
}

TEST_CASE("exec: Ctrl-C reaches the command once, and the emulator serves until it has ended",
          "[e2e]") {
  ExecOnTerminal exec(
      "n=0; trap 'n=$((n+1)); echo caught' INT; "
      "trap 'echo $n in all, $(/usr/bin/curl -s -o /dev/null -w %{http_code} "
      "$PORTONE_EMULATOR_URL/_emulator/health); exit 7' USR1; "
      "echo ready; while :; do sleep 0.1; done");
  REQUIRE(exec.Shows("ready"));
  exec.Type("\x03");
  CHECK(exec.Shows("caught"));
  exec.Signal(SIGUSR1);
  CHECK(exec.Shows("1 in all, 200"));
  CHECK(exec.AwaitExitCode() == 7);
}

TEST_CASE("exec: Ctrl-C ends a command that does not catch it", "[e2e]") {
  ExecOnTerminal exec("echo ready; exec tail -f /dev/null");
  REQUIRE(exec.Shows("ready"));
  exec.Type("\x03");
  CHECK(exec.AwaitExitCode() == 128 + SIGINT);
}

}  // namespace
}  // namespace portone::testing
