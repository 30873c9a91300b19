// SPDX-License-Identifier: MIT
// Runs one program to its end, from any thread, beside others that this process may have started.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace portone::app {

/// Starts the program command[0], a path or a name found in PATH, with the rest as arguments, this
/// environment ("NAME=value") and an empty standard input; all its output goes to this process's
/// standard error, because standard output belongs to what this process prints itself. Waits for
/// its end; when `limit` of real time has passed, or `is_stopped`, the program is killed with all
/// that it started. Returns why it failed ("exit code 1", "not ended after 1000 ms"), "" for exit
/// code 0. REQUIRES: `command` is not empty.
std::string RunProgram(const std::vector<std::string>& command,
                       const std::vector<std::string>& environment, std::chrono::milliseconds limit,
                       const std::function<bool()>& is_stopped);

/// RunProgram with this environment, as Options::run_command takes it.
std::function<std::string(const std::vector<std::string>& command, std::chrono::milliseconds limit,
                          const std::function<bool()>& is_stopped)>
MakeProgramRunner(std::vector<std::string> environment);

}  // namespace portone::app
