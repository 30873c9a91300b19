// SPDX-License-Identifier: MIT
#include "app/run_command.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <ostream>
#include <utility>

#include "app/core.h"
#include "app/exec/client_environment.h"
#include "app/exec/run_program.h"
#include "app/progress.h"
#include "app/scenario_files.h"
#include "app/setup.h"
#include "domain/calendar.h"
#include "http/http_sender.h"
#include "http/server.h"
#include "json/json.h"
#include "portone/emulator.h"
#include "runner/report_formats.h"
#include "runner/runner.h"
#include "runner/timeline.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;

/// Start time of a scenario that sets none: fixed, so that every run has the same result.
constexpr std::string_view kDefaultStart = "2024-01-01T00:00:00+09:00";
/// Webhook URL of a scenario that sets none.
constexpr std::string_view kUsualUrl = "http://localhost/webhook";

/// The emulator that one scenario runs on.
class ScenarioRunner {
 public:
  /// Throws StartError when the port is in use.
  explicit ScenarioRunner(const RunOptions& options)
      : with_server_(!options.emulator.webhook_url.empty()),
        sender_(MakeSender(options.emulator)),
        core_(MakeRunnerCoreOptions(options.emulator), SelectSender()) {
    if (with_server_) {
      server_.emplace(MakeServerOptions(options.emulator),
                      [this](const api::Request& r) { return core_.handler().Prepare(r); });
      Listen();
    }
  }
  ScenarioRunner(const ScenarioRunner&) = delete;
  ScenarioRunner& operator=(const ScenarioRunner&) = delete;
  ~ScenarioRunner() {
    core_.Stop();
    if (server_) server_->Stop();
  }

  /// Throws StartError when the scenario contradicts itself.
  void Load(const scenario::Scenario& scenario, const std::string& file) {
    core_.Load(scenario, file);
    core_.Start();
  }

  runner::ScenarioTarget Target() {
    return {core_.handler(), with_server_ ? nullptr : &receiver_,
            core_.directory().Default()->credentials};
  }

  std::string Now() { return FormatIso(core_.directory().Default()->engine.ReadClock().now); }

 private:
  static CoreOptions MakeRunnerCoreOptions(const Options& options) {
    CoreOptions core = MakeCoreOptions(options);
    if (!options.clock_start) core.base.clock.start = ParseIso(kDefaultStart);
    // Whoever writes a scenario runs it.
    core.run_command = [environment = MakeProcessEnvironment(ReadEnvironment(), {})](
                           const std::vector<std::string>& command, std::chrono::milliseconds limit,
                           const std::function<bool()>& is_stopped) {
      return RunProgram(command, environment, limit, is_stopped);
    };
    if (options.webhook_url.empty()) core.base.merchant.webhook.url = kUsualUrl;
    return core;
  }

  void Listen() {
    try {
      server_->Start();
    } catch (const http::ListenError& error) {
      throw StartError(error.what());
    }
  }

  webhook::Sender& SelectSender() {
    if (with_server_) return *sender_;
    return receiver_;
  }

  const bool with_server_;
  const std::unique_ptr<http::HttpSender> sender_;
  runner::Receiver receiver_;
  Core core_;
  std::optional<http::Server> server_;
};

bool MatchesFilter(const RunOptions& options, const std::string& file, const std::string& about) {
  return file.find(options.filter) != std::string::npos ||
         about.find(options.filter) != std::string::npos;
}

void WriteFile(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw StartError("report " + path.string() + " cannot be written");
}

/// Whether all that was printed has arrived: a report that is lost on a full disk or a closed pipe
/// must not look like a success.
bool HasArrived(std::ostream& out, std::ostream& err) {
  out.flush();
  if (out) return true;
  err << "the report cannot be written to standard output" << std::endl;
  return false;
}

/// Reads a scenario. When it cannot be loaded, adds a report of that and returns nothing.
std::optional<scenario::Scenario> Read(const fs::path& file, std::vector<runner::Report>& reports,
                                       std::ostream& err) {
  try {
    return Core::Read(file);
  } catch (const StartError& error) {
    err << error.what() << std::endl;
    runner::Report report;
    report.file = file.string();
    report.is_unusable = true;
    report.failures.push_back({error.what(), {}});
    reports.push_back(std::move(report));
    return std::nullopt;
  }
}

