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

/// A log line may contain input of a client, which need not be UTF-8.
std::string ToJsonString(std::string_view message) {
  return nlohmann::json(message).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Logs to standard error: standard output has only the ready line.
std::shared_ptr<spdlog::logger> MakeLogger(const CommandLine& line) {
  auto logger = std::make_shared<spdlog::logger>("portone",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(SpdlogLevel(line.log_level));
  logger->set_pattern(line.log_json
                          ? R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":%v})"
                          : "%Y-%m-%d %H:%M:%S.%e %l %v");
  return logger;
}

/// Writes a temporary file and renames it, so that no reader sees half of it.
void WritePortFile(const std::string& path, int port) {
  const std::string temporary = path + ".new";
  std::ofstream file(temporary);
  file << port << '\n';
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(temporary, path, error);
  if (!file || error) throw portone::StartError("port file " + path + " cannot be written");
}

/// Blocks SIGTERM and SIGINT in this thread and those it starts, so that sigwait gets them, also in
/// process 1. Ignores SIGPIPE: a client that hangs up must not end the program.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// Ends the process after `limit` even if an operation that cannot be interrupted, such as
/// resolving a receiver's name, is still running.
void ExitWithin(std::chrono::milliseconds limit) {
  signal(SIGALRM, [](int) { _exit(kOk); });
  itimerval timer{};
  timer.it_value.tv_usec = std::chrono::microseconds{limit}.count();
  setitimer(ITIMER_REAL, &timer, nullptr);
}

int Serve(const CommandLine& line) {
  const sigset_t signals = BlockSignals();
  const auto logger = MakeLogger(line);
  portone::Options options = line.options;
  options.min_log_level = line.log_level;
  const auto log = [&logger, json = line.log_json](LogLevel level, std::string_view message) {
    logger->log(SpdlogLevel(level), "{}", json ? ToJsonString(message) : std::string(message));
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
  ExitWithin(std::chrono::milliseconds{900});
  return kOk;
}

int RunCommand(const CommandLine& line) {
  switch (line.action) {
    case Action::kServe:
      return Serve(line);
    case Action::kRun:
      for (const std::string& warning : line.warnings)
        std::cerr << "portone-emulator: " << warning << '\n';
      return static_cast<int>(portone::app::RunScenarios(line.run, std::cout, std::cerr));
    case Action::kValidate:
      return static_cast<int>(portone::app::ValidateFiles(line.run.paths, std::cout, std::cerr));
    case Action::kReady:
      return portone::http::IsReady(line.url, line.wait) ? kOk : kNotReady;
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
    return RunCommand(portone::app::ParseCommandLine(
        std::vector<std::string>(argv + 1, argv + argc), ReadEnvironment()));
  } catch (const std::exception& error) {
    std::cerr << "portone-emulator: " << error.what() << '\n';
    return kBadStart;
  }
}
