// SPDX-License-Identifier: MIT
// The scenario documents that the project's pages print can be loaded as they stand.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "scenario/loader.h"
#include "support/catch.h"

namespace portone::scenario {
namespace {

std::string ReadPage(const std::string& page) {
  std::ifstream file(std::filesystem::path(PORTONE_SOURCE_DIR) / page);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The fenced JSON blocks of a page that say what is given.
std::vector<std::string> ScenariosIn(const std::string& page) {
  const std::string text = ReadPage(page);
  std::vector<std::string> found;
  for (std::size_t at = text.find("\n```json"); at != std::string::npos;) {
    const std::size_t begin = text.find('\n', at + 1) + 1;
    const std::size_t end = text.find("\n```", begin);
    const std::string block = text.substr(begin, end - begin);
    if (block.find("\"given\"") != std::string::npos) found.push_back(block);
    at = text.find("\n```json", end);
  }
  return found;
}

}  // namespace

TEST_CASE("documents: every scenario that a page prints can be loaded", "[scenario]") {
  const std::string page =
      GENERATE(as<std::string>(), "README.md", "README.ko.md", "docs/scenarios.md");
  CAPTURE(page);
  const std::vector<std::string> scenarios = ScenariosIn(page);
  CHECK_FALSE(scenarios.empty());
  for (const std::string& scenario : scenarios) {
    const LoadResult loaded = LoadText(scenario, page);
    INFO(scenario);
    INFO((loaded.ok() ? "" : loaded.error().message));
    CHECK(loaded.ok());
  }
}

}  // namespace portone::scenario
