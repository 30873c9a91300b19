// SPDX-License-Identifier: MIT
#include "support/scenario_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace portone::testing {
namespace {

namespace fs = std::filesystem;

/// The scenarios below a folder of the tree; of the examples only those in the examples' own
/// folders.
void Collect(const std::string& folder, std::vector<std::string>& found) {
  const fs::path root = PORTONE_SOURCE_DIR;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string path = entry.path().lexically_relative(root).generic_string();
    const bool is_scenario =
        path.find("scenarios/") != std::string::npos && entry.path().filename() != "schema.json";
    if (entry.path().extension() == ".json" && is_scenario) found.push_back(path);
  }
  std::sort(found.begin(), found.end());
}

}  // namespace

std::vector<std::string> FindShippedScenarios() {
  std::vector<std::string> found;
  Collect("scenarios", found);
  Collect("examples", found);
  return found;
}

std::vector<std::string> FindScenarioFixtures(std::string_view folder) {
  std::vector<std::string> found;
  Collect("fixtures/scenarios/" + std::string(folder), found);
  return found;
}

std::string ReadSourceFile(const std::string& path) {
  std::ifstream file(fs::path(PORTONE_SOURCE_DIR) / path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error(path + " cannot be read");
  return text.str();
}

}  // namespace portone::testing
