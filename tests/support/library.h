// SPDX-License-Identifier: MIT
// The files of the library under scenarios/.
#pragma once

#include <algorithm>
#include <filesystem>
#include <vector>

namespace portone::testing {

/// All of them, in the order of their paths.
inline std::vector<std::filesystem::path> LibraryFiles() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = std::filesystem::path(PORTONE_SOURCE_DIR) / "scenarios";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const bool is_schema = entry.path().filename() == "schema.json";
    if (entry.path().extension() == ".json" && !is_schema) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace portone::testing
