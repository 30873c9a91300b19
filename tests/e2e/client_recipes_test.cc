// SPDX-License-Identifier: MIT
// The commands and samples of docs/clients.md, as a reader uses them: in a folder with a shop.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/doc_page.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSampleMark = "<!-- part of a session: ";

/// A folder with a shop in each language; commands find the program first in their PATH.
class ShopFolder {
 public:
  ShopFolder() {
    const fs::path sessions = SourcePath("tests/clients/sessions");
    for (const char* extension : {".js", ".py", ".rb", ".php", ".go", ".sh"})
      fs::copy(sessions / ("session" + std::string(extension)),
               folder_.GetPath("shop" + std::string(extension)));
    fs::copy(sessions / "Session.java", folder_.GetPath("Shop.java"));
    for (const char* file : {"shop-server.js", "test.sh"})
      fs::copy(sessions / file, folder_.GetPath(file));
    fs::create_directory(folder_.GetPath("bin"));
    fs::create_symlink(PORTONE_PROGRAM, folder_.GetPath("bin/portone-emulator"));
  }

  ProgramResult Run(const std::string& commands, const std::string& emulator) const {
    return RunToEnd(
        {"/bin/sh", "-euc", "cd \"$0\"\n" + commands, folder_.path().string()},
        {"PATH=" + folder_.GetPath("bin") + ":/usr/bin:/bin",
         "GOCACHE=" + folder_.GetPath("go-cache"), "GOPROXY=off", "EMULATOR=" + emulator,
         "IMP_KEY=" + std::string(kSampleKey), "IMP_SECRET=" + std::string(kSampleSecret)});
  }

 private:
  TempFolder folder_;
};

/// The commands of the block marked as the recipe `name`.
std::string GetRecipe(const std::string& page, const std::string& name) {
  for (const Block& block : ReadBlocks(page)) {
    if (block.line_before == "<!-- recipe: " + name + " -->") return block.text;
  }
  FAIL("no recipe \"" << name << "\" in " << page);
  return "";
}

TEST_CASE("clients: the page's commands run a shop of each language", "[shops]") {
  const std::string transcript = ReadSourceFile("tests/clients/sessions/transcript.txt");
  const ShopFolder shop;
  std::istringstream lines(GetRecipe("docs/clients.md", "a shop under exec"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const ProgramResult result = shop.Run(line, "");
    INFO(line << '\n' << result.err);
    CHECK(result.exit_code == 0);
    CHECK(result.out == transcript);
  }
  CHECK(count == 7);
}

TEST_CASE("clients: the page's commands run a shop and its tests", "[shops]") {
  const ShopFolder shop;
  const ProgramResult result = shop.Run(GetRecipe("docs/clients.md", "a shop and its tests"), "");
  INFO(result.err);
  CHECK(result.exit_code == 0);
  CHECK(result.out == "paid 9900\n");
}

TEST_CASE("clients: the page's commands connect a shop to a running emulator", "[shops]") {
  const ShopFolder shop;
  const RunningEmulator running;
  const ProgramResult result = shop.Run(GetRecipe("docs/clients.md", "env"), running.base_url());
  INFO(result.err);
  CHECK(result.exit_code == 0);
  CHECK(result.out == ReadSourceFile("tests/clients/sessions/transcript.txt"));
}

TEST_CASE("clients: the page's samples are excerpts of the programs that tests run", "[shops]") {
  int count = 0;
  for (const Block& block : ReadBlocks("docs/clients.md")) {
    if (!block.line_before.starts_with(kSampleMark)) continue;
    ++count;
    const std::string name = block.line_before.substr(
        kSampleMark.size(), block.line_before.find(" -->") - kSampleMark.size());
    INFO(name << '\n' << block.text);
    CHECK(ReadSourceFile("tests/clients/sessions/" + name).find(block.text) != std::string::npos);
  }
  CHECK(count == 4);
}

TEST_CASE("clients: both languages of the page have the same commands and samples", "[shops]") {
  const std::vector<Block> english = ReadBlocks("docs/clients.md");
  const std::vector<Block> korean = ReadBlocks("docs/clients.ko.md");
  REQUIRE(english.size() == korean.size());
  for (std::size_t i = 0; i < english.size(); ++i) {
    CHECK(english[i].line_before == korean[i].line_before);
    CHECK(english[i].text == korean[i].text);
  }
}

}  // namespace
}  // namespace portone::testing
