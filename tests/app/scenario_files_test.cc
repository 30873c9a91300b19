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
    fs::create_directories(folder.GetPath(name));
  for (const char* name : {"z.json", "b/x.json", "a/deep/y.json", "a/schema.json", "a/notes.txt",
                           "a/.git/g.json", ".hidden/h.json", ".draft.json", "m.json~"})
    folder.Write(name, "{}");
  fs::create_directories(folder.GetPath("c.json"));  // a folder, whatever its name
  fs::create_symlink("z.json", folder.GetPath("link.json"));
  fs::create_symlink("nowhere", folder.GetPath("dangling.json"));
  const Paths below{folder.GetPath("a/deep/y.json"), folder.GetPath("b/x.json"),
                    folder.GetPath("link.json"), folder.GetPath("z.json")};
  CHECK(FindScenarioFiles(fs::path(folder.GetPath("."))).size() == below.size());
  const fs::path whole = fs::path(folder.GetPath("x")).parent_path();
  CHECK(FindScenarioFiles(whole) == below);
  CHECK(FindScenarioFiles(Paths{folder.GetPath("z.json"), folder.GetPath("b")}) ==
        Paths{folder.GetPath("z.json"), folder.GetPath("b/x.json")});
}

TEST_CASE("files: a file yields itself, even if it does not exist", "[app]") {
  const TempFolder folder;
  const fs::path file = folder.Write("schema.json", "{}");
  CHECK(FindScenarioFiles(file) == Paths{file});
  CHECK(FindScenarioFiles(fs::path(folder.GetPath("gone"))) == Paths{folder.GetPath("gone")});
  fs::create_directories(folder.GetPath("empty"));
  CHECK(FindScenarioFiles(fs::path(folder.GetPath("empty"))).empty());
}

}  // namespace
}  // namespace portone::app
