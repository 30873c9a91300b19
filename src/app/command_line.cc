// SPDX-License-Identifier: MIT
#include "app/command_line.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include "json/suggestion.h"

namespace portone::app {
namespace {

const std::string kVariablePrefix = "PORTONE_EMULATOR_";

/// What one source says of an option.
struct Values {
  std::vector<std::string> values;
  std::string subject;  ///< begins a message about them: "port", "portone.conf:3: port"
};

/// All that one source says: the arguments, the environment or the configuration file.
using Source = std::map<const Option*, Values>;

/// "; did you mean --port?", or nothing.
std::string Suggest(const std::string& name, const std::vector<std::string>& names,
                    std::string (*format)(std::string)) {
  const auto nearest = json::FindNearest(name, names);
  return nearest ? "; did you mean " + format(*nearest) + "?" : "";
}

std::string FlagName(std::string name) {
  return "--" + std::move(name);
}

/// Turns "port-file" into "PORTONE_EMULATOR_PORT_FILE".
std::string VariableName(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c == '-' ? '_' : static_cast<char>(std::toupper(c));
  });
  return kVariablePrefix + name;
}

/// The options that the configuration file can set.
std::vector<std::string> KeyNames() {
  std::vector<std::string> names;
  for (const Option& option : AllOptions()) {
    if (option.read != nullptr) names.emplace_back(option.name);
  }
  return names;
}

void Add(Source& source, const Option& option, const std::string& subject, std::string value) {
  Values& values = source[&option];
  if (!values.values.empty() && !option.is_repeatable) throw UsageError(subject + " is set twice");
  values.values.push_back(std::move(value));
  values.subject = subject;
}

struct Arguments {
  Source options;
  std::vector<std::string> paths;
};

const Option& FindFlag(const Command& command, const std::string& name) {
  const Option* const option = FindOption(name);
  if (option == nullptr) {
    throw UsageError("unknown option --" + name + Suggest(name, OptionNames(command), FlagName));
  }
  return *option;
}

Arguments ReadArguments(const Command& command, const std::vector<std::string>& words) {
  Arguments arguments;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (*word == "--") {
      arguments.paths.insert(arguments.paths.end(), word + 1, words.end());
      break;
    }
    if (!word->starts_with('-') || *word == "-") {
      arguments.paths.push_back(*word);
      continue;
    }
    const std::string flag = *word == "-h" ? "--help" : *word;
    if (!flag.starts_with("--")) throw UsageError("unknown option " + flag + "; see --help");
    const std::size_t equals = flag.find('=');
    const std::string name = flag.substr(2, equals == std::string::npos ? equals : equals - 2);
    const Option& option = FindFlag(command, name);
    if (equals != std::string::npos) {
      Add(arguments.options, option, name, flag.substr(equals + 1));
    } else if (option.value.empty()) {
      Add(arguments.options, option, name, "true");
    } else {
      const auto value = word + 1;
      if (value == words.end() || value->starts_with("--"))
        throw UsageError("--" + name + " needs a value");
      Add(arguments.options, option, name, *value);
      word = value;
    }
  }
  return arguments;
}

/// Orchestrators set variables for a service called portone-emulator: "..._SERVICE_HOST",
/// "..._SERVICE_PORT_HTTP", "..._PORT=tcp://10.0.0.7:12011", "..._PORT_12011_TCP_ADDR".
bool IsServiceLinkVariable(const std::string& name, const std::string& value) {
  constexpr std::string_view kPortOf = "port-";
  const bool of_a_port = name.starts_with(kPortOf) && name.size() > kPortOf.size() &&
                         std::isdigit(static_cast<unsigned char>(name[kPortOf.size()])) != 0;
  return of_a_port || name.starts_with("service-") || value.starts_with("tcp://") ||
         value.starts_with("udp://");
}

/// Turns "PORTONE_EMULATOR_PORT_FILE" into "port-file"; "" for variables that are not ours.
std::string OptionName(const std::string& variable, const std::string& value) {
  if (!variable.starts_with(kVariablePrefix)) return "";
  std::string name = variable.substr(kVariablePrefix.size());
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c == '_' ? '-' : static_cast<char>(std::tolower(c));
  });
  return IsServiceLinkVariable(name, value) ? "" : name;
}

