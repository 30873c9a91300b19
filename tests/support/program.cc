// SPDX-License-Identifier: MIT
#include "support/program.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/exec/spawn_setup.h"
#include "support/catch.h"

namespace portone::testing {
namespace {

constexpr int kTimeoutMs = 120'000;
constexpr std::string_view kOurVariables = "PORTONE_EMULATOR_";

std::vector<std::string> MakeEnvironment(const std::vector<std::string>& more) {
  std::vector<std::string> all;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with(kOurVariables)) all.emplace_back(*variable);
  }
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// Runs between fork and exec, so it only makes async-signal-safe calls. The child dies with the
/// test that started it, however that ends, and with no signal blocked.
[[noreturn]] void BecomeProgram(char* const* command, char* const* environment, int out, int err) {
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, nullptr);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::execvpe(command[0], command, environment);
  ::_exit(127);
}

int DecodeExitCode(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Program::Program(const std::vector<std::string>& command,
                 const std::vector<std::string>& environment) {
  std::vector<std::string> words = command;
  std::vector<std::string> variables = MakeEnvironment(environment);
  const std::vector<char*> argv = app::ToPointers(words);
  const std::vector<char*> envp = app::ToPointers(variables);
  std::array<int, 2> pipe_ends{};
  err_ = ::memfd_create("stderr", MFD_CLOEXEC);
  if (err_ < 0 || ::pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe for a child");
  }
  pid_ = ::fork();
  if (pid_ == 0) BecomeProgram(argv.data(), envp.data(), pipe_ends[1], err_);
  ::close(pipe_ends[1]);
  out_ = pipe_ends[0];
  if (pid_ < 0) throw std::runtime_error("no child could be started");
}

Program::~Program() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(out_);
  ::close(err_);
}

std::string Program::ReadLine() {
  while (unread_.find('\n') == std::string::npos) {
    if (!ReadMore()) return "";
  }
  const std::size_t end = unread_.find('\n');
  std::string line = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return line;
}

std::string Program::ReadErrorOutput() const {
  std::string all;
  std::array<char, 4096> buffer;
  ssize_t got = 1;
  while (got > 0) {
    got = ::pread(err_, buffer.data(), buffer.size(), static_cast<off_t>(all.size()));
    if (got > 0) all.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return all;
}

void Program::Signal(int number) const {
  ::kill(pid_, number);
}

ProgramResult Program::Await() {
  while (ReadMore()) {
  }
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return {DecodeExitCode(status), output_, ReadErrorOutput()};
}

/// False at the end of standard output, that is, when the program has ended.
bool Program::ReadMore() {
  pollfd readable{out_, POLLIN, 0};
  int ready = -1;
  do {
    ready = ::poll(&readable, 1, kTimeoutMs);
  } while (ready < 0 && errno == EINTR);
  if (ready == 0)
    throw std::runtime_error("the program hangs; its standard error:\n" + ReadErrorOutput());
  std::array<char, 4096> buffer;
  const ssize_t got = ::read(out_, buffer.data(), buffer.size());
  if (got <= 0) return false;
  unread_.append(buffer.data(), static_cast<std::size_t>(got));
  output_.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

ProgramResult RunToEnd(const std::vector<std::string>& command,
                       const std::vector<std::string>& environment) {
  Program program(command, environment);
  return program.Await();
}

namespace {

std::vector<std::string> MakeEmulatorCommand(const std::vector<std::string>& words,
                                             const std::vector<std::string>& more) {
  std::vector<std::string> command{PORTONE_PROGRAM};
  command.insert(command.end(), words.begin(), words.end());
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

}  // namespace

ProgramResult RunEmulator(const std::vector<std::string>& arguments,
                          const std::vector<std::string>& environment) {
  return RunToEnd(MakeEmulatorCommand({}, arguments), environment);
}

RunningEmulator::RunningEmulator(const std::vector<std::string>& arguments,
                                 const std::vector<std::string>& environment)
    : program_(MakeEmulatorCommand({"serve", "--port", "0"}, arguments), environment),
      ready_line_(program_.ReadLine()) {
  const std::size_t end = ready_line_.find(" control: ");  // of its URL
  if (end == std::string::npos) {
    throw std::runtime_error("the emulator did not become ready; its standard error:\n" +
                             program_.ReadErrorOutput());
  }
  port_ = std::atoi(ready_line_.c_str() + ready_line_.rfind(':', end) + 1);
}

RunningEmulator::~RunningEmulator() {
  if (program_.has_ended()) return;
  try {
    const ProgramResult result = Stop();
    INFO(result.err);
    CHECK(result.exit_code == 0);
  } catch (const std::exception& error) {
    FAIL_CHECK(error.what());
  }
}

ProgramResult RunningEmulator::Stop(int signal) {
  program_.Signal(signal);
  return program_.Await();
}

bool IsRunning(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string stat;
  std::getline(file, stat);
  return !stat.empty() && stat.find(") Z ") == std::string::npos;
}

std::string SourcePath(std::string_view path) {
  return std::string(PORTONE_SOURCE_DIR) + "/" + std::string(path);
}

}  // namespace portone::testing
