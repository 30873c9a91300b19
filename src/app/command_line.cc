// SPDX-License-Identifier: MIT
#include "app/command_line.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <boost/program_options.hpp>

#include "app/help.h"
#include "json/renamed_names.h"
#include "json/suggestion.h"

namespace portone::app {
namespace {

namespace po = boost::program_options;

const std::string kVariablePrefix = "PORTONE_EMULATOR_";

struct Value {
  std::string subject;  ///< begins a message about it: "port", "portone.conf:3: port"
  std::string text;
};

/// The values of options, from the arguments, the environment, the configuration file or all.
using OptionValues = std::map<const Option*, std::vector<Value>>;

/// Turns "port-file" into "PORTONE_EMULATOR_PORT_FILE".
std::string ToVariableName(const std::string& name) {
  return kVariablePrefix + boost::to_upper_copy(boost::replace_all_copy(name, "-", "_"));
}

/// "; it is called --port now", "; did you mean --port?", or nothing.
std::string Suggest(const std::string& name, const std::vector<std::string>& names,
                    std::string (*format)(const std::string&)) {
  const auto renamed = json::FindNewName(name, names);
  if (renamed) return "; it is called " + format(std::string(*renamed)) + " now";
  const auto nearest = json::FindNearest(name, names);
  return nearest ? "; did you mean " + format(*nearest) + "?" : "";
}

/// The options that the configuration file can set.
std::vector<std::string> ListConfigurableOptions() {
  std::vector<std::string> names;
  for (const Option& option : AllOptions()) {
    if (option.read != nullptr) names.emplace_back(option.name);
  }
  return names;
}

/// The options as Boost sees them: each takes one value, a text.
po::options_description Describe(const std::vector<std::string>& names) {
  po::options_description options;
  for (const std::string& name : names)
    options.add_options()(name.c_str(), po::value<std::string>());
  return options;
}

/// The option of "--watch" or "-h", or null.
const Option* FindByFlag(const std::string& argument) {
  if (argument.starts_with("--")) return FindOption(argument.substr(2));
  if (argument.size() != 2 || argument[0] != '-') return nullptr;
  const auto options = AllOptions();
  const auto found =
      std::find_if(options.begin(), options.end(),
                   [&argument](const Option& option) { return option.letter == argument[1]; });
  return found == options.end() ? nullptr : &*found;
}

/// A Boolean flag without "=" is on. Boost would take the argument after it as its value.
std::pair<std::string, std::string> ReadBooleanFlag(const std::string& argument) {
  const Option* const option = FindByFlag(argument);
  const bool is_boolean = option != nullptr && option->placeholder.empty();
  return {is_boolean ? std::string(option->name) : "", "true"};
}

/// Options that the command does not take come back as unregistered.
std::vector<po::option> SplitArguments(const Command& command,
                                       const std::vector<std::string>& arguments) {
  const po::options_description known = Describe(ListOptionNames(command));
  try {
    return po::command_line_parser(arguments)
        .options(known)
        .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
        .extra_parser(ReadBooleanFlag)
        .allow_unregistered()
        .run()
        .options;
  } catch (const po::invalid_command_line_syntax& error) {
    throw UsageError(error.get_option_name() + " needs a value");
  }
}

/// Reads the options, and adds the other words to the settings.
OptionValues ReadArguments(const Command& command, const std::vector<po::option>& parsed,
                           Settings& settings) {
  OptionValues values;
  for (const po::option& option : parsed) {
    const std::string& name = option.string_key;
    if (option.position_key != -1) {
      settings.arguments.push_back(option.value.front());
    } else if (!option.unregistered) {
      const std::string& value = option.value.front();
      if (option.original_tokens.size() > 1 && value.starts_with("--"))  // "--port --watch"
        throw UsageError("--" + name + " needs a value");
      values[FindOption(name)].push_back({name, value});
    } else if (name.starts_with('-')) {
      throw UsageError("unknown option " + name + "; see --help");
    } else if (FindOption(name) != nullptr) {
      throw UsageError(std::string(command.name) + " does not take --" + name + "; see --help");
    } else {
      const auto flag = [](const std::string& nearest) { return "--" + nearest; };
      throw UsageError("unknown option --" + name + Suggest(name, ListOptionNames(command), flag));
    }
  }
  return values;
}

/// Orchestrators set variables for a service called portone-emulator: "..._SERVICE_HOST",
/// "..._SERVICE_PORT_HTTP", "..._PORT=tcp://10.0.0.7:12011", "..._PORT_12011_TCP_ADDR".
bool IsServiceLinkVariable(const std::string& name, const std::string& value) {
  const bool is_port_variable =
      name.starts_with("port-") && std::isdigit(static_cast<unsigned char>(name[5])) != 0;
  return is_port_variable || name.starts_with("service-") || value.starts_with("tcp://") ||
         value.starts_with("udp://");
}

/// Turns "PORTONE_EMULATOR_PORT_FILE" into "port-file"; "" for variables that are not ours.
std::string ToOptionName(const std::string& variable, const std::string& value) {
  if (!variable.starts_with(kVariablePrefix)) return "";
  std::string name = variable.substr(kVariablePrefix.size());
  name = boost::to_lower_copy(boost::replace_all_copy(name, "_", "-"));
  return IsServiceLinkVariable(name, value) ? "" : name;
}

/// Reads the variables. Adds a warning for each with our prefix that is not an option.
OptionValues ReadVariables(const Environment& environment, std::vector<std::string>& warnings) {
  std::vector<std::string> names = ListConfigurableOptions();
  names.emplace_back("config");
  OptionValues values;
  for (const auto& [variable, value] : environment) {
    const std::string name = ToOptionName(variable, value);
    if (name.empty()) continue;
    const Option* const option = FindOption(name);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      warnings.push_back("unknown variable " + variable + Suggest(name, names, ToVariableName));
    } else if (option->is_repeatable) {
      for (const std::string& part : po::split_unix(value, std::string(option->separator), "", ""))
        values[option].push_back({variable, part});
    } else if (!value.empty()) {
      values[option].push_back({variable, value});
    }
  }
  return values;
}

/// Reads lines like "port = 12011 # a comment", one at a time so that a mistake names its line.
OptionValues ReadConfigFile(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw UsageError("config file " + path + " cannot be read");
  const std::vector<std::string> names = ListConfigurableOptions();
  const po::options_description known = Describe(names);
  OptionValues values;
  std::size_t number = 0;
  for (std::string text; std::getline(file, text);) {
    const std::string location = path + ":" + std::to_string(++number) + ": ";
    const bool is_section = text.find('[') < text.find_first_of("#=");
    const UsageError not_a_setting(location + "must be a line like: port = 12011");
    if (is_section) throw not_a_setting;
    std::istringstream line(text);
    try {
      for (const po::option& key : po::parse_config_file(line, known, true).options) {
        const std::string& name = key.string_key;
        if (key.unregistered) {
          const auto same = [](const std::string& nearest) { return nearest; };
          throw UsageError(location + "unknown option " + name + Suggest(name, names, same));
        }
        values[FindOption(name)].push_back({location + name, key.value.front()});
      }
    } catch (const po::invalid_config_file_syntax&) {
      throw not_a_setting;
    }
  }
  return values;
}

/// Reads the words as files and folders. Throws UsageError when there is none, or one does not
/// exist.
void TakePaths(Settings& settings) {
  if (settings.arguments.empty()) throw UsageError("name at least one scenario file or folder");
  for (const std::string& path : settings.arguments) {
    if (path != "-" && !std::filesystem::exists(path))
      throw UsageError(path + ": No such file or directory");
    settings.run.paths.emplace_back(path);
  }
}

/// The command as its first example has it: "advance 30d".
std::string GetFirstExample(const Command& command) {
  return std::string(command.examples.substr(0, command.examples.find('\n')));
}

/// Throws UsageError for a missing or an extra argument.
void CheckWords(const Command& command, const std::vector<std::string>& words) {
  if (command.takes_program() && !words.empty())
    throw UsageError("write -- before " + words.front() + ", as in: exec -- npm test");
  std::istringstream names{std::string(command.arguments)};
  std::size_t allowed = 0;
  for (std::string name; names >> name; ++allowed) {
    const bool is_given = allowed < words.size() && !words[allowed].empty();
    const bool is_missing = !is_given && !name.starts_with('[');
    if (is_missing && !command.takes_program())
      throw UsageError(std::string(command.name) + " needs " + name +
                       ", as in: " + GetFirstExample(command));
  }
  if (words.size() > allowed) throw UsageError("unexpected argument " + words[allowed]);
}

/// Removes the words from the first "--" on and returns those after it, if the command takes a
/// program there.
std::vector<std::string> TakeProgram(const Command& command, std::vector<std::string>& words) {
  if (!command.takes_program()) return {};
  const auto mark = std::find(words.begin(), words.end(), "--");
  if (mark == words.end()) return {};
  std::vector<std::string> program(mark + 1, words.end());
  words.erase(mark, words.end());
  return program;
}

OptionValues ReadDefaults() {
  OptionValues values;
  for (const Option& option : AllOptions()) {
    const std::string text(option.default_value);
    if (!text.empty()) values[&option] = {{std::string(option.name), text}};
  }
  return values;
}

void ReadValues(const OptionValues& values, Settings& settings) {
  for (const auto& [option, given] : values) {
    if (given.size() > 1 && !option->is_repeatable)
      throw UsageError(given.back().subject + " is set twice");
    for (const auto& [subject, text] : given) {
      try {
        if (option->read != nullptr) option->read(settings, text);
      } catch (const UsageError& error) {
        throw UsageError(subject + " " + error.what());
      }
    }
  }
}

/// Settings that follow from others.
void FillDerivedSettings(Settings& settings, bool port_is_argument) {
  settings.prefers_url_file =
      settings.url.empty() && !port_is_argument && !settings.url_file.empty();
  if (settings.url.empty())
    settings.url = "http://127.0.0.1:" + std::to_string(settings.options.port);
  settings.run.json = settings.json;
  settings.run.emulator = settings.options;
  settings.run.emulator.clock = ClockMode::kManual;
  settings.run.emulator.fixed_tokens = true;  // runs are reproducible
}

/// The settings of --help: those of the command help.
Settings MakeHelpSettings(bool has_command, const Command& command) {
  Settings settings;
  if (has_command) settings.arguments.emplace_back(command.name);
  return settings;
}

}  // namespace

