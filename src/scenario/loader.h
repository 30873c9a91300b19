// SPDX-License-Identifier: MIT
// Loads scenario files, with what they include, and refuses what it does not understand: nothing is
// ever loaded half.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scenario/model.h"

namespace portone::scenario {

/// Everything that is wrong with a file and those that it includes, one line each:
/// "file:line:column: /place: what".
struct LoadError {
  std::string message;
};

using LoadResult = BasicResult<Scenario, LoadError>;

/// The most that a document may have, as a file and as the body of a request.
inline constexpr std::size_t kLargestDocument = std::size_t{512} << 20;

/// `name` stands in front of messages. Comments are allowed, duplicate keys and `include` are not.
LoadResult LoadText(std::string_view text, const std::string& name);

/// A file that was looked into.
struct FileRead {
  std::filesystem::path path;   ///< as it was named: below the folder of the file that includes it
  std::size_t fingerprint = 0;  ///< of its text, another one for another text; 0: cannot be read

  friend bool operator==(const FileRead&, const FileRead&) = default;
};

struct LoadedFile {
  LoadResult result;
  /// The file, then all that it includes, each once, in the order in which they were looked into;
  /// also those that are refused.
  std::vector<FileRead> files;
};

/// What the file says, laid over what it includes, in that order; what several include is laid
/// once. Refused also when a file cannot be read, is larger than 512 MiB, includes itself, is
/// included more than 16 files deep or would be the 1,001st.
LoadedFile LoadFile(const std::filesystem::path& path);

}  // namespace portone::scenario
