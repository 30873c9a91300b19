// SPDX-License-Identifier: MIT
// The index of the library is generated from the `about` of its scenarios.
#include <filesystem>
#include <string>

#include "scenario/loader.h"
#include "support/catch.h"
#include "support/golden_file.h"
#include "support/library.h"

namespace portone::runner {
namespace {

/// A heading for each folder, and under it a row for each scenario.
std::string MakeIndex() {
  const std::filesystem::path root = std::filesystem::path(PORTONE_SOURCE_DIR) / "scenarios";
  std::string text;
  std::string folder;
  for (const std::filesystem::path& file : testing::FindLibraryFiles()) {
    const auto loaded = scenario::LoadFile(file).result;
    INFO((loaded.ok() ? "" : loaded.error().message));
    REQUIRE(loaded.ok());
    const std::filesystem::path path = file.lexically_relative(root);
    if (path.parent_path() != folder) {
      folder = path.parent_path().string();
      text += (text.empty() ? "" : "\n");
      text += "## " + folder + "\n\n| Scenario | |\n| --- | --- |\n";
    }
    const bool is_set_up = loaded.value().steps.empty() && loaded.value().expect.empty();
    text += "| [" + path.stem().string() + "](" + path.generic_string() + ") | " +
            loaded.value().about + (is_set_up ? " *(a set-up)*" : "") + " |\n";
  }
  return text;
}

TEST_CASE("library: the index lists every scenario with its about", "[golden][library]") {
  CHECK(testing::CompareWithBlock("scenarios/README.md", "scenarios", MakeIndex()) == "");
}

}  // namespace
}  // namespace portone::runner
