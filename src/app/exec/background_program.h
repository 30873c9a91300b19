// SPDX-License-Identifier: MIT
// A program that runs beside this one until it is stopped, with all that it starts.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace portone::app {

/// Thread safety: all members may be called from any thread.
class BackgroundProgram {
 public:
  /// Starts the program command[0], a path or a name found in PATH, with the rest as arguments and
  /// this environment ("NAME=value"), in a process group of its own, with an empty standard input.
  /// What it prints is appended to the file `output`. Throws SpawnError, and StartError when
  /// `output` cannot be written. REQUIRES: `command` is not empty.
  BackgroundProgram(const std::vector<std::string>& command, std::vector<std::string> environment,
                    const std::filesystem::path& output);
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;
  ~BackgroundProgram() { Stop(); }

  /// "exit code 3" or "signal 9" when it has exited before it was stopped, or does so within `wait`
  /// of real time.
  std::optional<std::string> FindEarlyExit(std::chrono::milliseconds wait = {});

  /// Ends its group: SIGTERM, and what is left after kTerminationTimeout gets SIGKILL. Returns when
  /// nothing of it runs any more.
  void Stop();

  static constexpr std::chrono::milliseconds kTerminationTimeout{5'000};

 private:
  void WaitForExit();
  void WaitForRestOfGroup() const;

  pid_t pid_ = 0;  // also of its group
  std::mutex stop_mutex_;
  bool is_stopped_ = false;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_stop_requested_ = false;
  std::optional<std::string> exit_;
  std::optional<std::string> early_exit_;
  std::thread waiter_;
};

}  // namespace portone::app