Environment ReadEnvironment() {
  const po::options_description none;
  const auto variables = po::parse_environment(none, [](const std::string& name) { return name; });
  Environment environment;
  for (const po::option& variable : variables.options)
    environment[variable.string_key] = variable.value.front();
  return environment;
}

CommandLine ParseCommandLine(const std::vector<std::string>& arguments,
                             const Environment& environment) {
  const bool has_command = !arguments.empty() && !arguments.front().starts_with('-');
  const Command& command = has_command ? FindCommand(arguments.front()) : AllCommands().front();
  std::vector<std::string> words{arguments.begin() + (has_command ? 1 : 0), arguments.end()};
  std::vector<std::string> program = TakeProgram(command, words);
  const auto parsed = SplitArguments(command, words);
  for (const po::option& option : parsed) {
    if (option.string_key == "help") return {PrintHelp, MakeHelpSettings(has_command, command)};
    if (option.string_key == "version") return {PrintVersion, {}};
  }
  Settings settings;
  OptionValues values = ReadArguments(command, parsed, settings);
  const bool port_is_argument = values.contains(FindOption("port"));
  if (command.takes_paths()) {
    TakePaths(settings);
  } else {
    CheckWords(command, settings.arguments);
  }
  if (command.takes_program() && program.empty())
    throw UsageError("name the command to run after --, as in: exec -- npm test");
  settings.exec.command = std::move(program);
  settings.options.clock = ClockMode::kLive;
  values.merge(ReadVariables(environment, settings.warnings));  // existing values win
  if (const auto config = values.find(FindOption("config")); config != values.end())
    values.merge(ReadConfigFile(config->second.front().text));
  settings.run.is_port_chosen = values.contains(FindOption("port"));
  values.merge(ReadDefaults());
  ReadValues(values, settings);
  FillDerivedSettings(settings, port_is_argument);
  return {command.run, std::move(settings)};
}

}  // namespace portone::app
