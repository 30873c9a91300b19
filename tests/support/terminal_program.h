// SPDX-License-Identifier: MIT
// A program on a terminal of its own, as people run it: typed input, Ctrl-C, colours. Waits are for
// events; a timeout turns an endless wait into a failure.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace portone::testing {

/// Killed on destruction if it still runs.
class TerminalProgram {
 public:
  /// Starts `command`, a path and its arguments, with this process's environment.
  explicit TerminalProgram(std::vector<std::string> command);
  TerminalProgram(const TerminalProgram&) = delete;
  TerminalProgram& operator=(const TerminalProgram&) = delete;
  ~TerminalProgram();

  void Type(const std::string& keys) const;
  void Signal(int number) const;

  /// Waits until the output has `text`, after the texts found before; false at the end or the
  /// timeout.
  bool AwaitText(const std::string& text);
  /// Waits until it ends by itself. REQUIRES: called once.
  int AwaitExitCode();
  /// What it has printed, after the texts found before; the terminal ends lines with "\r\n".
  const std::string& output() const { return output_; }

 private:
  bool ReadMore();

  int terminal_ = -1;
  pid_t pid_ = -1;
  std::string output_;
  bool has_timed_out_ = false;
};

}  // namespace portone::testing
