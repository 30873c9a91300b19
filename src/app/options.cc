// SPDX-License-Identifier: MIT
#include "app/options.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include <boost/program_options.hpp>

#include "app/option_tables.h"
#include "json/strict_object.h"

namespace portone::app {
namespace {

namespace po = boost::program_options;

const std::string kVariablePrefix = "PORTONE_EMULATOR_";

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

bool IsOption(const std::string& name) {
  if (name.empty()) return false;
  return name == "config" || SettingOptions().find_nothrow(name, false) != nullptr;
}

/// Turns "port-file" into "PORTONE_EMULATOR_PORT_FILE".
std::string VariableName(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c == '-' ? '_' : static_cast<char>(std::toupper(c));
  });
  return kVariablePrefix + name;
}

/// A warning for each variable with our prefix that is not an option.
std::vector<std::string> MakeWarnings(const Environment& environment) {
  std::vector<std::string> options{"config"};
  for (const auto& option : SettingOptions().options())
    options.push_back(option->long_name());
  std::vector<std::string> warnings;
  for (const auto& [variable, value] : environment) {
    const std::string name = OptionName(variable, value);
    if (name.empty() || IsOption(name)) continue;
    const auto nearest = json::FindNearest(name, options);
    warnings.push_back("unknown variable " + variable +
                       (nearest ? "; did you mean " + VariableName(*nearest) + "?" : ""));
  }
  return warnings;
}

/// Parses variables as command-line options; list elements are separated by colons.
po::parsed_options ParseEnvironment(const Environment& environment) {
  po::parsed_options parsed(&AllOptions());
  for (const auto& [variable, value] : environment) {
    const std::string name = OptionName(variable, value);
    if (!IsOption(name) || value.empty()) continue;
    po::option option(name, {value});
    if (name == "scenario") {
      option.value.clear();
      std::istringstream list(value);
      for (std::string one; std::getline(list, one, ':');)
        option.value.push_back(one);
    }
    parsed.options.push_back(option);
  }
  return parsed;
}

LogLevel ParseLogLevel(const std::string& name) {
  if (name == "debug") return LogLevel::kDebug;
  if (name == "info") return LogLevel::kInfo;
  if (name == "warning") return LogLevel::kWarning;
  if (name == "error") return LogLevel::kError;
  throw UsageError("log-level must be debug, info, warning or error, not " + name);
}

std::int64_t ReadAtLeast(const po::variables_map& values, const std::string& name,
                         std::int64_t least) {
  const auto value = values[name].as<std::int64_t>();
  if (value < least) {
    throw UsageError(name + " must be at least " + std::to_string(least) + ", not " +
                     std::to_string(value));
  }
  return value;
}

Options ReadOptions(const po::variables_map& values) {
  Options options;
  options.host = values["host"].as<std::string>();
  options.port = values["port"].as<int>();
  if (options.port < 0 || options.port > 65535) {
    throw UsageError("port must be from 0 to 65535, not " + std::to_string(options.port));
  }
  if (values.count("scenario") != 0) {
    for (const std::string& path : values["scenario"].as<std::vector<std::string>>()) {
      options.scenarios.emplace_back(path);
    }
  }
  options.watch = values["watch"].as<bool>();
  if (values.count("webhook-url") != 0) {
    options.webhook_url = values["webhook-url"].as<std::string>();
    if (!options.webhook_url.starts_with("http://") &&
        !options.webhook_url.starts_with("https://")) {
      throw UsageError("webhook-url must be an http or https URL, not " + options.webhook_url);
    }
  }
  options.strict_keys = values["strict-keys"].as<bool>();
  options.max_sandboxes = static_cast<std::size_t>(ReadAtLeast(values, "max-sandboxes", 1));
  options.seed = static_cast<std::uint64_t>(ReadAtLeast(values, "seed", 0));
  options.max_body_bytes = static_cast<std::size_t>(ReadAtLeast(values, "max-body-bytes", 1));
  options.clock = ClockMode::kLive;
  return options;
}

/// Takes the command, the first argument unless it is a flag.
Action TakeCommand(std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().starts_with('-')) return Action::kServe;
  const std::string word = arguments.front();
  arguments.erase(arguments.begin());
  for (const Action action : {Action::kServe, Action::kRun, Action::kValidate, Action::kReady}) {
    if (word == CommandName(action)) return action;
  }
  throw UsageError("unknown command " + word +
                   " (commands: serve, run, validate, ready; see --help)");
}

