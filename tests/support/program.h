// SPDX-License-Identifier: MIT
// The built program as a child process: started, read from, ended with a signal. Waits are for
// events, never for time; a timeout turns an endless wait into a failure.
#pragma once

#include <csignal>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace portone::testing {

/// The result of a finished program.
struct ProgramResult {
  int exit_code = -1;  ///< 128 plus the signal's number when a signal ended it
  std::string out;
  std::string err;
};

/// One child process, killed on destruction if it still runs.
class Program {
 public:
  /// Starts `command` (a path or a name found in PATH, then its arguments). The environment is this
  /// process's without the variables of the emulator, then `environment` ("NAME=value").
  explicit Program(const std::vector<std::string>& command,
                   const std::vector<std::string>& environment = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  /// The next line of its standard output without the line end; "" at the end.
  std::string ReadLine();
  /// Its standard error so far.
  std::string ReadErrorOutput() const;
  void Signal(int number) const;
  /// Waits until it ends by itself. REQUIRES: called once.
  ProgramResult Await();

  pid_t pid() const { return pid_; }
  bool has_ended() const { return pid_ < 0; }

 private:
  bool ReadMore();

  pid_t pid_ = -1;
  int out_ = -1;        // the end of a pipe
  int err_ = -1;        // a file in memory
  std::string unread_;  // read from the pipe but not yet returned
  std::string output_;  // everything read from the pipe
};

/// Runs `command` to completion.
ProgramResult RunToEnd(const std::vector<std::string>& command,
                       const std::vector<std::string>& environment = {});
/// Runs the emulator with these arguments to completion.
ProgramResult RunEmulator(const std::vector<std::string>& arguments,
                          const std::vector<std::string>& environment = {});

/// Whether a process is running. One that has exited is not, even while it is in the process table
/// because its parent has not waited for it.
bool IsRunning(pid_t pid);

/// A running `portone-emulator serve --port 0` with more arguments. The destructor stops it if it
/// still runs, and fails the test on a non-zero exit code, which is how sanitizers report findings.
class RunningEmulator {
 public:
  /// Throws std::runtime_error with its output when it does not become ready.
  explicit RunningEmulator(const std::vector<std::string>& arguments = {},
                           const std::vector<std::string>& environment = {});
  RunningEmulator(const RunningEmulator&) = delete;
  RunningEmulator& operator=(const RunningEmulator&) = delete;
  ~RunningEmulator();

  int port() const { return port_; }
  std::string base_url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  const std::string& ready_line() const { return ready_line_; }

  /// Sends the signal and waits for it to exit.
  ProgramResult Stop(int signal = SIGTERM);

 private:
  Program program_;
  std::string ready_line_;
  int port_ = 0;
};

/// The path of a file of this source tree.
std::string SourcePath(std::string_view path);

}  // namespace portone::testing
