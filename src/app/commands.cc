// SPDX-License-Identifier: MIT
#include "app/option_tables.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

namespace portone::app {
namespace {

namespace po = boost::program_options;

constexpr const char* kDefaultHost = "127.0.0.1";
constexpr int kDefaultPort = 12011;

po::options_description ServeOptions() {
  po::options_description options("serve (also without a command)");
  options.add_options()("host", po::value<std::string>()->default_value(kDefaultHost),
                        "address to listen on")(
      "port", po::value<int>()->default_value(kDefaultPort), "port to listen on; 0: any free one")(
      "port-file", po::value<std::string>(), "write the port to this file once it is known")(
      "scenario", po::value<std::vector<std::string>>(),
      "scenario file or folder to load; repeatable")(
      "watch", po::value<bool>()->default_value(false)->implicit_value(true),
      "reload scenario files when they change")("webhook-url", po::value<std::string>(),
                                                "where the default sandbox's webhooks go")(
      "strict-keys", po::value<bool>()->default_value(false)->implicit_value(true),
      "only declared API keys open a sandbox")("max-sandboxes",
                                               po::value<std::int64_t>()->default_value(10'000),
                                               "maximum number of sandboxes")(
      "seed", po::value<std::int64_t>()->default_value(1), "seed of all generated ids")(
      "max-body-bytes", po::value<std::int64_t>()->default_value(1 << 20),
      "largest body of a V1 API request")(
      "log-format", po::value<std::string>()->default_value("text"), "text or json")(
      "log-level", po::value<std::string>()->default_value("info"),
      "debug, info, warning or error");
  return options;
}

po::options_description ReadyOptions() {
  po::options_description options("ready");
  options.add_options()("url", po::value<std::string>(),
                        "URL of the emulator; default: this machine, at the port")(
      "wait", po::value<unsigned>()->default_value(0), "seconds to wait for an answer");
  return options;
}

/// An option without a value on the command line; variables and the file give it one.
po::typed_value<bool>* Flag() {
  return po::value<bool>()->default_value(false)->implicit_value(true)->zero_tokens();
}

/// Options of serve that other commands take too.
constexpr std::array<std::string_view, 7> kSharedWithRun{
    "host", "port", "webhook-url", "seed", "strict-keys", "max-sandboxes", "max-body-bytes"};
constexpr std::array<std::string_view, 1> kSharedWithReady{"port"};

po::options_description RunCommandOptions() {
  std::string title = "run (also takes from serve:";
  for (const std::string_view one : kSharedWithRun)
    title += " " + std::string(one);
  po::options_description options(title + ")");
  options.add_options()("filter", po::value<std::string>()->default_value(""),
                        "only scenarios with this text in their path or about")(
      "junit", po::value<std::string>()->default_value(""), "write a JUnit report to this file")(
      "json", Flag(), "print a JSON report instead of the timeline")(
      "verbose", Flag(), "print the timeline of scenarios that pass, too")(
      "keep-going", Flag(), "continue after a failed step");
  return options;
}

po::options_description GeneralOptions() {
  po::options_description options("general");
  options.add_options()("config", po::value<std::string>(), "file with lines like: port = 12011")(
      "help", "print this")("version", "print the version");
  return options;
}

bool HasOption(const po::options_description& options, const std::string& name) {
  return options.find_nothrow(name, false) != nullptr;
}

template <class Names>
bool Contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

const po::options_description& SettingOptions() {
  static const po::options_description kSettings = [] {
    po::options_description settings;
    settings.add(ServeOptions()).add(ReadyOptions()).add(RunCommandOptions());
    return settings;
  }();
  return kSettings;
}

const po::options_description& AllOptions() {
  static const po::options_description kAll = [] {
    po::options_description all;
    all.add(ServeOptions()).add(ReadyOptions()).add(RunCommandOptions()).add(GeneralOptions());
    return all;
  }();
  return kAll;
}

std::string CommandName(Action action) {
  if (action == Action::kRun) return "run";
  if (action == Action::kValidate) return "validate";
  if (action == Action::kReady) return "ready";
  return "serve";
}

bool AppliesTo(Action action, const std::string& option) {
  if (HasOption(GeneralOptions(), option)) return true;
  if (action == Action::kRun)
    return HasOption(RunCommandOptions(), option) || Contains(kSharedWithRun, option);
  if (action == Action::kReady)
    return HasOption(ReadyOptions(), option) || Contains(kSharedWithReady, option);
  return action == Action::kServe && HasOption(ServeOptions(), option);
}

}  // namespace portone::app
