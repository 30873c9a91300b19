// SPDX-License-Identifier: MIT
// The tables of commands and options, and how arguments, variables and a file become settings.
#include "app/command_line.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/help.h"
#include "support/catch.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

using Strings = std::vector<std::string>;

std::string GetUsageError(const Strings& arguments, const Environment& environment = {}) {
  try {
    ParseCommandLine(arguments, environment);
    return "accepted";
  } catch (const UsageError& error) {
    return error.what();
  }
}

TEST_CASE("commands: each takes options that exist, and each option has a command", "[app]") {
  std::set<std::string> used_options;
  for (const Command& command : AllCommands()) {
    INFO(command.name);
    CHECK(command.run != nullptr);
    CHECK_FALSE(command.help.empty());
    std::istringstream names{std::string(command.options)};
    for (std::string name; names >> name; used_options.insert(name)) {
      INFO(name);
      CHECK(FindOption(name) != nullptr);
    }
  }
  for (const Option& option : AllOptions()) {
    INFO(option.name);
    CHECK_FALSE(option.help.empty());
    const auto general = GeneralOptions();
    const bool is_general = std::any_of(general.begin(), general.end(), [&](const Option& other) {
      return other.name == option.name;
    });
    CHECK(is_general == (option.read == nullptr));
    CHECK(is_general != used_options.contains(std::string(option.name)));
  }
}

TEST_CASE("commands: the pages of options name each command and option", "[app]") {
  const std::string page = GENERATE("docs/options.md", "docs/options.ko.md");
  const std::string scenarios =
      page.ends_with(".ko.md") ? "docs/scenarios.ko.md" : "docs/scenarios.md";
  const std::string text = testing::ReadSourceFile(page) + testing::ReadSourceFile(scenarios);
  INFO(page);
  for (const Command& command : AllCommands()) {
    INFO(command.name);
    CHECK((text.find("portone-emulator " + std::string(command.name)) != std::string::npos ||
           text.find("portone-emulator [" + std::string(command.name) + "]") != std::string::npos));
  }
  for (const Option& option : AllOptions()) {
    INFO(option.name);
    CHECK(text.find("--" + std::string(option.name)) != std::string::npos);
  }
}

TEST_CASE("command line: the default of an option is read like a value", "[app]") {
  const Settings settings = ParseCommandLine({}, {}).settings;
  CHECK(settings.options.port == 12011);
  CHECK(settings.options.host == "127.0.0.1");
  CHECK(settings.options.max_body_bytes == 1 << 20);
  CHECK(settings.options.max_control_body_bytes == 64 << 20);
  CHECK(settings.options.max_memory == 0);
  CHECK(settings.options.sandbox_idle_timeout == std::chrono::seconds{0});
  CHECK(settings.options.webhook_ca.empty());
  CHECK(settings.options.clock == ClockMode::kLive);
  CHECK(settings.run.emulator.clock == ClockMode::kManual);
  CHECK(settings.log_level == LogLevel::kInfo);
  CHECK(settings.url == "http://127.0.0.1:12011");
  CHECK(ParseCommandLine({"ready", "--port", "80"}, {}).settings.url == "http://127.0.0.1:80");
}

TEST_CASE("command line: a source that overrides another replaces whole lists", "[app]") {
  const Environment environment{{"PORTONE_EMULATOR_SCENARIO", "a.json:b.json"}};
  const auto scenarios = [&](const Strings& arguments) {
    return ParseCommandLine(arguments, environment).settings.options.scenarios.size();
  };
  CHECK(scenarios({}) == 2);
  CHECK(scenarios({"--scenario", "c.json"}) == 1);
  CHECK(scenarios({"--scenario=c.json", "--scenario=d.json", "--scenario=e.json"}) == 3);
}

