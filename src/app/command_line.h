// SPDX-License-Identifier: MIT
// Merges the arguments, the environment and the configuration file into the settings of a command.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/options.h"

namespace portone::app {

struct CommandLine {
  int (*run)(const Settings& settings);  ///< the command's function, or that of --help, --version
  Settings settings;
};

using Environment = std::map<std::string, std::string>;

/// The variables of this process.
Environment ReadEnvironment();

/// Parses the arguments after the program's name. A flag overrides a variable, a variable overrides
/// the configuration file. Throws UsageError for anything unknown or unreadable; an unknown
/// variable only gives a warning.
CommandLine ParseCommandLine(const std::vector<std::string>& arguments,
                             const Environment& environment);

}  // namespace portone::app