/// Reads the variables. Adds a warning for each with our prefix that is not an option.
Source ReadEnvironment(const Environment& environment, std::vector<std::string>& warnings) {
  std::vector<std::string> names = KeyNames();
  names.emplace_back("config");
  Source source;
  for (const auto& [variable, value] : environment) {
    const std::string name = OptionName(variable, value);
    if (name.empty()) continue;
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      warnings.push_back("unknown variable " + variable + Suggest(name, names, VariableName));
      continue;
    }
    const Option& option = *FindOption(name);
    if (value.empty()) continue;
    if (!option.is_repeatable) {
      Add(source, option, variable, value);
      continue;
    }
    std::istringstream list(value);
    for (std::string one; std::getline(list, one, ':');)
      Add(source, option, variable, one);
  }
  return source;
}

std::string Trim(const std::string& text) {
  constexpr const char* kBlanks = " \t\r";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string::npos
             ? ""
             : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// Reads lines like "port = 12011 # a comment".
Source ReadConfigFile(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw UsageError("config file " + path + " cannot be read");
  const std::vector<std::string> names = KeyNames();
  Source source;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    const std::string place = path + ":" + std::to_string(++number) + ": ";
    line = Trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) throw UsageError(place + "must be a line like: port = 12011");
    const std::string name = Trim(line.substr(0, equals));
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw UsageError(place + "unknown option " + name +
                       Suggest(name, names, [](std::string nearest) { return nearest; }));
    }
    Add(source, *FindOption(name), place + name, Trim(line.substr(equals + 1)));
  }
  return source;
}

/// Throws UsageError for an argument that is an option of another command.
void CheckTaken(const Command& command, const Source& options) {
  for (const auto& [option, values] : options) {
    if (Takes(command, *option)) continue;
    throw UsageError(std::string(command.name) + " does not take --" + std::string(option->name) +
                     "; see --help");
  }
}

/// Throws UsageError for a path too many or too few, or one that does not exist.
void CheckPaths(const Command& command, const std::vector<std::string>& paths) {
  const bool takes_paths = !command.arguments.empty();
  if (takes_paths && paths.empty()) throw UsageError("name at least one scenario file or folder");
  if (!takes_paths && !paths.empty()) throw UsageError("unexpected argument " + paths.front());
  for (const std::string& path : paths) {
    if (!std::filesystem::exists(path)) throw UsageError(path + ": No such file or directory");
  }
}

/// Reads the values that were given, and the defaults of all other options.
void ReadValues(const Source& source, Settings& settings) {
  for (const Option& option : AllOptions()) {
    if (option.read == nullptr) continue;
    const auto given = source.find(&option);
    if (given == source.end()) {
      if (!option.default_value.empty()) option.read(settings, std::string(option.default_value));
      continue;
    }
    try {
      for (const std::string& value : given->second.values)
        option.read(settings, value);
    } catch (const UsageError& error) {
      throw UsageError(given->second.subject + " " + error.what());
    }
  }
}

/// Settings that follow from others.
void Complete(Settings& settings, const std::vector<std::string>& paths) {
  if (settings.options.watch && settings.options.scenarios.empty()) {
    settings.warnings.emplace_back("--watch has no effect without --scenario");
  }
  if (settings.url.empty())
    settings.url = "http://127.0.0.1:" + std::to_string(settings.options.port);
  settings.run.paths.assign(paths.begin(), paths.end());
  settings.run.emulator = settings.options;
  settings.run.emulator.clock = ClockMode::kManual;
}

}  // namespace

CommandLine ParseCommandLine(const std::vector<std::string>& arguments,
                             const Environment& environment) {
  const bool has_command = !arguments.empty() && !arguments.front().starts_with('-');
  const Command& command = has_command ? FindCommand(arguments.front()) : AllCommands().front();
  auto [source, paths] =
      ReadArguments(command, {arguments.begin() + (has_command ? 1 : 0), arguments.end()});
  if (source.contains(FindOption("help"))) return {PrintHelp, {}};
  if (source.contains(FindOption("version"))) return {PrintVersion, {}};
  CheckTaken(command, source);
  CheckPaths(command, paths);
  Settings settings;
  settings.options.clock = ClockMode::kLive;
  source.merge(ReadEnvironment(environment, settings.warnings));  // keeps what is there
  if (const auto config = source.find(FindOption("config")); config != source.end())
    source.merge(ReadConfigFile(config->second.values.front()));
  ReadValues(source, settings);
  Complete(settings, paths);
  return {command.run, std::move(settings)};
}

}  // namespace portone::app
