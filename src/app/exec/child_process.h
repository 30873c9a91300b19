// SPDX-License-Identifier: MIT
// Programs that this one starts. It waits for them, and passes its signals on to them.
#pragma once

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <sys/types.h>
#include <vector>

namespace portone::app {

/// A program that cannot be started. `what()` says which, and why.
class SpawnError : public std::runtime_error {
 public:
  SpawnError(const std::string& program, int number);

  /// What a shell would exit with: 127 for a program that is not there, else 126.
  int exit_code() const { return exit_code_; }

 private:
  int exit_code_;
};

/// Blocks the signals that `ChildProcesses` waits for, and ignores SIGPIPE.
/// REQUIRES: called before other threads are started.
void BlockForwardedSignals();

/// Thread safety: used by one thread. REQUIRES: BlockForwardedSignals was called; there are no
/// other children of this process.
class ChildProcesses {
 public:
  enum class Group {
    kShared,  ///< stays in this process's group: it reads from the terminal, Ctrl-C reaches it
    kOwn,     ///< signals reach it and all that it starts; its standard input is empty
  };

  /// `environment` has "NAME=value".
  explicit ChildProcesses(std::vector<std::string> environment);
  ChildProcesses(const ChildProcesses&) = delete;
  ChildProcesses& operator=(const ChildProcesses&) = delete;
  /// Ends the children in groups of their own: SIGTERM, and after `kTerminationTimeout` SIGKILL.
  ~ChildProcesses();

  /// Starts the program command[0], a path or a name found in PATH, with the rest as arguments and
  /// no signal blocked. Throws SpawnError. REQUIRES: `command` is not empty.
  pid_t Start(const std::vector<std::string>& command, Group group);

  /// Waits until `child` has exited. Passes signals for this process on to it (SIGINT and SIGQUIT
  /// of the terminal have reached it already). `on_other_end` is called for any other that ends.
  /// Returns the exit code, or 128 and the number of the signal that ended it.
  int Await(pid_t child, const std::function<void(pid_t other, int exit_code)>& on_other_end);

  static constexpr std::chrono::milliseconds kTerminationTimeout{5'000};

 private:
  void StopGroups();

  std::vector<std::string> environment_;
  std::vector<pid_t> groups_;  // the running ones
};

}  // namespace portone::app
