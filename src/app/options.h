// SPDX-License-Identifier: MIT
// Parses the command line, the environment and the configuration file into one set of options: the
// flag --port-file is also the variable PORTONE_EMULATOR_PORT_FILE and the key port-file.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/run_command.h"
#include "portone/options.h"

namespace portone::app {

/// Invalid arguments, variables or configuration. `what()` is a one-line message.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Action : std::uint8_t { kServe, kRun, kValidate, kReady, kHelp, kVersion };

struct CommandLine {
  Action action = Action::kServe;

  // serve
  Options options;
  std::string port_file;  ///< file that the port is written to once it is known; empty: none
  bool log_json = false;
  LogLevel log_level = LogLevel::kInfo;

  // run, validate
  RunOptions run;

  // ready
  std::string url;
  std::chrono::seconds wait{0};

  /// Likely mistakes that do not stop the program, one line each: for example unknown variables.
  std::vector<std::string> warnings;
};

using Environment = std::map<std::string, std::string>;

/// Parses the arguments after the program's name. A flag overrides a variable, a variable overrides
/// the configuration file. Throws UsageError for anything unknown or unreadable; an unknown
/// variable only gives a warning.
CommandLine ParseCommandLine(const std::vector<std::string>& arguments,
                             const Environment& environment);

/// The text that `--help` prints.
std::string HelpText();

}  // namespace portone::app
