// SPDX-License-Identifier: MIT
#include "support/terminal_program.h"

#include <csignal>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/exec/spawn_setup.h"
#include "support/catch.h"

namespace portone::testing {
namespace {

constexpr int kTerminalTimeoutMs = 60'000;

}  // namespace

TerminalProgram::TerminalProgram(std::vector<std::string> command) {
  const std::vector<char*> argv = app::ToPointers(command);
  pid_ = ::forkpty(&terminal_, nullptr, nullptr, nullptr);
  if (pid_ == 0) {
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  REQUIRE(pid_ > 0);
}

TerminalProgram::~TerminalProgram() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  if (terminal_ >= 0) ::close(terminal_);
}

void TerminalProgram::Type(const std::string& keys) const {
  REQUIRE(::write(terminal_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
}

void TerminalProgram::Signal(int number) const {
  REQUIRE(::kill(pid_, number) == 0);
}

bool TerminalProgram::AwaitText(const std::string& text) {
  std::size_t position = 0;
  while ((position = output_.find(text)) == std::string::npos) {
    if (!ReadMore()) return false;
  }
  output_.erase(0, position + text.size());
  return true;
}

int TerminalProgram::AwaitExitCode() {
  while (ReadMore()) {
  }
  if (has_timed_out_) REQUIRE(::kill(pid_, SIGKILL) == 0);
  int status = 0;
  REQUIRE(::waitpid(pid_, &status, 0) == pid_);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool TerminalProgram::ReadMore() {
  pollfd readable{terminal_, POLLIN, 0};
  const int ready = ::poll(&readable, 1, kTerminalTimeoutMs);
  has_timed_out_ = ready == 0;
  if (ready != 1) return false;
  char buffer[1'024];  // NOLINT(*-avoid-c-arrays)
  const ssize_t count = ::read(terminal_, buffer, sizeof buffer);
  if (count <= 0) return false;  // no process has the terminal open
  output_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

}  // namespace portone::testing
