// SPDX-License-Identifier: MIT
#include "app/run_command.h"

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "app/core.h"
#include "app/failure_location.h"
#include "app/junit_file.h"
#include "app/progress.h"
#include "app/scenario_emulator.h"
#include "app/scenario_files.h"
#include "portone/emulator.h"
#include "runner/report_formats.h"
#include "runner/runner.h"
#include "runner/timeline.h"
#include "sim/clock.h"
#include "sim/stopwatch.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;

bool IsChosen(const RunOptions& options, const std::string& file,
              const scenario::Scenario& scenario) {
  const bool has_tag =
      options.tags.empty() ||
      std::any_of(options.tags.begin(), options.tags.end(), [&](const std::string& tag) {
        return std::find(scenario.tags.begin(), scenario.tags.end(), tag) != scenario.tags.end();
      });
  return has_tag && (file.find(options.filter) != std::string::npos ||
                     scenario.about.find(options.filter) != std::string::npos);
}

/// Flushes the output. Returns whether all of it could be written: a report that is lost on a full
/// disk or a closed pipe must not look like a success.
bool FlushOutput(std::ostream& out, std::ostream& err) {
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
    report.started_at = sim::ReadWallClock();
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

/// Waits for the URL that `options` name. Throws StartError when it does not answer in time.
void WaitForServer(const RunOptions& options) {
  if (!options.wait_for.empty()) WaitForUrl(options.wait_for, options.wait);
}

/// Checks a file: reports its mistakes, and prints them.
runner::Report ValidateFile(const fs::path& file, std::ostream& err) {
  const sim::Stopwatch watch;
  runner::Report report;
  report.file = file.string();
  report.started_at = sim::ReadWallClock();
  try {
    const scenario::Scenario scenario = Core::Read(file);
    report.about = scenario.about;
    report.tags = scenario.tags;
    Core::Check(scenario, file.string());
  } catch (const StartError& error) {
    err << error.what() << '\n';
    report.is_unusable = true;
    report.failures.push_back({error.what(), {}});
  }
  report.took = watch.Elapsed();
  return report;
}

/// Which scenarios were to be run, for a message.
std::string DescribeChoice(const RunOptions& options) {
  std::string text = options.filter.empty() ? "" : " \"" + options.filter + "\"";
  for (const std::string& tag : options.tags)
    text += " tag:" + tag;
  return text;
}

/// Runs the scenario. Throws StartError when it contradicts itself, or its shop does not come up.
runner::Report RunOnEmulator(ScenarioEmulator& emulator, const RunOptions& options,
                             const std::string& file, const scenario::Scenario& scenario,
                             std::ostream& err) {
  emulator.Load(scenario, file);
  emulator.PrepareShop(scenario);
  Progress progress(
      file, [&emulator] { return emulator.ReadTime(); },
      [&err](const std::string& line) { err << line << std::endl; });
  return runner::Run(emulator.MakeTarget(), scenario,
                     {options.keep_going, options.show_replies,
                      [&](const std::string& what) { progress.Update(what); },
                      [&emulator] { return emulator.FindShopExit(); }});
}

runner::Report RunInContext(RunContext& context, const std::string& file,
                            const scenario::Scenario& scenario, std::ostream& err) {
  const sim::Stopwatch watch;
  const Instant started = sim::ReadWallClock();
  runner::Report report;
  report.about = scenario.about;
  report.tags = scenario.tags;
  report.skip_reason = scenario.skip;
  if (!scenario.skip) {
    ScenarioEmulator emulator(context, scenario);
    if (!emulator.starts_shop() && !std::exchange(context.has_waited, true))
      WaitForServer(context.options);
    try {
      report = RunOnEmulator(emulator, context.options, file, scenario, err);
    } catch (const StartError& error) {
      report.failures.push_back({error.what(), {}});
    }
    emulator.EndShop(report);
    emulator.WarnAboutWebhooks(scenario, report);
  }
  report.file = file;
  report.started_at = started;
  report.took = watch.Elapsed();
  return report;
}

/// Writes the reports in the formats of the options, besides the timelines. Returns whether all
/// output could be written.
bool WriteReports(const RunOptions& options, const std::vector<runner::Report>& reports,
                  JUnitFile& junit, std::ostream& out, std::ostream& err) {
  if (options.github) out << runner::ToGithubAnnotations(reports, LocateFailure);
  if (options.json) out << runner::ToReportJson(reports);
  junit.Write(reports);
  return FlushOutput(out, err);
}

}  // namespace

runner::Report RunScenario(const RunOptions& options, const std::string& file,
                           const scenario::Scenario& scenario, std::ostream& err) {
  RunContext context{options};
  return RunInContext(context, file, scenario, err);
}

ExitStatus RunScenarios(const RunOptions& options, std::ostream& out, std::ostream& err,
                        SignalCleanup* signal_cleanup) {
  JUnitFile junit(options.junit, out);
  RunContext context{options};
  context.signal_cleanup = signal_cleanup;
  if (!options.port_file.empty()) context.port_file.emplace("port file", options.port_file);
  const bool prints_timeline = !options.json && !junit.is_on_standard_output();
  const std::vector<fs::path> files = FindScenarioFiles(options.paths);
  std::vector<runner::Report> reports;
  for (const fs::path& file : files) {
    const std::optional<scenario::Scenario> scenario = Read(file, reports, err);
    if (!scenario || !IsChosen(options, file.string(), *scenario)) continue;
    reports.push_back(RunInContext(context, file.string(), *scenario, err));
    if (!prints_timeline) continue;
    const bool verbose = options.verbose || options.show_replies || files.size() == 1;
    out << runner::FormatTimeline(reports.back(), verbose, options.color) << std::flush;
  }
  if (files.empty()) {
    PrintEmptyPaths(options.paths, err);
  } else if (reports.empty()) {
    err << "no scenario matches" << DescribeChoice(options) << std::endl;
  } else if (HasNothingToRun(reports)) {
    err << "nothing to run: no file has \"steps\" or \"expect\"" << std::endl;
  }
  if (prints_timeline) out << runner::FormatSummary(reports);
  return WriteReports(options, reports, junit, out, err) ? DecideExitStatus(reports)
                                                         : ExitStatus::kUnusable;
}

ExitStatus ValidateFiles(const RunOptions& options, std::ostream& out, std::ostream& err) {
  JUnitFile junit(options.junit, out);
  const std::vector<fs::path> files = FindScenarioFiles(options.paths);
  std::vector<runner::Report> reports;
  for (const fs::path& file : files)
    reports.push_back(ValidateFile(file, err));
  const bool valid =
      !files.empty() && std::all_of(reports.begin(), reports.end(),
                                    [](const auto& report) { return report.passed(); });
  if (files.empty()) PrintEmptyPaths(options.paths, err);
  const bool prints_text = !options.json && !junit.is_on_standard_output();
  if (valid && prints_text)
    out << files.size() << (files.size() == 1 ? " file is" : " files are") << " valid\n";
  const bool is_written = WriteReports(options, reports, junit, out, err);
  return valid && is_written ? ExitStatus::kPassed : ExitStatus::kUnusable;
}

}  // namespace portone::app
