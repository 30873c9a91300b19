// SPDX-License-Identifier: MIT
// The recipe for containers on the page of the clock: its commands, with a folder in place of the
// volume.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <boost/algorithm/string/replace.hpp>

#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"
#include "support/raw_socket.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

namespace fs = std::filesystem;

/// What stands behind `key` in the recipe, in the service `name`.
std::string ReadRecipe(const std::string& name, const std::string& key) {
  const std::string page = ReadSourceFile("docs/clock.md");
  const std::size_t recipe = page.find("```yaml\nservices:\n");
  REQUIRE(recipe != std::string::npos);
  const std::size_t service = page.find("\n  " + name + ":\n", recipe);
  REQUIRE(service != std::string::npos);
  const std::string start = "    " + key + ": ";
  const std::size_t line = page.find(start, service);
  REQUIRE(line != std::string::npos);
  const std::size_t from = line + start.size();
  return page.substr(from, page.find('\n', from) - from);
}

/// Whether users who are neither the owner nor of the group can read all of it.
bool IsReadableByOthers(const fs::path& folder) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::perms wanted = entry.is_directory() ? fs::perms::others_read | fs::perms::others_exec
                                                  : fs::perms::others_read;
    if ((entry.status().permissions() & wanted) != wanted) return false;
  }
  return true;
}

TEST_CASE("shared clock: the commands of the recipe for containers give a shop the time", "[e2e]") {
  const TempFolder volume;
  const auto localize = [&volume](std::string text) {
    return boost::replace_all_copy(std::move(text), "/clock/", volume.path().string() + "/");
  };
  std::istringstream words(localize(ReadRecipe("portone", "command")));
  std::vector<std::string> serve;
  for (std::string word; words >> word;)
    serve.push_back(word);
  REQUIRE(serve.front() == "serve");
  serve.erase(serve.begin());
  const RunningEmulator emulator(serve);

  std::string write = localize(ReadRecipe("portone-env", "entrypoint"));
  boost::replace_all(write, "http://portone:12011", emulator.base_url());
  boost::replace_all(write, "portone-emulator ", PORTONE_PROGRAM " ");
  const ProgramResult written = RunToEnd({"/bin/sh", "-euc", write});
  INFO(written.err);
  REQUIRE(written.exit_code == 0);

  CHECK(Send(emulator.port(), "PUT /_emulator/clock", {"Content-Type: application/json"},
             R"({"now": "2031-05-06T00:00:00Z"})")
            .status == 200);
  std::string shop = localize(ReadRecipe("shop", "command"));
  boost::replace_all(shop, "node server.js",
                     "node -e \"fetch(\\\"https://api.iamport.kr/users/getToken\\\", {method: "
                     "\\\"POST\\\"}).then((reply) => console.log(new Date().getUTCFullYear(), "
                     "reply.status))\"");
  const ProgramResult seen = RunToEnd({"/bin/sh", "-euc", shop});
  INFO(seen.err);
  CHECK(seen.out == "2031 400\n");
}

TEST_CASE("shared clock: a shop that runs as another user can read all that env writes", "[e2e]") {
  const TempFolder folder;
  const RunningEmulator emulator;
  const ProgramResult written = RunToEnd(
      {"/bin/sh", "-euc", "umask 077; exec \"$0\" env --share-clock --url \"$1\" --dir \"$2\"",
       PORTONE_PROGRAM, emulator.base_url(), folder.GetPath("made/files")});
  INFO(written.err);
  REQUIRE(written.exit_code == 0);
  CHECK(IsReadableByOthers(folder.GetPath("made/files")));
  CHECK(fs::exists(folder.GetPath("made/files/libportone_clock.so")));
  CHECK(fs::exists(folder.GetPath("made/files/clock")));
}

}  // namespace
}  // namespace portone::testing
