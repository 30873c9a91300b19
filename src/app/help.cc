// SPDX-License-Identifier: MIT
#include "app/help.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

#include "app/command.h"
#include "base/version.h"

namespace portone::app {
namespace {

constexpr int kLeftColumn = 24;

void PrintRow(const std::string& left, const std::string& right) {
  std::cout << "  " << std::left << std::setw(kLeftColumn) << left << ' ' << right << '\n';
}

void PrintOption(const Option& option) {
  const std::string letter =
      option.letter == '\0' ? "" : "-" + std::string(1, option.letter) + ", ";
  const std::string value = option.placeholder.empty() ? "" : " " + std::string(option.placeholder);
  const std::string end =
      option.default_value.empty() ? "" : " (default " + std::string(option.default_value) + ")";
  PrintRow(letter + "--" + std::string(option.name) + value, std::string(option.help) + end);
}

std::string FormatUsage(const Command& command) {
  return std::string(command.name) + (command.arguments.empty() ? "" : " ") +
         std::string(command.arguments);
}

/// Prints each line of a text, with `before` in front of it.
void PrintLines(std::string_view text, const std::string& before) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);)
    std::cout << before << line << '\n';
}

void PrintOptions(const Command& command) {
  const auto options = AllOptions();
  const bool has_own = !command.options.empty();
  if (has_own) std::cout << "\nOptions:\n";
  for (const Option& option : options) {
    if (option.read != nullptr && TakesOption(command, option)) PrintOption(option);
  }
  std::cout << "\nGeneral options:\n";
  for (const Option& option : GeneralOptions())
    PrintOption(option);
  if (has_own) {
    std::cout << "\nEach option is also an environment variable (--port-file:\n"
                 "PORTONE_EMULATOR_PORT_FILE; lists separated by colons unless the option says\n"
                 "otherwise) and a key of the configuration file.\n";
  }
}

void PrintPage(const Command& command) {
  std::cout << "portone-emulator " << command.name << ": " << command.help << "\n\n"
            << "Usage: portone-emulator " << FormatUsage(command) << " [OPTIONS]\n";
  if (!command.details.empty()) {
    std::cout << '\n';
    PrintLines(command.details, "");
  }
  if (!command.examples.empty()) {
    std::cout << "\nExamples:\n";
    PrintLines(command.examples, "  portone-emulator ");
  }
  PrintOptions(command);
  std::cout << "\nExit codes:\n  0: done\n";
  if (command.calls_emulator() && command.exit_codes.empty())
    std::cout << "  1: the emulator refused the call\n";
  PrintLines(command.exit_codes, "  ");
  std::cout << (command.calls_emulator() ? "  2: wrong usage, or no emulator replied\n"
                                         : "  2: wrong usage, or the command failed\n");
}

void PrintCommands(const std::string& heading, bool calls_emulator) {
  std::cout << '\n' << heading << ":\n";
  for (const Command& command : AllCommands()) {
    if (command.calls_emulator() == calls_emulator)
      PrintRow(FormatUsage(command), std::string(command.help));
  }
}

void PrintOverview() {
  std::cout << "portone-emulator: a test double of the PortOne V1 payments API\n\n"
               "Usage: portone-emulator [COMMAND] [OPTIONS]\n";
  PrintCommands("Commands", false);
  PrintCommands("Commands for a running emulator (--url, --sandbox)", true);
  std::cout << "\nGeneral options:\n";
  for (const Option& option : GeneralOptions())
    PrintOption(option);
  std::cout
      << "\nportone-emulator help COMMAND describes a command, with examples and its options.\n"
         "A running emulator lists its control API at /_emulator.\n";
}

}  // namespace

int PrintHelp(const Settings& settings) {
  if (settings.arguments.empty()) {
    PrintOverview();
  } else {
    PrintPage(FindCommand(settings.arguments.front()));
  }
  return 0;
}

int PrintVersion(const Settings& /*settings*/) {
  std::cout << kVersion << '\n';
  return 0;
}

}  // namespace portone::app
