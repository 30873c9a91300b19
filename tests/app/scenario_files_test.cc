// SPDX-License-Identifier: MIT
// Finding the scenario files of a path.
#include "app/scenario_files.h"

#include <filesystem>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;
using Paths = std::vector<fs::path>;

TEST_CASE("files: a folder yields the files below it, sorted by path", "[app]") {
  const TempFolder folder;
  for (const char* name : {"b", "a/deep", "a/.git", ".hidden"})
    fs::create_directories(folder.PathOf(name));
  for (const char* name : {"z.json", "b/x.json", "a/deep/y.json", "a/schema.json", "a/notes.txt",
                           "a/.git/g.json", ".hidden/h.json", ".draft.json", "m.json~"})
    folder.Write(name, "{}");
  fs::create_directories(folder.PathOf("c.json"));  // a folder, whatever its name
  fs::create_symlink("z.json", folder.PathOf("link.json"));
  fs::create_symlink("nowhere", folder.PathOf("dangling.json"));
  const Paths below{folder.PathOf("a/deep/y.json"), folder.PathOf("b/x.json"),
                    folder.PathOf("link.json"), folder.PathOf("z.json")};
  CHECK(FindScenarioFiles(fs::path(folder.PathOf("."))).size() == below.size());
  const fs::path whole = fs::path(folder.PathOf("x")).parent_path();
  CHECK(FindScenarioFiles(whole) == below);
  CHECK(FindScenarioFiles(Paths{folder.PathOf("z.json"), folder.PathOf("b")}) ==
        Paths{folder.PathOf("z.json"), folder.PathOf("b/x.json")});
}

TEST_CASE("files: a file yields itself, even if it does not exist", "[app]") {
  const TempFolder folder;
  const fs::path file = folder.Write("schema.json", "{}");
  CHECK(FindScenarioFiles(file) == Paths{file});
  CHECK(FindScenarioFiles(fs::path(folder.PathOf("gone"))) == Paths{folder.PathOf("gone")});
  fs::create_directories(folder.PathOf("empty"));
  CHECK(FindScenarioFiles(fs::path(folder.PathOf("empty"))).empty());
}

}  // namespace
}  // namespace portone::app