TEST_CASE("command line: allowed hosts and origins are lists", "[app]") {
  const Settings settings =
      ParseCommandLine({"--allow-host", "a.test", "--allow-host=b.test"},
                       {{"PORTONE_EMULATOR_ALLOW_ORIGIN", "http://localhost:3000,https://c.test"}})
          .settings;
  CHECK(settings.options.allow_hosts == Strings{"a.test", "b.test"});
  CHECK(
      ParseCommandLine({"--allow-notice-host", "Hooks.test", "--allow-notice-host=*.shop.test"}, {})
          .settings.options.allow_notice_hosts == Strings{"hooks.test", "*.shop.test"});
  CHECK(ParseCommandLine({"exec", "--allow-notice-host", "hooks.test", "--", "true"}, {})
            .settings.options.allow_notice_hosts == Strings{"hooks.test"});
  CHECK(settings.options.allow_origins == Strings{"http://localhost:3000", "https://c.test"});
  CHECK(ParseCommandLine({}, {{"PORTONE_EMULATOR_ALLOW_HOST", "a.test:b.test"}})
            .settings.options.allow_hosts == Strings{"a.test", "b.test"});
}

TEST_CASE("command line: extra ports, TLS names and proxy hosts are lists", "[app]") {
  const Options options =
      ParseCommandLine({"--extra-port", "80", "--extra-port=443", "--tls-name", "Shop.Test",
                        "--tls-name", "::1", "--proxy-passthrough", "*.Example.com"},
                       {{"PORTONE_EMULATOR_PROXY_PASSTHROUGH", "ignored.test"}})
          .settings.options;
  CHECK(options.extra_ports == std::vector<int>{80, 443});
  CHECK(options.tls_names == Strings{"shop.test", "::1"});
  CHECK(options.proxy_passthrough == Strings{"*.example.com"});
  CHECK(ParseCommandLine({}, {{"PORTONE_EMULATOR_TLS_NAME", "a.test,::1"},
                              {"PORTONE_EMULATOR_EXTRA_PORT", "80:443"}})
            .settings.options.extra_ports == std::vector<int>{80, 443});
}

TEST_CASE("command line: tokens are fixed on request, and in a run", "[app]") {
  CHECK_FALSE(ParseCommandLine({}, {}).settings.options.fixed_tokens);
  CHECK(ParseCommandLine({}, {}).settings.run.emulator.fixed_tokens);
  CHECK(ParseCommandLine({"--fixed-tokens"}, {}).settings.options.fixed_tokens);
}

TEST_CASE("command line: ready prefers the URL file, except to an argument", "[app]") {
  const Environment file{{"PORTONE_EMULATOR_URL_FILE", "url"}};
  const auto prefers = [](const Strings& arguments, const Environment& environment) {
    return ParseCommandLine(arguments, environment).settings.prefers_url_file;
  };
  CHECK(prefers({"ready"}, file));
  CHECK(prefers({"ready"}, {{"PORTONE_EMULATOR_URL_FILE", "url"}, {"PORTONE_EMULATOR_PORT", "1"}}));
  CHECK_FALSE(prefers({"ready", "--port", "1"}, file));
  CHECK_FALSE(prefers({"ready", "--url", "http://a/"}, file));
  CHECK_FALSE(prefers({"ready"}, {}));
}

TEST_CASE("command line: a switch may stand alone or take its value after =", "[app]") {
  CHECK(ParseCommandLine({"--watch"}, {}).settings.options.watch);
  CHECK_FALSE(ParseCommandLine({"--watch=false"}, {}).settings.options.watch);
  CHECK(ParseCommandLine({}, {{"PORTONE_EMULATOR_WATCH", "True"}}).settings.options.watch);
  CHECK(GetUsageError({"--watch", "true"}) == "unexpected argument true");
  CHECK(GetUsageError({"--watch=2"}) == "watch must be true or false, not 2");
}

TEST_CASE("command line: the arguments after the hyphens of exec are its command", "[app]") {
  const Settings settings = ParseCommandLine({"exec", "--with", "a b", "--with", "c", "--offline",
                                              "--", "npm", "--port", "--", "--help"},
                                             {})
                                .settings;
  CHECK(settings.exec.command == Strings{"npm", "--port", "--", "--help"});
  CHECK(settings.exec.with == Strings{"a b", "c"});
  CHECK(settings.exec.offline);
  const Environment environment{{"PORTONE_EMULATOR_WITH", "a b;c"}};
  CHECK(ParseCommandLine({"exec", "--", "x"}, environment).settings.exec.with ==
        Strings{"a b", "c"});
}

