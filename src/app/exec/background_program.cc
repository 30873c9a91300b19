// SPDX-License-Identifier: MIT
#include "app/exec/background_program.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "app/exec/child_process.h"
#include "app/exec/spawn_setup.h"
#include "portone/emulator.h"
#include "sim/stopwatch.h"

namespace portone::app {
namespace {

/// How long the rest of the group may take to exit after the program itself has.
constexpr std::chrono::milliseconds kGroupExitTimeout{1'000};
constexpr int kPollMs = 10;

std::string DescribeExit(const siginfo_t& end) {
  return (end.si_code == CLD_EXITED ? "exit code " : "signal ") + std::to_string(end.si_status);
}

/// Throws StartError.
int OpenOutput(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) throw StartError(path.string() + " cannot be written: " + std::strerror(errno));
  return file;
}

}  // namespace

BackgroundProgram::BackgroundProgram(const std::vector<std::string>& command,
                                     std::vector<std::string> environment,
                                     const std::filesystem::path& output) {
  std::vector<std::string> arguments = command;
  const int file = OpenOutput(output);
  SpawnSetup setup;
  setup.UseOwnGroup();
  setup.PassDescriptor(file, STDOUT_FILENO);
  setup.PassDescriptor(file, STDERR_FILENO);
  const int problem =
      ::posix_spawnp(&pid_, arguments.front().c_str(), setup.actions(), setup.attributes(),
                     ToPointers(arguments).data(), ToPointers(environment).data());
  ::close(file);
  if (problem != 0) throw SpawnError(command.front(), problem);
  waiter_ = std::thread([this] { WaitForExit(); });
}

/// Does not reap the process, so that its pid stays reserved as the group's id.
void BackgroundProgram::WaitForExit() {
  siginfo_t end{};
  while (::waitid(P_PID, static_cast<id_t>(pid_), &end, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  const std::lock_guard lock(mutex_);
  exit_ = DescribeExit(end);
  if (!is_stop_requested_) early_exit_ = exit_;
  ended_.notify_all();
}

std::optional<std::string> BackgroundProgram::FindEarlyExit(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  ended_.wait_for(lock, wait, [this] { return exit_.has_value(); });
  return early_exit_;
}

void BackgroundProgram::Stop() {
  const std::lock_guard once(stop_mutex_);
  if (std::exchange(is_stopped_, true)) return;
  std::unique_lock lock(mutex_);
  is_stop_requested_ = true;
  ::kill(-pid_, SIGTERM);
  if (!ended_.wait_for(lock, kTerminationTimeout, [this] { return exit_.has_value(); }))
    ::kill(-pid_, SIGKILL);
  lock.unlock();
  waiter_.join();
  ::waitpid(pid_, nullptr, 0);
  WaitForRestOfGroup();
  ::kill(-pid_, SIGKILL);
}

void BackgroundProgram::WaitForRestOfGroup() const {
  const sim::Stopwatch watch;
  while (::kill(-pid_, 0) == 0 && watch.TimeLeft(kGroupExitTimeout).count() > 0)
    ::poll(nullptr, 0, kPollMs);
}

}  // namespace portone::app
