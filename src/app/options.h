// SPDX-License-Identifier: MIT
// The options, one row each. The flag --port-file is also the variable PORTONE_EMULATOR_PORT_FILE
// and the key port-file of the configuration file. Does not know the commands.
#pragma once

#include <chrono>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "app/color.h"
#include "portone/options.h"

namespace portone::app {

/// Invalid arguments, variables or configuration. `what()` is a one-line message.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The options of run.
struct RunOptions {
  std::vector<std::filesystem::path> paths;  ///< files and folders, see FindScenarioFiles
  std::string filter;             ///< only scenarios with this text in their path or `about`
  std::filesystem::path junit;    ///< file for the JUnit report; empty: none
  bool json = false;              ///< print a JSON report instead of the timeline
  bool verbose = false;           ///< print the timeline of scenarios that pass, too
  bool keep_going = false;        ///< continue after a failed step
  std::vector<std::string> tags;  ///< only scenarios with one of them; empty: all
  bool github = false;            ///< print commands for GitHub Actions, too
  bool show_replies = false;      ///< the timeline has replies, without secrets
  bool color = false;             ///< the timeline has the escape sequences of a terminal
  std::string port_file;         ///< file that the port is written to once it is known; empty: none
  std::string shop_url;          ///< of the server under test; empty: the scenario's own
  std::string wait_for;          ///< a URL that must answer before the first scenario; empty: none
  std::chrono::seconds wait{0};  ///< how long to wait for it; 0: a minute
  /// The address to listen on and the webhook URL, for running against the merchant's own server.
  /// Without a webhook URL the emulator does not listen, and the runner's receiver takes all
  /// webhooks.
  Options emulator;
};

/// The options of exec.
struct ExecOptions {
  std::vector<std::string> command;  ///< the program after "--", and its arguments
  std::vector<std::string> with;     ///< command lines for the shell that run beside it
  bool offline = false;              ///< other hosts than PortOne's are refused
};

/// The values of all options, from wherever they were given. Each command uses those it takes.
struct Settings {
  Options options;        ///< of serve; `run` has its own copy
  std::string port_file;  ///< file that the port is written to once it is known; empty: none
  /// File that the URL is written to while the emulator listens, and that `ready` and `ca` read it
  /// from; empty: none.
  std::string url_file;
  bool log_json = false;
  ColorChoice color = ColorChoice::kAuto;
  LogLevel log_level = LogLevel::kInfo;
  RunOptions run;  ///< of run; validate uses its paths
  ExecOptions exec;
  std::filesystem::path client_folder;  ///< of env: where the files for clients are written
  std::string url;
  /// Of ready and ca: whether the URL in the URL file, if there is one, beats `url`, which is then
  /// a guess.
  bool prefers_url_file = false;
  std::chrono::seconds wait{0};
  std::string der_file;  ///< of ca; empty: none
  std::string p12_file;  ///< of ca; empty: none

  /// Likely mistakes that do not stop the program, one line each: for example unknown variables.
  std::vector<std::string> warnings;
};

struct Option {
  std::string_view name;           ///< "port-file"
  std::string_view value;          ///< the value's placeholder in the help; "": a switch, on or off
  std::string_view default_value;  ///< read when the option is not given; "": nothing is read
  std::string_view help;           ///< one line
  /// Reads a value. Throws UsageError that begins with "must be". Null for the general options,
  /// which act on the command line itself.
  void (*read)(Settings& settings, const std::string& value) = nullptr;
  bool is_repeatable = false;        ///< may be given several times
  std::string_view separator = ":";  ///< of the values of a repeatable option in a variable
};

/// All options in the order of the help.
std::span<const Option> AllOptions();

/// Options that every command takes and no configuration file sets: config, help, version.
std::span<const Option> GeneralOptions();

/// The option of that name, or null.
const Option* FindOption(std::string_view name);

}  // namespace portone::app