TEST_CASE("command line: each mistake gives exactly its message", "[app]") {
  const auto [arguments, message] = GENERATE(table<Strings, std::string>({
      {{"redy"}, "unknown command redy; did you mean ready? (--help lists them)"},
      {{"-x"}, "unknown option -x; see --help"},
      {{"--scenari", "a"}, "unknown option --scenari; did you mean --scenario?"},
      {{"--allow-page-url", "a"},
       "unknown option --allow-page-url; it is called --allow-notice-host now"},
      {{"--sandbox-idle", "9"},
       "unknown option --sandbox-idle; it is called --sandbox-idle-timeout now"},
      {{"run", "--filtr", "a"}, "unknown option --filtr; did you mean --filter?"},
      {{"run", "--zzz"}, "unknown option --zzz"},
      {{"run"}, "name at least one scenario file or folder"},
      {{"run", "--scenario", "."}, "run does not take --scenario; see --help"},
      {{"--port"}, "--port needs a value"},
      {{"--port", "--watch"}, "--port needs a value"},
      {{"--port", "1", "--port", "2"}, "port is set twice"},
      {{"--port", "-1"}, "port must be from 0 to 65535, not -1"},
      {{"--port", "80x"}, "port must be from 0 to 65535, not 80x"},
      {{"--max-sandboxes", "0"}, "max-sandboxes must be a whole number, at least 1, not 0"},
      {{"--allow-host", "a.test:80"},
       "allow-host must be a host name without a port, not a.test:80"},
      {{"--allow-notice-host", "http://a.test"},
       "allow-notice-host must be a host without a port, or *.name, not http://a.test"},
      {{"--allow-origin", "localhost:3000"},
       "allow-origin must be like http://localhost:3000, not localhost:3000"},
      {{"--allow-origin", "http://a.test/"},
       "allow-origin must be like http://localhost:3000, not http://a.test/"},
      {{"--extra-port", "65536"}, "extra-port must be from 0 to 65535, not 65536"},
      {{"--tls-name", "a.test:80"}, "tls-name must be a host name without a port, not a.test:80"},
      {{"--tls-name", "a..test"}, "tls-name must be a host name or an address, not a..test"},
      {{"--proxy-passthrough", "a.test:80"},
       "proxy-passthrough must be a host without a port, or *.name, not a.test:80"},
      {{"--proxy-passthrough", "a*.test"},
       "proxy-passthrough must be a host without a port, or *.name, not a*.test"},
      {{"--proxy-passthrough", "API.iamport.kr"},
       "proxy-passthrough must be another host than those that the emulator stands in for, not "
       "api.iamport.kr"},
      {{"--max-memory", "-1"}, "max-memory must be a whole number, at least 0, not -1"},
      {{"--sandbox-idle-timeout", "1h"},
       "sandbox-idle-timeout must be from 0 to 2147483647, not 1h"},
      {{"--max-control-body-bytes", "0"},
       "max-control-body-bytes must be a whole number, at least 1, not 0"},
      {{"--profile", "2019"}, "profile must be current or 2020, not 2019"},
      {{"--control-token", ""}, "control-token must be visible ASCII characters without spaces"},
      {{"--control-token", "a b"}, "control-token must be visible ASCII characters without spaces"},
      {{"--log-level", "warned"}, "log-level must be debug, info, warning or error, not warned"},
      {{"exec"}, "name the command to run after --, as in: exec -- npm test"},
      {{"exec", "--"}, "name the command to run after --, as in: exec -- npm test"},
      {{"exec", "npm", "test"}, "write -- before npm, as in: exec -- npm test"},
      {{"exec", "--port", "1", "--", "true"}, "exec does not take --port; see --help"},
      {{"advance"}, "advance needs TARGET, as in: advance 30d"},
      {{"show", ""}, "show needs ORDER, as in: show order-1"},
      {{"advance", "1d", "2d"}, "unexpected argument 2d"},
      {{"help", "run", "serve"}, "unexpected argument serve"},
      {{"fault"}, "fault needs EFFECT, as in: fault decline insufficient_funds --customer kim"},
      {{"payments", "--custmer", "kim"}, "unknown option --custmer; did you mean --customer?"},
      {{"payments", "--follow"}, "payments does not take --follow; see --help"},
      {{"payments", "-f"}, "payments does not take --follow; see --help"},
      {{"tail", "--lines", "-1"}, "lines must be a whole number, at least 0, not -1"},
      {{"ready", "--wait", "soon"}, "wait must be from 0 to 2147483647, not soon"},
  }));
  CHECK(GetUsageError(arguments) == message);
}

