// SPDX-License-Identifier: MIT
// The program: the first user of the public C++ API.
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <signal.h>
#include <string>
#include <sys/time.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "app/options.h"
#include "control/version.h"
#include "http/probe.h"
#include "portone/emulator.h"

namespace {

using portone::LogLevel;
using portone::app::Action;
using portone::app::CommandLine;

enum ExitCode { kOk = 0, kNotReady = 1, kBadStart = 2 };

spdlog::level::level_enum SpdlogLevel(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

/// A line of log may hold what a client sent, which need not be UTF-8.
std::string AsJson(std::string_view message) {
  return nlohmann::json(message).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Standard output belongs to the ready line alone; the log goes to standard error.
std::shared_ptr<spdlog::logger> MakeLogger(const CommandLine& line) {
  auto logger = std::make_shared<spdlog::logger>("portone",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(SpdlogLevel(line.log_level));
  logger->set_pattern(line.log_json
                          ? R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":%v})"
                          : "%Y-%m-%d %H:%M:%S.%e %l %v");
  return logger;
}

/// Written beside and moved into place, so that nobody reads half of it.
void WritePortFile(const std::string& path, int port) {
  const std::string beside = path + ".new";
  std::ofstream file(beside);
  file << port << '\n';
  file.close();
  std::error_code fault;
  if (file) std::filesystem::rename(beside, path, fault);
  if (!file || fault) throw portone::StartError("port file " + path + " cannot be written");
}

/// Blocks the signals that end the program, in this thread and those it starts, so that one of them
/// can be waited for, also by process 1. A client that hangs up must not end it.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// Ends the process in time even when something that nothing can break off, such as looking up a
/// receiver's name, is under way.
void EndWithin(std::chrono::milliseconds limit) {
  signal(SIGALRM, [](int) { _exit(kOk); });
  itimerval timer{};
  timer.it_value.tv_usec = std::chrono::microseconds{limit}.count();
  setitimer(ITIMER_REAL, &timer, nullptr);
}

int Serve(const CommandLine& line) {
  const sigset_t signals = BlockSignals();
  const auto logger = MakeLogger(line);
  portone::Options options = line.options;
  options.log_from = line.log_level;
  const auto log = [&logger, json = line.log_json](LogLevel level, std::string_view message) {
    logger->log(SpdlogLevel(level), "{}", json ? AsJson(message) : std::string(message));
  };
  options.log = log;
  for (const std::string& warning : line.warnings)
    log(LogLevel::kWarning, warning);
  const portone::Emulator emulator = portone::Emulator::Start(std::move(options));
  if (!line.port_file.empty()) WritePortFile(line.port_file, emulator.port());
  std::cout << "portone-emulator ready: " << emulator.base_url()
            << " control: " << emulator.base_url() << "/_emulator" << std::endl;
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  log(LogLevel::kInfo, "stopping on signal " + std::to_string(signal_number));
  EndWithin(std::chrono::milliseconds{900});
  return kOk;
}

int Do(const CommandLine& line) {
  switch (line.action) {
    case Action::kServe:
      return Serve(line);
    case Action::kRun:
      for (const std::string& warning : line.warnings)
        std::cerr << "portone-emulator: " << warning << '\n';
      return static_cast<int>(portone::app::RunStories(line.run, std::cout, std::cerr));
    case Action::kValidate:
      return static_cast<int>(portone::app::ValidateFiles(line.run.paths, std::cout, std::cerr));
    case Action::kReady:
      return portone::http::Answers(line.url, line.wait) ? kOk : kNotReady;
    case Action::kHelp:
      std::cout << portone::app::HelpText();
      return kOk;
    case Action::kVersion:
      std::cout << portone::control::kVersion << '\n';
      return kOk;
  }
  return kBadStart;
}

portone::app::Environment ReadEnvironment() {
  portone::app::Environment environment;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) environment[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return environment;
}

}  // namespace

int main(int argc, char* argv[]) {
  try {
    return Do(portone::app::ParseCommandLine(std::vector<std::string>(argv + 1, argv + argc),
                                             ReadEnvironment()));
  } catch (const std::exception& error) {
    std::cerr << "portone-emulator: " << error.what() << '\n';
    return kBadStart;
  }
}
