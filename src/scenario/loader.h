// SPDX-License-Identifier: MIT
// Loads scenario files and the files they include. A file with any problem is rejected as a whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scenario/model.h"

namespace portone::scenario {

/// All problems of a file and the files it includes, one per line:
/// "file:line:column: /pointer: message". At most the first 100 of each file are listed, followed
/// by "file: and 12 more".
struct LoadError {
  std::string message;
};

using LoadResult = BasicResult<Scenario, LoadError>;

/// Maximum size in bytes of a file.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{512} << 20;

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

}  // namespace portone::scenario
