// SPDX-License-Identifier: MIT
#include "app/serve_command.h"

#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include "app/address_file.h"
#include "app/color.h"
#include "app/exec/client_environment.h"
#include "app/exec/run_program.h"
#include "app/file_limit.h"
#include "app/log_lines.h"
#include "app/log_queue.h"
#include "app/port_in_use.h"
#include "app/stop_signal.h"
#include "base/path_prefixes.h"
#include "portone/emulator.h"
#include "sim/clock.h"

namespace portone::app {
namespace {

spdlog::level::level_enum ToSpdlogLevel(LogLevel level) {
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

/// Hands finished lines to a queue, so that logging waits for no reader.
class QueueSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit QueueSink(LogQueue& queue) : queue_(queue) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    queue_.Add({line.data(), line.size()});
  }
  void flush_() override {}

 private:
  LogQueue& queue_;
};

/// The log of the program on standard error: standard output has only the ready line.
class ProgramLog {
 public:
  explicit ProgramLog(const Settings& settings)
      : style_{.format = settings.log_json ? LogFormat::kJson : LogFormat::kText,
               .color = UsesColor(settings.color, STDERR_FILENO)},
        level_(ToSpdlogLevel(settings.log_level)),
        queue_(STDERR_FILENO, [this](std::size_t count) { return FormatDropped(count); }),
        logger_(MakeLogger(std::make_shared<QueueSink>(queue_))) {}

  const LogStyle& style() const { return style_; }

  /// Adds a finished line. Never waits for a reader of standard error.
  void WriteLine(LogLevel level, std::string_view line) {
    logger_->log(ToSpdlogLevel(level), spdlog::string_view_t(line.data(), line.size()));
  }

  void Write(LogLevel level, std::string_view message) {
    WriteLine(level, FormatMessageLine(level, sim::ReadWallClock(), message, style_));
  }

  void Flush() { queue_.Flush(); }

 private:
  std::shared_ptr<spdlog::logger> MakeLogger(spdlog::sink_ptr sink) const {
    auto logger = std::make_shared<spdlog::logger>("portone", std::move(sink));
    logger->set_level(level_);
    logger->set_pattern("%v");
    return logger;
  }

  /// A line in the format of the others.
  std::string FormatDropped(std::size_t count) const {
    const std::string message = std::to_string(count) +
                                (count == 1 ? " line of this log is" : " lines of this log are") +
                                " missing here: nobody read it";
    return FormatMessageLine(LogLevel::kError, sim::ReadWallClock(), message, style_) + "\n";
  }

  const LogStyle style_;
  const spdlog::level::level_enum level_;
  LogQueue queue_;
  const std::shared_ptr<spdlog::logger> logger_;
};

/// The URL is a convenience for `ready`: without it the emulator still serves.
void WriteUrlFile(AddressFile& file, const std::string& url, ProgramLog& log) {
  try {
    file.Write(url);
  } catch (const StartError& error) {
    log.Write(LogLevel::kWarning, error.what());
  }
}

Emulator StartEmulator(const Options& options) {
  try {
    return Emulator::Start(options);
  } catch (const StartError& error) {
    throw StartError(ExplainPortInUse(error.what(), options.host, options.port));
  }
}

}  // namespace

int Serve(const Settings& settings) {
  BlockStopSignals();
  RaiseFileLimit();
  ProgramLog log(settings);
  StopSignal stop([&log](int number) {
    log.Write(LogLevel::kInfo, "stopping on signal " + std::to_string(number));
    log.Flush();
  });
  for (const std::string& warning : settings.warnings)
    log.Write(LogLevel::kWarning, warning);
  Options options = settings.options;
  options.min_log_level = settings.log_level;
  options.log = [&log](LogLevel level, std::string_view line) { log.WriteLine(level, line); };
  options.log_format = log.style().format;
  options.log_color = log.style().color;
  if (settings.allow_commands)
    options.run_command = MakeProgramRunner(MakeProcessEnvironment(ReadEnvironment(), {}));
  if (options.watch && options.scenarios.empty())
    log.Write(LogLevel::kWarning, "--watch has no effect without --scenario");
  std::optional<Emulator> emulator;  // ends after its files are gone
  AddressFile port_file("port file", settings.port_file);
  AddressFile url_file("URL file", settings.url_file);
  emulator = StartEmulator(options);
  stop.TakeOver();
  const std::string url = emulator->base_url();
  port_file.Write(std::to_string(emulator->port()));
  WriteUrlFile(url_file, url, log);
  std::cout << "portone-emulator ready: " << url << " control: " << emulator->control_url()
            << kControlPrefix << std::endl;
  stop.Await();
  return 0;
}

}  // namespace portone::app
