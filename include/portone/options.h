// SPDX-License-Identifier: MIT
// How an emulator is started. Part of the public C++ API, and what the command line is turned into.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portone {

/// How a sandbox's time runs when no scenario says otherwise.
enum class ClockMode : std::uint8_t {
  kManual,  ///< stands still; only an advance moves it
  kLive,    ///< follows the wall clock; an advance jumps and the clock then runs on
};

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };

struct Options {
  std::string host = "127.0.0.1";  ///< address or name to listen on
  int port = 0;                    ///< 0: any free one

  /// Scenario files, laid over the defaults in this order; each for the sandbox it names. A folder
  /// stands for all that end in .json below it, in the order of their paths, but for schema.json
  /// and names that begin with a dot; one without any is refused.
  std::vector<std::filesystem::path> scenarios{};
  /// Whether the files of `scenarios`, with those that they include, are read anew whenever one of
  /// them changes, comes or goes. When all are good, the sandboxes of which they say something else
  /// now are reset and loaded, all at once, with their credentials and tokens; the others stay as
  /// they are. Otherwise nothing changes, and what is wrong is in the log and in the `scenario` of
  /// `GET /_emulator/health`. A sandbox whose clock is being advanced is waited for.
  bool watch = false;

  /// Where the default sandbox's webhooks go; replaces what a scenario says. Empty: as it says.
  std::string webhook_url{};

  bool strict_keys = false;            ///< only declared API keys open a sandbox
  std::size_t max_sandboxes = 10'000;  ///< the default one included
  std::uint64_t seed = 1;              ///< of all ids; a scenario's own seed wins

  ClockMode clock = ClockMode::kManual;
  /// When time begins here; absent: now.
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> clock_start{};

  std::size_t max_body_bytes = std::size_t{1} << 20;  ///< of a V1 API request

  /// Called for every line of log, from any thread, and must not throw. Lines hold no secrets.
  std::function<void(LogLevel, std::string_view)> log{};
  LogLevel log_from = LogLevel::kInfo;  ///< lines below this level are not even made
};

}  // namespace portone