void PrintEmptyPaths(const std::vector<fs::path>& paths, std::ostream& err) {
  for (const fs::path& path : paths)
    err << path.string() << ": no .json files" << std::endl;
}

/// Whether all files are set-ups: a file that lost its `steps` must not look like a success.
bool HasNothingToRun(const std::vector<runner::Report>& reports) {
  return std::all_of(reports.begin(), reports.end(), [](const runner::Report& report) {
    return report.is_setup && report.passed();
  });
}

ExitStatus DecideExitStatus(const std::vector<runner::Report>& reports) {
  const bool usable = std::none_of(reports.begin(), reports.end(),
                                   [](const runner::Report& report) { return report.is_unusable; });
  if (!usable || HasNothingToRun(reports)) return ExitStatus::kUnusable;
  const bool passed = std::all_of(reports.begin(), reports.end(),
                                  [](const runner::Report& report) { return report.passed(); });
  return passed ? ExitStatus::kPassed : ExitStatus::kFailed;
}

}  // namespace

runner::Report RunScenario(const RunOptions& options, const std::string& file,
                           const scenario::Scenario& scenario, std::ostream& err) {
  const sim::Stopwatch watch;
  ScenarioRunner runner_for_scenario(options);
  runner::Report report;
  try {
    runner_for_scenario.Load(scenario, file);
    Progress progress(
        file, [&runner_for_scenario] { return runner_for_scenario.Now(); },
        [&err](const std::string& line) { err << line << std::endl; });
    report =
        runner::Run(runner_for_scenario.Target(), scenario,
                    {options.keep_going, [&](const std::string& what) { progress.Update(what); }});
  } catch (const StartError& error) {
    report.about = scenario.about;
    report.failures.push_back({error.what(), {}});
  }
  report.file = file;
  report.took = watch.Elapsed();
  return report;
}

ExitStatus RunScenarios(const RunOptions& options, std::ostream& out, std::ostream& err) {
  const std::vector<fs::path> files = FindScenarioFiles(options.paths);
  std::vector<runner::Report> reports;
  for (const fs::path& file : files) {
    const std::optional<scenario::Scenario> scenario = Read(file, reports, err);
    if (!scenario || !MatchesFilter(options, file.string(), scenario->about)) continue;
    reports.push_back(RunScenario(options, file.string(), *scenario, err));
    if (!options.json) {
      out << runner::FormatTimeline(reports.back(), options.verbose || files.size() == 1)
          << std::flush;
    }
  }
  if (files.empty()) {
    PrintEmptyPaths(options.paths, err);
  } else if (reports.empty()) {
    err << "no scenario matches \"" << options.filter << '"' << std::endl;
  } else if (HasNothingToRun(reports)) {
    err << "nothing to run: no file has \"steps\" or \"expect\"" << std::endl;
  }
  out << (options.json ? runner::ToReportJson(reports) : runner::FormatSummary(reports));
  if (!options.junit.empty()) WriteFile(options.junit, runner::ToJUnitXml(reports));
  return HasArrived(out, err) ? DecideExitStatus(reports) : ExitStatus::kUnusable;
}

ExitStatus ValidateFiles(const std::vector<fs::path>& paths, std::ostream& out, std::ostream& err) {
  const std::vector<fs::path> files = FindScenarioFiles(paths);
  bool valid = true;
  for (const fs::path& file : files) {
    try {
      Core::Check(Core::Read(file), file.string());
    } catch (const StartError& error) {
      err << error.what() << '\n';
      valid = false;
    }
  }
  if (!valid || files.empty()) {
    if (files.empty()) PrintEmptyPaths(paths, err);
    return ExitStatus::kUnusable;
  }
  out << files.size() << (files.size() == 1 ? " file is" : " files are") << " valid\n";
  return HasArrived(out, err) ? ExitStatus::kPassed : ExitStatus::kUnusable;
}

}  // namespace portone::app
