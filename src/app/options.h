// SPDX-License-Identifier: MIT
// The options, one row each. The flag --port-file is also the variable PORTONE_EMULATOR_PORT_FILE
// and the key port-file of the configuration file. Does not know the commands.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/color.h"
#include "app/usage_error.h"
#include "portone/options.h"

namespace portone::app {

/// The options of run.
struct RunOptions {
  std::vector<std::filesystem::path> paths{};  ///< files and folders, see FindScenarioFiles
  std::string filter{};             ///< only scenarios with this text in their path or `about`
  std::filesystem::path junit{};    ///< file for the JUnit report; empty: none
  bool json = false;                ///< print a JSON report instead of the timeline
  bool verbose = false;             ///< print the timeline of scenarios that pass, too
  bool keep_going = false;          ///< continue after a failed step
  std::vector<std::string> tags{};  ///< only scenarios with one of them; empty: all
  bool github = false;              ///< print commands for GitHub Actions, too
  bool show_replies = false;        ///< the timeline has replies, without secrets
  bool color = false;               ///< the timeline has the escape sequences of a terminal
  std::string port_file{};  ///< file that the port is written to once it is known; empty: none
  std::string shop_url{};   ///< of the server under test; empty: the scenario's own
  std::string wait_for{};   ///< a URL that must answer before the first scenario; empty: none
  std::chrono::seconds wait{60};  ///< how long to wait for it
  bool is_port_chosen = false;    ///< a shop that is started finds the emulator at that port
  /// The address to listen on and the webhook URL, for running against the merchant's own server.
  /// Without a webhook URL the emulator does not listen, and the runner's receiver takes all
  /// webhooks.
  Options emulator{};
};

/// The options of exec.
struct ExecOptions {
  std::vector<std::string> command;  ///< the program after "--", and its arguments
  std::vector<std::string> with;     ///< command lines for the shell that run beside it
  bool offline = false;              ///< other hosts than PortOne's are refused
  bool share_clock = false;          ///< the commands have the sandbox's time; also of env
};

/// The options of the commands that talk to a running emulator. A text that is "" was not given.
struct ClientOptions {
  std::string sandbox;               ///< the key of the sandbox
  std::string customer;              ///< a customer_uid
  std::string order;                 ///< a merchant_uid
  std::string status;                ///< as the list or the fault has it
  std::string from;                  ///< of lists: a time
  std::string to;                    ///< of lists: a time
  std::string page;                  ///< of lists: a number
  std::string limit;                 ///< of lists: a number
  bool failed = false;               ///< of webhooks: only those that did not arrive
  bool follow = false;               ///< of tail: go on
  std::optional<std::size_t> lines;  ///< of tail: how much of the past
  std::string operation;             ///< of fault, as the following ones
  std::string pg;
  std::string path;
  std::optional<std::int64_t> skip;   ///< how many occurrences pass unharmed first
  std::optional<std::int64_t> times;  ///< how many are hit
  bool always = false;                ///< all are hit
  bool after = false;                 ///< after the change, not before it
};

/// The values of all options, from wherever they were given. Each command uses those it takes.
struct Settings {
  Options options;        ///< of serve; `run` has its own copy
  std::string port_file;  ///< file that the port is written to once it is known; empty: none
  /// File that the URL is written to while the emulator listens, and that `ready` and `ca` read it
  /// from; empty: none.
  std::string url_file;
  bool allow_commands = false;  ///< of serve: ticks of an advance may run commands
  bool log_json = false;
  ColorChoice color = ColorChoice::kAuto;
  LogLevel log_level = LogLevel::kInfo;
  std::vector<std::string> arguments;  ///< what follows the command, without options
  RunOptions run;                      ///< of run; validate uses its paths
  bool json = false;                   ///< print JSON; also of run, which has its own copy
  ClientOptions client;
  std::string template_name;  ///< of init
  ExecOptions exec;
  std::filesystem::path client_folder;  ///< of env: where the files for clients are written
  std::string url;
  /// Of ready and ca: whether the URL in the URL file, if there is one, takes precedence over
  /// `url`, which is then a guess.
  bool prefers_url_file = false;
  std::optional<std::chrono::seconds> wait;  ///< for an answer; default: run 60 s, ready none
  std::string der_file;                      ///< of ca; empty: none
  std::string p12_file;                      ///< of ca; empty: none

  /// Likely mistakes that do not stop the program, one line each: for example unknown variables.
  std::vector<std::string> warnings;
};

struct Option {
  std::string_view name;           ///< "port-file"
  std::string_view placeholder;    ///< of the value, in the help; "": a switch, on or off
  std::string_view default_value;  ///< read when the option is not given; "": nothing is read
  std::string_view help;           ///< one line
  /// Reads a value. Throws UsageError that begins with "must be". Null for the general options,
  /// which act on the command line itself.
  void (*read)(Settings& settings, const std::string& value) = nullptr;
  bool is_repeatable = false;        ///< may be given several times
  std::string_view separator = ":";  ///< of the values of a repeatable option in a variable
  char letter = '\0';                ///< of a switch: its short form, 'f' for -f
};

/// All options in the order of the help.
std::span<const Option> AllOptions();

/// Options that every command takes and no configuration file sets: config, help, version.
std::span<const Option> GeneralOptions();

/// The option of that name, or null.
const Option* FindOption(std::string_view name);

}  // namespace portone::app
