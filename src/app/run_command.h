// SPDX-License-Identifier: MIT
// `portone-emulator run` and `validate`: scenario files, played or only looked at.
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
  std::vector<std::filesystem::path> paths;  ///< as FilesAt takes them
  std::string filter;           ///< only stories with this in their path or their `about`
  std::filesystem::path junit;  ///< a report for CI is written here; empty: nowhere
  bool json = false;            ///< a document instead of the timeline
  bool verbose = false;         ///< the timeline also of stories that pass
  bool keep_going = false;      ///< play on after a step that failed
  /// Where the emulator listens and webhooks go, for a merchant's own server; without a webhook URL
  /// it does not listen, and a receiver of the runner's own takes all webhooks.
  Options emulator;
};

/// What the process ends with.
enum class Verdict { kPassed = 0, kFailed = 1, kUnusable = 2 };

/// Plays each story on an emulator of its own and prints what became of them to `out`; progress and
/// files that cannot be read to `err`. kFailed when a story failed, kUnusable when a file cannot be
/// loaded, a path does not exist or no story is there. Throws StartError: the port is in use.
Verdict RunStories(const RunOptions& options, std::ostream& out, std::ostream& err);

/// Plays one story that was read from `file`. A story that cannot be set up has a failure.
runner::Report PlayStory(const RunOptions& options, const std::string& file,
                         const scenario::Scenario& scenario, std::ostream& err);

/// Loads each file and prints all that is wrong with them to `err`, or how many there are to `out`.
Verdict ValidateFiles(const std::vector<std::filesystem::path>& paths, std::ostream& out,
                      std::ostream& err);

}  // namespace portone::app
