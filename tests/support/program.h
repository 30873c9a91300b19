// SPDX-License-Identifier: MIT
// The built program as a child process: started, listened to, ended with a signal. Waits are for
// events, never for time; a hang guard turns a wait without end into a failure.
#pragma once

#include <csignal>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace portone::testing {

/// What a finished program left behind.
struct Ending {
  int exit_code = -1;  ///< 128 and the signal's number when a signal ended it
  std::string out;
  std::string err;
};

/// One running child. A child that still runs when this is destroyed is killed.
class Program {
 public:
  /// Starts `command` (a path or a name found in PATH, then its arguments). The environment is this
  /// process's without the variables of the emulator, then `environment` ("NAME=value").
  explicit Program(const std::vector<std::string>& command,
                   const std::vector<std::string>& environment = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  /// The next line of its standard output, without the line end; "" when that has ended.
  std::string ReadLine();
  /// What it has written to standard error so far.
  std::string Errors() const;
  void Signal(int number) const;
  /// Waits until it has ended by itself. REQUIRES: called once.
  Ending Await();

  pid_t pid() const { return pid_; }
  bool awaited() const { return pid_ < 0; }

 private:
  bool ReadMore();

  pid_t pid_ = -1;
  int out_ = -1;       // the end of a pipe
  int err_ = -1;       // a file in memory
  std::string ahead_;  // read from the pipe but not yet returned
  std::string all_;    // everything read from the pipe
};

/// Runs `command` to its end.
Ending RunToEnd(const std::vector<std::string>& command,
                const std::vector<std::string>& environment = {});
/// Runs the emulator with these arguments to its end.
Ending RunEmulator(const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment = {});

/// `portone-emulator serve --port 0` with more arguments, listening. When destroyed it is ended, if
/// it still runs, and the test fails when it does not end well: that is where a sanitizer's
/// findings show.
class Emulating {
 public:
  /// Throws std::runtime_error, with what it said, when it does not get ready.
  explicit Emulating(const std::vector<std::string>& arguments = {},
                     const std::vector<std::string>& environment = {});
  Emulating(const Emulating&) = delete;
  Emulating& operator=(const Emulating&) = delete;
  ~Emulating();

  int port() const { return port_; }
  std::string base_url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  const std::string& ready_line() const { return ready_line_; }

  /// Sends the signal and waits for the end.
  Ending Stop(int signal = SIGTERM);

 private:
  Program program_;
  std::string ready_line_;
  int port_ = 0;
};

/// The path of a file of this source tree.
std::string InTree(std::string_view path);

}  // namespace portone::testing
