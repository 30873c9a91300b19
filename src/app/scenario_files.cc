// SPDX-License-Identifier: MIT
#include "app/scenario_files.h"

#include <algorithm>
#include <system_error>

#include "portone/emulator.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;

/// Throws fs::filesystem_error.
std::vector<fs::path> ListFiles(const fs::path& folder) {
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::end(entry); ++entry) {
    const fs::path name = entry->path().filename();
    if (name.native().starts_with('.')) {
      entry.disable_recursion_pending();
    } else if (name.extension() == ".json" && name != "schema.json" && entry->is_regular_file()) {
      files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<fs::path> FindScenarioFiles(const fs::path& path) {
  if (path == "-") return {"/dev/stdin"};
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return {path};
  try {
    return ListFiles(path);
  } catch (const fs::filesystem_error& error) {
    throw StartError(path.string() + ": " + error.code().message());
  }
}

std::vector<fs::path> FindScenarioFiles(const std::vector<fs::path>& paths) {
  std::vector<fs::path> all;
  for (const fs::path& path : paths) {
    const std::vector<fs::path> files = FindScenarioFiles(path);
    all.insert(all.end(), files.begin(), files.end());
  }
  return all;
}

}  // namespace portone::app
