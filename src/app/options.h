// SPDX-License-Identifier: MIT
// The command line, the environment and the configuration file, as one set of options: the flag
// --port-file is the variable PORTONE_EMULATOR_PORT_FILE and the key port-file.
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

/// A mistake in how the program was started. `what()` is one line for people.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Action : std::uint8_t { kServe, kRun, kValidate, kReady, kHelp, kVersion };

struct CommandLine {
  Action action = Action::kServe;

  // serve
  Options options;
  std::string port_file;  ///< the port is written here once it is known; empty: nowhere
  bool log_json = false;
  LogLevel log_level = LogLevel::kInfo;

  // run, validate
  RunOptions run;

  // ready
  std::string url;
  std::chrono::seconds wait{0};

  /// What looks like a mistake and stops nothing, one line each: variables that are no option.
  std::vector<std::string> warnings;
};

using Environment = std::map<std::string, std::string>;

/// Reads the arguments behind the program's name. A flag beats a variable, a variable beats the
/// configuration file. Throws UsageError for anything it does not know or cannot read, but only
/// warns of variables that it does not know.
CommandLine ParseCommandLine(const std::vector<std::string>& arguments,
                             const Environment& environment);

/// What `--help` prints.
std::string HelpText();

}  // namespace portone::app