TEST_CASE("command line: the log level warn is warning", "[app]") {
  CHECK(ParseCommandLine({"--log-level", "warn"}, {}).settings.log_level == LogLevel::kWarning);
  CHECK(ParseCommandLine({"--log-level", "warning"}, {}).settings.log_level == LogLevel::kWarning);
}

TEST_CASE("command line: the profile and the control token can be variables", "[app]") {
  const Settings settings = ParseCommandLine({}, {{"PORTONE_EMULATOR_PROFILE", "2020"},
                                                  {"PORTONE_EMULATOR_CONTROL_TOKEN", "t0ken"}})
                                .settings;
  CHECK(settings.options.profile == ReplyProfile::k2020);
  CHECK(settings.options.control_token == "t0ken");
  CHECK(ParseCommandLine({}, {}).settings.options.profile == ReplyProfile::kCurrent);
}

TEST_CASE("command line: a wrong value names the variable or the line", "[app]") {
  CHECK(GetUsageError({}, {{"PORTONE_EMULATOR_PORT", "abc"}}) ==
        "PORTONE_EMULATOR_PORT must be from 0 to 65535, not abc");
  const testing::TempFolder folder;
  const auto read_file = [&](const std::string& text) {
    const std::string path = folder.Write("portone.conf", text);
    const std::string refusal = GetUsageError({"--config", path});
    return refusal.starts_with(path) ? refusal.substr(path.size()) : refusal;
  };
  CHECK(read_file("# ours\n\n  port = 80  # http\nseed=7\n") == "accepted");
  CHECK(read_file("# ours\nport = abc\n") == ":2: port must be from 0 to 65535, not abc");
  CHECK(read_file("prot = 1\n") == ":1: unknown option prot; did you mean port?");
  CHECK(read_file("sandbox-idle = 1\n") ==
        ":1: unknown option sandbox-idle; it is called sandbox-idle-timeout now");
  CHECK(read_file("config = other.conf\n") == ":1: unknown option config");
  CHECK(read_file("seed = 1\nseed = 2\n") == ":2: seed is set twice");
  CHECK(read_file("watch\n") == ":1: must be a line like: port = 12011");
  CHECK(read_file("[serve]\nport = 80\n") == ":1: must be a line like: port = 12011");
}

TEST_CASE("command line: help takes precedence over invalid arguments", "[app]") {
  CHECK(ParseCommandLine({"run", "--help"}, {}).run == PrintHelp);
  CHECK(ParseCommandLine({"validate", "-h", "--watch"}, {}).run == PrintHelp);
  CHECK(ParseCommandLine({"--version"}, {}).run == PrintVersion);
  CHECK(ParseCommandLine({"-V"}, {}).run == PrintVersion);
}

TEST_CASE("command line: help of a command is about that command", "[app]") {
  CHECK(ParseCommandLine({"run", "--help"}, {}).settings.arguments == Strings{"run"});
  CHECK(ParseCommandLine({"help", "run"}, {}).settings.arguments == Strings{"run"});
  CHECK(ParseCommandLine({"--help"}, {}).settings.arguments.empty());
}

TEST_CASE("command line: words and options of a client command may be mixed", "[app]") {
  const Settings settings =
      ParseCommandLine({"fault", "--customer", "kim", "decline", "--always", "lost_card"}, {})
          .settings;
  CHECK(settings.arguments == Strings{"decline", "lost_card"});
  CHECK(settings.client.customer == "kim");
  CHECK(settings.client.always);
  CHECK(ParseCommandLine({"tail", "-f"}, {}).settings.client.follow);
  CHECK(ParseCommandLine({"verify", "-"}, {}).settings.arguments == Strings{"-"});
}

}  // namespace
}  // namespace portone::app
