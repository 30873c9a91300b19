// SPDX-License-Identifier: MIT
#include "app/serve_command.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <signal.h>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/time.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/control_prefix.h"
#include "json/json.h"
#include "portone/emulator.h"

namespace portone::app {
namespace {

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
  return Json(message).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Logs to standard error: standard output has only the ready line.
std::shared_ptr<spdlog::logger> MakeLogger(const Settings& settings) {
  auto logger = std::make_shared<spdlog::logger>("portone",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(SpdlogLevel(settings.log_level));
  logger->set_pattern(settings.log_json
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
  if (!file || error) throw StartError("port file " + path + " cannot be written");
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

/// Raises the limit of open files to what is allowed: each connection is one, and most shells allow
/// no more than 1,024 at first.
void RaiseFileLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Ends the process after `limit` even if an operation that cannot be interrupted, such as
/// resolving a receiver's name, is still running.
void ExitWithin(std::chrono::milliseconds limit) {
  signal(SIGALRM, [](int) { _exit(0); });
  itimerval timer{};
  timer.it_value.tv_usec = std::chrono::microseconds{limit}.count();
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

int Serve(const Settings& settings) {
  const sigset_t signals = BlockSignals();
  RaiseFileLimit();
  const auto logger = MakeLogger(settings);
  Options options = settings.options;
  options.min_log_level = settings.log_level;
  const auto log = [&logger, json = settings.log_json](LogLevel level, std::string_view message) {
    logger->log(SpdlogLevel(level), "{}", json ? ToJsonString(message) : std::string(message));
  };
  options.log = log;
  for (const std::string& warning : settings.warnings)
    log(LogLevel::kWarning, warning);
  if (options.watch && options.scenarios.empty())
    log(LogLevel::kWarning, "--watch has no effect without --scenario");
  const Emulator emulator = Emulator::Start(std::move(options));
  if (!settings.port_file.empty()) WritePortFile(settings.port_file, emulator.port());
  std::cout << "portone-emulator ready: " << emulator.base_url()
            << " control: " << emulator.base_url() << kControlPrefix << std::endl;
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  ExitWithin(std::chrono::milliseconds{900});  // first: nobody may be reading the log
  log(LogLevel::kInfo, "stopping on signal " + std::to_string(signal_number));
  return 0;
}

}  // namespace portone::app
