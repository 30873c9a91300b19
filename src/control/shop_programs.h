// SPDX-License-Identifier: MIT
// What an advance can do with the programs of the shop under test: run one, and learn that one of
// those that were started with the emulator has exited. An interface; starts no process itself.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace portone::control {

/// Says whether to end early.
using StopCheck = std::function<bool()>;

/// Runs a program and waits for its end, at most `limit` of real time. Returns why that failed, ""
/// for exit code 0. Called from any thread.
using CommandRunner =
    std::function<std::string(const std::vector<std::string>& command,
                              std::chrono::milliseconds limit, const StopCheck& is_stopped)>;

/// Thread safety: the functions are called from any thread.
struct ShopPrograms {
  CommandRunner run{};  ///< for ticks of an advance; empty: commands are refused
  /// What is wrong with a command, as a sentence; "" for nothing. Empty: commands are not checked.
  std::function<std::string(const std::vector<std::string>& command)> find_problem{};
  /// Which program of the shop has failed, or has exited within the last `since` of real time:
  /// `"node server.js" (exit code 1)`; "": none. Empty: none was started with the emulator.
  std::function<std::string(std::chrono::milliseconds since)> find_exited{};
};

}  // namespace portone::control
