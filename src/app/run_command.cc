// SPDX-License-Identifier: MIT
#include "app/run_command.h"

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "app/core.h"
#include "app/exec/client_environment.h"
#include "app/exec/run_program.h"
#include "app/failure_location.h"
#include "app/http_shop.h"
#include "app/junit_file.h"
#include "app/listening_file.h"
#include "app/progress.h"
#include "app/scenario_files.h"
#include "app/setup.h"
#include "domain/calendar.h"
#include "http/http_sender.h"
#include "http/probe.h"
#include "http/server.h"
#include "json/json.h"
#include "portone/emulator.h"
#include "runner/report_formats.h"
#include "runner/runner.h"
#include "runner/timeline.h"
#include "sim/clock.h"
#include "sim/stopwatch.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;

/// Start time of a scenario that sets none: fixed, so that every run has the same result.
constexpr std::string_view kDefaultStart = "2024-01-01T00:00:00+09:00";
/// Webhook URL of a scenario that sets none.
constexpr std::string_view kDefaultWebhookUrl = "http://localhost/webhook";

/// What the scenarios of a run share. Used by one thread.
struct RunContext {
  const RunOptions& options;
  int port = 0;  ///< of the first scenario's server; the others have it, too
  std::optional<ListeningFile> port_file{};
  bool has_waited = false;  ///< for the server under test
};

/// The URL of the server under test; "" when there is none.
std::string FindShopUrl(const RunOptions& options, const scenario::Scenario& scenario) {
  return options.shop_url.empty() ? scenario.shop.url.value_or("") : options.shop_url;
}

/// The emulator that one scenario runs on.
class ScenarioEmulator {
 public:
  /// Throws StartError when the port is in use.
  ScenarioEmulator(RunContext& context, const scenario::Scenario& scenario)
      : options_(context.options.emulator),
        shop_url_(FindShopUrl(context.options, scenario)),
        sends_webhooks_(!options_.webhook_url.empty() ||
                        (!shop_url_.empty() && scenario.given.webhook.url.has_value())),
        sender_(MakeSender(options_)),
        core_(MakeRunnerCoreOptions(options_), SelectSender()) {
    if (!shop_url_.empty()) shop_.emplace(shop_url_);
    if (sends_webhooks_ || shop_ || !context.options.port_file.empty()) Listen(context);
  }
  ScenarioEmulator(const ScenarioEmulator&) = delete;
  ScenarioEmulator& operator=(const ScenarioEmulator&) = delete;
  ~ScenarioEmulator() {
    core_.Stop();
    if (server_) server_->Stop();
  }

  /// Throws StartError when the scenario contradicts itself.
  void Load(const scenario::Scenario& scenario, const std::string& file) {
    core_.Load(scenario, file);
    core_.Start();
  }

  runner::ScenarioTarget Target() {
    return {core_.handler(), sends_webhooks_ ? nullptr : &receiver_,
            core_.directory().Default()->credentials, shop_ ? &*shop_ : nullptr};
  }

  std::string Now() { return FormatIso(core_.directory().Default()->engine.ReadClock().now); }

 private:
  static CoreOptions MakeRunnerCoreOptions(const Options& options) {
    CoreOptions core = MakeCoreOptions(options);
    if (!options.clock_start) core.base.clock.start = ParseIso(kDefaultStart);
    // Whoever writes a scenario runs it.
    core.run_command = MakeProgramRunner(MakeProcessEnvironment(ReadEnvironment(), {}));
    if (options.webhook_url.empty()) core.base.merchant.webhook.url = kDefaultWebhookUrl;
    return core;
  }

  /// Listens on the port of the first scenario's server, so that the server under test needs to
  /// know only one port for the whole run.
  void Listen(RunContext& context) {
    http::ServerOptions server = MakeServerOptions(options_);
    if (context.port != 0) server.port = context.port;
    server_.emplace(std::move(server),
                    [this](const api::Request& r) { return core_.handler().Prepare(r); });
    try {
      const int port = server_->Start();
      if (std::exchange(context.port, port) == 0 && context.port_file)
        context.port_file->Write(std::to_string(port));
    } catch (const http::ListenError& error) {
      throw StartError(error.what());
    }
  }

  webhook::Sender& SelectSender() {
    if (sends_webhooks_) return *sender_;
    return receiver_;
  }

  const Options& options_;
  const std::string shop_url_;
  const bool sends_webhooks_;  // over real sockets
  const std::unique_ptr<http::HttpSender> sender_;
  runner::Receiver receiver_;
  std::optional<HttpShop> shop_;
  Core core_;
  std::optional<http::Server> server_;
};

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
void AwaitServer(const RunOptions& options) {
  if (options.wait_for.empty()) return;
  constexpr std::chrono::seconds kDefaultWait{60};
  const std::chrono::seconds wait = options.wait.count() == 0 ? kDefaultWait : options.wait;
  if (http::WaitUntilAnswering(options.wait_for, wait)) return;
  throw StartError(options.wait_for + " did not answer within " + std::to_string(wait.count()) +
                   " s");
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

runner::Report RunInContext(RunContext& context, const std::string& file,
                            const scenario::Scenario& scenario, std::ostream& err) {
  const sim::Stopwatch watch;
  const Instant started = sim::ReadWallClock();
  runner::Report report;
  if (scenario.skip) {
    report.about = scenario.about;
    report.tags = scenario.tags;
    report.skip_reason = scenario.skip;
  } else {
    ScenarioEmulator emulator(context, scenario);
    if (!std::exchange(context.has_waited, true)) AwaitServer(context.options);
    try {
      emulator.Load(scenario, file);
      Progress progress(
          file, [&emulator] { return emulator.Now(); },
          [&err](const std::string& line) { err << line << std::endl; });
      report = runner::Run(emulator.Target(), scenario,
                           {context.options.keep_going, context.options.show_replies,
                            [&](const std::string& what) { progress.Update(what); }});
    } catch (const StartError& error) {
      report.about = scenario.about;
      report.failures.push_back({error.what(), {}});
    }
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

ExitStatus RunScenarios(const RunOptions& options, std::ostream& out, std::ostream& err) {
  JUnitFile junit(options.junit, out);
  RunContext context{options};
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
  const bool valid = !files.empty() && std::all_of(reports.begin(), reports.end(),
                                                   [](const auto& one) { return one.passed(); });
  if (files.empty()) PrintEmptyPaths(options.paths, err);
  const bool prints_text = !options.json && !junit.is_on_standard_output();
  if (valid && prints_text)
    out << files.size() << (files.size() == 1 ? " file is" : " files are") << " valid\n";
  const bool is_written = WriteReports(options, reports, junit, out, err);
  return valid && is_written ? ExitStatus::kPassed : ExitStatus::kUnusable;
}

}  // namespace portone::app