/// Checks the positional arguments: required for run and validate, refused for other commands.
std::vector<std::string> CheckPaths(Action action, const po::variables_map& values) {
  const bool needs_paths = action == Action::kRun || action == Action::kValidate;
  std::vector<std::string> paths;
  if (values.count("path") != 0) paths = values["path"].as<std::vector<std::string>>();
  if (needs_paths && paths.empty()) throw UsageError("name at least one scenario file or folder");
  if (!needs_paths && !paths.empty()) throw UsageError("unexpected argument " + paths.front());
  for (const std::string& path : paths) {
    if (!std::filesystem::exists(path)) throw UsageError(path + ": No such file or directory");
  }
  return paths;
}

/// Throws UsageError for an argument that is an option of another command.
void CheckSupported(Action action, const po::parsed_options& arguments) {
  for (const po::option& option : arguments.options) {
    const std::string& name = option.string_key;
    if (name == "path" || AppliesTo(action, name)) continue;
    throw UsageError(CommandName(action) + " does not take --" + name + "; see --help");
  }
}

/// Merges the sources. A flag overrides a variable, a variable overrides the file.
po::variables_map ReadValues(Action action, const std::vector<std::string>& arguments,
                             const Environment& environment) {
  po::variables_map values;
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  po::options_description known;
  known.add(AllOptions()).add_options()("path", po::value<std::vector<std::string>>());
  const po::positional_options_description paths = [] {
    po::positional_options_description all;
    all.add("path", -1);
    return all;
  }();
  const po::parsed_options parsed =
      po::command_line_parser(arguments).options(known).positional(paths).style(style).run();
  po::store(parsed, values);
  const bool is_informational = values.count("help") != 0 || values.count("version") != 0;
  if (!is_informational) CheckSupported(action, parsed);
  po::store(ParseEnvironment(environment), values);
  if (values.count("config") != 0) {
    const std::string path = values["config"].as<std::string>();
    std::ifstream file(path);
    if (!file) throw UsageError("config file " + path + " cannot be read");
    po::store(po::parse_config_file(file, SettingOptions()), values);
  }
  return values;
}

}  // namespace

CommandLine ParseCommandLine(const std::vector<std::string>& arguments,
                             const Environment& environment) {
  std::vector<std::string> words = arguments;
  CommandLine line;
  line.action = TakeCommand(words);
  try {
    const po::variables_map values = ReadValues(line.action, words, environment);
    if (values.count("help") != 0) line.action = Action::kHelp;
    if (values.count("version") != 0) line.action = Action::kVersion;
    line.options = ReadOptions(values);
    if (values.count("port-file") != 0) line.port_file = values["port-file"].as<std::string>();
    const std::string format = values["log-format"].as<std::string>();
    if (format != "text" && format != "json") {
      throw UsageError("log-format must be text or json, not " + format);
    }
    line.log_json = format == "json";
    line.log_level = ParseLogLevel(values["log-level"].as<std::string>());
    line.wait = std::chrono::seconds{values["wait"].as<unsigned>()};
    line.warnings = MakeWarnings(environment);
    if (line.options.watch && line.options.scenarios.empty()) {
      line.warnings.emplace_back("--watch has no effect without --scenario");
    }
    for (const std::string& path : CheckPaths(line.action, values))
      line.run.paths.emplace_back(path);
    line.run.filter = values["filter"].as<std::string>();
    line.run.junit = values["junit"].as<std::string>();
    line.run.json = values["json"].as<bool>();
    line.run.verbose = values["verbose"].as<bool>();
    line.run.keep_going = values["keep-going"].as<bool>();
    line.run.emulator = line.options;
    line.run.emulator.clock = ClockMode::kManual;
    line.url = values.count("url") != 0 ? values["url"].as<std::string>()
                                        : "http://127.0.0.1:" + std::to_string(line.options.port);
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  return line;
}

std::string HelpText() {
  std::ostringstream text;
  text << "portone-emulator: a test double of the PortOne V1 payments API\n\n"
          "  portone-emulator [serve] [options]   run until SIGTERM or Ctrl-C\n"
          "  portone-emulator run PATH...         run scenario files: exit 0 when all pass,\n"
          "                                       1 when one fails, 2 when one cannot be read\n"
          "  portone-emulator validate PATH...    only check them: exit 0 or 2\n"
          "  portone-emulator ready [options]     exit 0 when an emulator answers, else 1\n\n"
          "Every option is also a variable (--port-file: PORTONE_EMULATOR_PORT_FILE, lists\n"
          "separated by colons) and a key of the configuration file.\n"
       << AllOptions();
  return text.str();
}

}  // namespace portone::app
