// SPDX-License-Identifier: MIT
// `portone-emulator run` and `validate`: runs scenario files, or only checks them.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "app/exec/signal_cleanup.h"
#include "app/options.h"
#include "runner/report.h"
#include "scenario/model.h"

namespace portone::app {

/// The exit status of the process.
enum class ExitStatus { kPassed = 0, kFailed = 1, kUnusable = 2 };

/// Runs each scenario on its own emulator. Prints the results to `out`, and progress and files that
/// cannot be loaded to `err`. Returns kFailed when a scenario failed; kUnusable when a file cannot
/// be loaded, a path does not exist, a report cannot be written or there is no scenario to run,
/// set-ups not counted. Throws StartError when the port is in use, the JUnit report cannot be
/// opened or the server to wait for does not answer, before anything was run. A shop that a
/// scenario has started ends with the process, too, when `signal_cleanup` is not null.
ExitStatus RunScenarios(const RunOptions& options, std::ostream& out, std::ostream& err,
                        SignalCleanup* signal_cleanup = nullptr);

/// Runs one scenario that was read from `file`. The report has a failure when it cannot be loaded.
runner::Report RunScenario(const RunOptions& options, const std::string& file,
                           const scenario::Scenario& scenario, std::ostream& err);

/// Checks the files at `options.paths`; of the other options only those for reports count. Prints
/// all mistakes to `err`, or the number of valid files to `out`.
ExitStatus ValidateFiles(const RunOptions& options, std::ostream& out, std::ostream& err);

}  // namespace portone::app
