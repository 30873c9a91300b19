// SPDX-License-Identifier: MIT
// `portone-emulator validate` on files and folders with mistakes.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "app/run_command.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

/// The exit status and the output without the folder: "2 message", "0 1 file is valid".
std::string Validate(const TempFolder& folder, const std::vector<std::string>& names) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& name : names)
    paths.emplace_back(folder.GetPath(name));
  std::ostringstream out;
  std::ostringstream err;
  const app::ExitStatus status = app::ValidateFiles({.paths = paths}, out, err);
  const std::string output = std::to_string(static_cast<int>(status)) + " " + out.str() + err.str();
  const std::string prefix = folder.GetPath("");
  std::string stripped;
  std::size_t begin = 0;
  for (std::size_t at = output.find(prefix); at != std::string::npos;
       at = output.find(prefix, begin)) {
    stripped.append(output, begin, at - begin);
    begin = at + prefix.size();
  }
  return stripped.append(output, begin);
}

TEST_CASE("validate: it counts the valid files", "[scenario][validate]") {
  const TempFolder folder;
  folder.Write("a.json", "{}");
  folder.Write("b.json", "\xEF\xBB\xBF{\r\n  \"seed\": 7\r\n}\r\n");
  CHECK(Validate(folder, {"a.json"}) == "0 1 file is valid\n");
  CHECK(Validate(folder, {"a.json", "b.json"}) == "0 2 files are valid\n");
  CHECK(Validate(folder, {""}) == "0 2 files are valid\n");
}

TEST_CASE("validate: a folder is searched for scenario files only", "[scenario][validate]") {
  const TempFolder folder;
  CHECK(Validate(folder, {""}) == "2 : no .json files\n");
  folder.Write("schema.json", "5");
  folder.Write("notes.txt", "5");
  std::filesystem::create_directory(folder.GetPath("named.json"));
  CHECK(Validate(folder, {""}) == "2 : no .json files\n");
  folder.Write("named.json/deep.json", "5");
  CHECK(Validate(folder, {""}) == "2 named.json/deep.json:1:1: /: must be an object\n");
}

TEST_CASE("validate: a missing file is reported, and the others are checked",
          "[scenario][validate]") {
  const TempFolder folder;
  folder.Write("broken.json", "{\"abut\": 7}");
  CHECK(Validate(folder, {"none.json", "broken.json"}) ==
        "2 none.json: No such file or directory\n"
        "broken.json:1:2: /abut: unknown key; did you mean \"about\"?\n");
}

TEST_CASE("validate: circular includes are reported where they occur", "[scenario][validate]") {
  const TempFolder folder;
  folder.Write("one.json", "{\"include\": [\"two.json\"]}");
  folder.Write("two.json", "{\n\"include\": [\"one.json\"]}");
  CHECK(Validate(folder, {"one.json"}) ==
        "2 two.json:2:13: /include/0: \"one.json\": includes itself\n");
  for (int i = 0; i < 17; ++i) {
    const std::string next = "deep" + std::to_string(i + 1) + ".json";
    folder.Write("deep" + std::to_string(i) + ".json", "{\"include\": [\"" + next + "\"]}");
  }
  CHECK(Validate(folder, {"deep0.json"}) ==
        "2 deep15.json:1:14: /include/0: \"deep16.json\": includes are nested too deep\n");
}

TEST_CASE("validate: nested includes do not multiply", "[scenario][validate]") {
  const TempFolder folder;
  for (int i = 0; i < 12; ++i) {
    const std::string next = "\"" + std::to_string(i + 1) + ".json\"";
    folder.Write(std::to_string(i) + ".json", "{\"include\": [" + next + ", " + next + "]}");
  }
  folder.Write("12.json", "{}");
  CHECK(Validate(folder, {"0.json"}) == "0 1 file is valid\n");  // each is read once
  std::string all = "{\"include\": [\"12.json\"";
  for (int i = 0; i < 1'000; ++i) {
    const std::string name = "many/" + std::to_string(i) + ".json";
    if (i == 0) std::filesystem::create_directory(folder.GetPath("many"));
    folder.Write(name, "{}");
    all += ", \"" + name + "\"";
  }
  folder.Write("all.json", all + "]}");
  CHECK_THAT(Validate(folder, {"all.json"}), Catch::Contains("more than 1,000 files are included"));
}

TEST_CASE("validate: many mistakes in one line are reported quickly", "[scenario][validate]") {
  const TempFolder folder;
  std::string text = "{\"steps\": [5";
  for (int i = 0; i < 20'000; ++i)
    text += ",5";
  folder.Write("many.json", text + "], \"" + std::string(100'000, 'x') + "\": [1, 2, 3]}");
  const std::string output = Validate(folder, {"many.json"});
  CHECK_THAT(output, Catch::StartsWith("2 many.json:1:12: /steps/0: must be an object\n"));
  CHECK_THAT(output, Catch::Contains("many.json:1:110: /steps/49: must be an object\n"));
  CHECK_THAT(output, Catch::EndsWith("and 39,903 more\n"));
}

}  // namespace
}  // namespace portone::testing
