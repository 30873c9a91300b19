// SPDX-License-Identifier: MIT
// Loads scenario files and the files they include. A file with any problem is rejected as a whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "commands/initial_state_problem.h"
#include "scenario/model.h"
#include "scenario/scenario_text.h"

namespace portone::scenario {

using LoadResult = BasicResult<Scenario, LoadError>;

/// Loads a document from text. `name` prefixes messages. Comments are allowed; duplicate keys and
/// `include` are not.
LoadResult LoadText(std::string_view text, const std::string& name);

/// A file that the loader opened or tried to open.
struct ScenarioFile {
  std::filesystem::path path;   ///< as named, below the folder of the including file
  std::size_t fingerprint = 0;  ///< a hash of its text; 0: not readable

  friend bool operator==(const ScenarioFile&, const ScenarioFile&) = default;
};

struct LoadFileResult {
  LoadResult result;
  /// The file and then all files it includes, each once, in the order in which they were opened,
  /// also the rejected ones.
  std::vector<ScenarioFile> files;
};

/// Loads a file merged over the files that it includes, in their order; a file that is included
/// several times is merged once. Also fails if a file is unreadable, is larger than 512 MiB,
/// includes itself, is included more than 16 levels deep, or is the 1,001st.
LoadFileResult LoadFile(const std::filesystem::path& path);

/// Where in a file, or in those it includes, a record at fault is, with the place in front and the
/// pointer after it: "shop.json:3:12: /given/payments/0/card_code: ". Loads the files again, so
/// call it only to report the problem. `imp_key` is that of the sandbox of `given.sandboxes`; "" is
/// the block `given` itself. Nothing when no file has the record (any more).
std::optional<std::string> LocateRecord(const std::filesystem::path& path,
                                        const std::string& imp_key,
                                        const commands::InitialStateProblem& problem);

}  // namespace portone::scenario
