// SPDX-License-Identifier: MIT
// `portone-emulator run` and `validate`: runs scenario files, or only checks them.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "portone/options.h"
#include "runner/report.h"
#include "scenario/model.h"

namespace portone::app {

struct RunOptions {
  std::vector<std::filesystem::path> paths;  ///< files and folders, see FindScenarioFiles
  std::string filter;           ///< only scenarios with this text in their path or `about`
  std::filesystem::path junit;  ///< file for the JUnit report; empty: none
  bool json = false;            ///< print a JSON report instead of the timeline
  bool verbose = false;         ///< print the timeline of scenarios that pass, too
  bool keep_going = false;      ///< continue after a failed step
  /// The address to listen on and the webhook URL, for running against the merchant's own server.
  /// Without a webhook URL the emulator does not listen, and the runner's receiver takes all
  /// webhooks.
  Options emulator;
};

/// The exit status of the process.
enum class ExitStatus { kPassed = 0, kFailed = 1, kUnusable = 2 };

/// Runs each scenario on its own emulator. Prints the results to `out`, and progress and files that
/// cannot be loaded to `err`. Returns kFailed when a scenario failed; kUnusable when a file cannot
/// be loaded, a path does not exist or there is no scenario to run, set-ups not counted. Throws
/// StartError when the port is in use.
ExitStatus RunScenarios(const RunOptions& options, std::ostream& out, std::ostream& err);

/// Runs one scenario that was read from `file`. The report has a failure when it cannot be loaded.
runner::Report RunScenario(const RunOptions& options, const std::string& file,
                           const scenario::Scenario& scenario, std::ostream& err);

/// Checks each file. Prints all mistakes to `err`, or the number of valid files to `out`.
ExitStatus ValidateFiles(const std::vector<std::filesystem::path>& paths, std::ostream& out,
                         std::ostream& err);

}  // namespace portone::app
