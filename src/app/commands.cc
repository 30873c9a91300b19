// SPDX-License-Identifier: MIT
#include "app/commands.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>
#include <unistd.h>

#include "app/ca_command.h"
#include "app/exec/env_command.h"
#include "app/exec/exec_command.h"
#include "app/run_command.h"
#include "app/running_emulator.h"
#include "app/serve_command.h"
#include "base/version.h"
#include "http/probe.h"
#include "json/suggestion.h"

namespace portone::app {
namespace {

int Run(const Settings& settings) {
  RunOptions options = settings.run;
  options.color = UsesColor(settings.color, STDOUT_FILENO);
  options.port_file = settings.port_file;
  options.wait = settings.wait;
  return static_cast<int>(RunScenarios(options, std::cout, std::cerr));
}

int Validate(const Settings& settings) {
  return static_cast<int>(ValidateFiles(settings.run, std::cout, std::cerr));
}

int Ready(const Settings& settings) {
  return http::IsReady([&settings] { return FindEmulatorUrl(settings); }, settings.wait) ? 0 : 1;
}

int PrintCa(const Settings& settings) {
  return PrintAuthority(settings, std::cout);
}

constexpr std::array kCommands = std::to_array<Command>({
    {"serve", "", "run until SIGTERM or Ctrl-C; also without a command",
     "host port extra-port port-file url-file scenario watch ca-dir tls-name tls-cert tls-key "
     "proxy-passthrough allow-host allow-origin control-port control-token webhook-url webhook-ca "
     "profile strict-keys max-sandboxes seed fixed-tokens max-body-bytes max-control-body-bytes "
     "max-memory sandbox-idle log-format log-level color",
     Serve},
    {"run", "PATH...", "run scenario files; exit 0: all pass, 1: one fails, 2: unreadable or none",
     "filter tag junit json github show verbose color keep-going shop-url wait-for wait host port "
     "port-file webhook-url webhook-ca profile strict-keys max-sandboxes seed max-body-bytes "
     "max-control-body-bytes",
     Run},
    {"validate", "PATH...", "only check them; exit 0: all are valid, 2: one is not",
     "junit json github", Validate},
    {"ready", "", "exit 0 when an emulator answers, else 1", "url wait port url-file", Ready},
    {"ca", "", "print the certificate that clients have to trust",
     "der p12 ca-dir url port url-file", PrintCa},
    {"exec", "-- COMMAND...", "run COMMAND against an emulator of its own; exit code: COMMAND's",
     "with offline proxy-passthrough ca-dir scenario watch control-token webhook-url webhook-ca "
     "profile strict-keys max-sandboxes seed fixed-tokens max-body-bytes max-control-body-bytes "
     "max-memory sandbox-idle",
     Exec},
    {"env", "", "print the variables of exec for a shell, for an emulator that runs",
     "dir url port url-file", PrintEnvironment},
});

bool ContainsWord(std::string_view words, std::string_view word) {
  const std::string padded = " " + std::string(words) + " ";
  return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

/// Every command takes the general options.
bool Takes(const Command& command, const Option& option) {
  return option.read == nullptr || ContainsWord(command.options, option.name);
}

void PrintRow(const std::string& left, const std::string& right) {
  std::cout << "  " << std::left << std::setw(24) << left << ' ' << right << '\n';
}

void PrintOption(const Option& option) {
  const std::string value = option.value.empty() ? "" : " " + std::string(option.value);
  const std::string end =
      option.default_value.empty() ? "" : " (default " + std::string(option.default_value) + ")";
  PrintRow("--" + std::string(option.name) + value, std::string(option.help) + end);
}

/// The first command that takes the option: the help explains it there.
const Command& FindFirstWithOption(const Option& option) {
  return *std::find_if(kCommands.begin(), kCommands.end(),
                       [&](const Command& command) { return Takes(command, option); });
}

void PrintOptions(const Command& command) {
  if (command.options.empty()) return;
  std::cout << "\nOptions of " << command.name << ":\n";
  std::string others;
  for (const Option& option : AllOptions()) {
    if (!ContainsWord(command.options, option.name)) continue;
    if (&FindFirstWithOption(option) == &command) {
      PrintOption(option);
    } else {
      others += " --" + std::string(option.name);
    }
  }
  if (!others.empty()) std::cout << "  and, as above:" << others << '\n';
}

}  // namespace

std::span<const Command> AllCommands() {
  return kCommands;
}

const Command& FindCommand(const std::string& name) {
  std::vector<std::string> names;
  std::string list;
  for (const Command& command : kCommands) {
    if (command.name == name) return command;
    names.emplace_back(command.name);
    list += (list.empty() ? "" : ", ") + names.back();
  }
  const auto nearest = json::FindNearest(name, names);
  throw UsageError("unknown command " + name + (nearest ? "; did you mean " + *nearest + "?" : "") +
                   " (commands: " + list + "; see --help)");
}

std::vector<std::string> OptionNames(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : AllOptions()) {
    if (Takes(command, option)) names.emplace_back(option.name);
  }
  return names;
}

int PrintHelp(const Settings& /*settings*/) {
  std::cout << "portone-emulator: a test double of the PortOne V1 payments API\n\n"
               "Usage: portone-emulator [COMMAND] [OPTIONS]\n\n"
               "Commands:\n";
  for (const Command& command : kCommands) {
    PrintRow(std::string(command.name) + (command.arguments.empty() ? "" : " ") +
                 std::string(command.arguments),
             std::string(command.help));
  }
  for (const Command& command : kCommands)
    PrintOptions(command);
  std::cout << "\nGeneral options:\n";
  for (const Option& option : GeneralOptions())
    PrintOption(option);
  std::cout << "\nEvery option is also a variable (--port-file: PORTONE_EMULATOR_PORT_FILE, lists\n"
               "separated by colons) and a key of the configuration file.\n";
  return 0;
}

int PrintVersion(const Settings& /*settings*/) {
  std::cout << kVersion << '\n';
  return 0;
}

}  // namespace portone::app
