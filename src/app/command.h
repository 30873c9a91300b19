// SPDX-License-Identifier: MIT
// The commands of the program, one row each: parsing, dispatch, help and completion follow from
// the table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"

namespace portone::app {

struct Command {
  std::string_view name;
  /// What follows its name: "PATH..." takes files and folders, at least one; "-- COMMAND..." a
  /// program and its arguments after "--"; otherwise words, of which those in brackets may be left
  /// out: "EFFECT [VALUE]"; "": nothing
  std::string_view arguments;
  std::string_view help;                 ///< one line
  std::string_view options;              ///< names of the options it takes besides the general ones
  int (*run)(const Settings& settings);  ///< returns the exit code; may throw StartError
  std::string_view examples = "";        ///< one on each line, without the program's name
  /// A line for each but 0 and 2, which mean the same everywhere: "1: one fails".
  std::string_view exit_codes = "";
  std::string_view details = "";  ///< further lines of its help

  bool takes_paths() const { return arguments.starts_with("PATH"); }
  bool takes_program() const { return arguments.starts_with("--"); }
  /// Whether it calls a running emulator, for one of its sandboxes.
  bool calls_emulator() const;
};

/// All commands in the order of the help. The first one is the default.
std::span<const Command> AllCommands();

/// The command of that name. Throws UsageError, which suggests another, when there is none.
const Command& FindCommand(const std::string& name);

/// Whether the command takes the option; every command takes the general ones.
bool TakesOption(const Command& command, const Option& option);

/// The names of the options that the command takes, such as "port", with the general ones.
std::vector<std::string> ListOptionNames(const Command& command);

}  // namespace portone::app
