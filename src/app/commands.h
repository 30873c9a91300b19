// SPDX-License-Identifier: MIT
// The commands of the program, one row each: parsing, dispatch and the help follow from the table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"

namespace portone::app {

struct Command {
  std::string_view name;
  /// "PATH...": takes files and folders, at least one; "-- COMMAND...": takes a program and its
  /// arguments after "--"; "": none
  std::string_view arguments;
  std::string_view help;                 ///< one line
  std::string_view options;              ///< names of the options it takes besides the general ones
  int (*run)(const Settings& settings);  ///< returns the exit code; may throw StartError

  bool takes_paths() const { return arguments.starts_with("PATH"); }
  bool takes_command() const { return arguments.starts_with("--"); }
};

/// All commands in the order of the help. The first one is the default.
std::span<const Command> AllCommands();

/// The command of that name. Throws UsageError, which suggests another, when there is none.
const Command& FindCommand(const std::string& name);

/// The names of the options that the command takes, such as "port", with the general ones.
std::vector<std::string> OptionNames(const Command& command);

/// --help: prints the commands and their options.
int PrintHelp(const Settings& settings);
/// --version
int PrintVersion(const Settings& settings);

}  // namespace portone::app
