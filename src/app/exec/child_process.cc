// SPDX-License-Identifier: MIT
#include "app/exec/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "app/exec/spawn_setup.h"
#include "sim/stopwatch.h"

namespace portone::app {
namespace {

constexpr std::array kForwardedSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
constexpr int kNotFound = 127;
constexpr int kNotExecutable = 126;
constexpr int kSignalExitCodeBase = 128;

sigset_t MakeAwaitedSignalSet() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  for (const int number : kForwardedSignals)
    sigaddset(&signals, number);
  return signals;
}

/// Whether the terminal sent the signal: then every process of this group has got it.
bool IsFromTerminal(const siginfo_t& signal) {
  return signal.si_code == SI_KERNEL && (signal.si_signo == SIGINT || signal.si_signo == SIGQUIT);
}

int DecodeExitCode(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : kSignalExitCodeBase + WTERMSIG(status);
}

}  // namespace

SpawnError::SpawnError(const std::string& program, int number)
    : std::runtime_error(program + " cannot be started: " + std::strerror(number)),
      exit_code_(number == ENOENT ? kNotFound : kNotExecutable) {}

void BlockForwardedSignals() {
  const sigset_t signals = MakeAwaitedSignalSet();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);  // a parent that ignores it would let no child be awaited
}

ChildProcesses::ChildProcesses(std::vector<std::string> environment)
    : environment_(std::move(environment)) {}

ChildProcesses::~ChildProcesses() {
  StopGroups();
}

pid_t ChildProcesses::Start(const std::vector<std::string>& command, Group group) {
  std::vector<std::string> words = command;
  const std::vector<char*> argv = ToPointers(words);
  const std::vector<char*> envp = ToPointers(environment_);
  SpawnSetup setup;
  if (group == Group::kOwn) setup.UseOwnGroup();
  pid_t child = 0;
  const int problem = ::posix_spawnp(&child, argv[0], setup.actions(), setup.attributes(),
                                     argv.data(), envp.data());
  if (problem != 0) throw SpawnError(command.front(), problem);
  if (group == Group::kOwn) groups_.push_back(child);
  return child;
}

int ChildProcesses::Await(pid_t child,
                          const std::function<void(pid_t other, int exit_code)>& on_other_end) {
  const sigset_t signals = MakeAwaitedSignalSet();
  for (;;) {
    siginfo_t signal{};
    if (::sigwaitinfo(&signals, &signal) < 0) continue;  // interrupted by a debugger
    if (signal.si_signo != SIGCHLD) {
      if (!IsFromTerminal(signal)) ::kill(child, signal.si_signo);
      continue;
    }
    int status = 0;
    for (pid_t ended = 0; (ended = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      if (ended == child) return DecodeExitCode(status);
      std::erase(groups_, ended);
      on_other_end(ended, DecodeExitCode(status));
    }
  }
}

void ChildProcesses::StopGroups() {
  for (const pid_t group : groups_)
    ::kill(-group, SIGTERM);
  sigset_t child_signal;
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  const sim::Stopwatch watch;
  for (;;) {
    for (pid_t ended = 0; (ended = ::waitpid(-1, nullptr, WNOHANG)) > 0;)
      std::erase(groups_, ended);
    const auto left = watch.TimeLeft(kTerminationTimeout);
    if (groups_.empty() || left.count() == 0) break;
    const timespec limit{left.count() / 1'000, left.count() % 1'000 * 1'000'000};
    ::sigtimedwait(&child_signal, nullptr, &limit);
  }
  for (const pid_t group : groups_) {
    ::kill(-group, SIGKILL);
    ::waitpid(group, nullptr, 0);
  }
  groups_.clear();
}

}  // namespace portone::app
