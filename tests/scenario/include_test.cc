// SPDX-License-Identifier: MIT
// Files that include other files.
#include <filesystem>
#include <string>
#include <vector>

#include "scenario/loader.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::scenario {
namespace {

constexpr const char* kBroken = "{\n  \"abut\": \"x\",\n  \"seed\": -1\n}";

TEST_CASE("files: steps may use sandboxes that the including file defines", "[scenario][include]") {
  const testing::TempFolder files;
  files.Write("steps.json", R"({"steps": [{"advance": "1d", "sandbox": "books"}]})");
  const char* const given =
      R"({"include": ["steps.json"],
          "given": {"sandboxes": [{"merchant": {"imp_key": "books", "imp_secret": "s"}}]}})";
  CHECK(LoadFile(files.Write("main.json", given)).result.ok());
  const auto included_alone =
      LoadFile(files.Write("alone.json", R"({"include": ["steps.json"]})")).result;
  REQUIRE_FALSE(included_alone.ok());
  CHECK(included_alone.error().message ==
        files.GetPath("steps.json") + ":1:30: /steps/0/sandbox: no sandbox has the key \"books\"");
}

TEST_CASE("files: included files come first, and a file's own values win", "[scenario][include]") {
  const testing::TempFolder files;
  files.Write("shared/base.json",
              R"({"seed": 5, "given": {"webhook": {"url": "http://a/", "retries": 2}},
      "steps": [{"advance": "1d", "as": "day"}]})");
  const auto path = files.Write("main.json", R"({"include": ["shared/base.json"],
      "given": {"webhook": {"url": "http://b/"}},
      "steps": [{"verify": [{"payments": 0}], "note": "after ${day.to}"}]})");
  const auto loaded = LoadFile(path).result;
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  CHECK(loaded.value().seed == 5U);
  CHECK(loaded.value().given.webhook.url == "http://b/");
  CHECK(loaded.value().given.webhook.retries == 2);
  REQUIRE(loaded.value().steps.size() == 2);
  CHECK(loaded.value().steps[0].location == files.GetPath("shared/base.json") + ": /steps/0");
  CHECK(loaded.value().steps[1].location == files.GetPath("main.json") + ": /steps/0");
}

TEST_CASE(
    "files: of a shop the keys of the including file win, and its program replaces a whole one",
    "[scenario][include]") {
  const testing::TempFolder files;
  files.Write("base.json", R"({"shop": {"url": "http://a/", "wait_for": "http://a/up",
      "command": ["node", "a.js"], "env": {"A": "1"}, "share_clock": true}})");
  const auto read = [&files](const std::string& shop) {
    const LoadResult loaded =
        LoadFile(files.Write("main.json", R"({"include": ["base.json"], "shop": )" + shop + "}"))
            .result;
    INFO((loaded.ok() ? "" : loaded.error().message));
    REQUIRE(loaded.ok());
    return loaded.value().shop;
  };
  const Shop same_program = read(R"({"url": "http://b"})");
  CHECK(same_program.url == "http://b");
  CHECK(same_program.wait_for == "http://a/up");
  REQUIRE(same_program.program);
  CHECK(same_program.program->command == std::vector<std::string>{"node", "a.js"});
  CHECK(same_program.program->environment.at("A") == "1");
  CHECK(same_program.program->share_clock);
  const Shop other_program = read(R"({"command": ["b"]})");
  REQUIRE(other_program.program);
  CHECK(other_program.program->environment.empty());
  CHECK_FALSE(other_program.program->share_clock);
}

TEST_CASE("files: a file that several include is loaded once", "[scenario][include]") {
  const testing::TempFolder files;
  files.Write("base.json", R"({"steps": [{"advance": "1d", "as": "day"}]})");
  files.Write("left.json", R"({"include": ["base.json"]})");
  files.Write("right.json", R"({"include": ["./base.json"]})");
  const auto main_file =
      files.Write("a.json", R"({"include": ["left.json", "right.json", "base.json"]})");
  const LoadFileResult loaded = LoadFile(main_file);
  INFO((loaded.result.ok() ? "" : loaded.result.error().message));
  REQUIRE(loaded.result.ok());
  CHECK(loaded.result.value().steps.size() == 1);
  CHECK(loaded.files.size() == 4);
}

TEST_CASE("files: repeated nested includes are read once each", "[scenario][include]") {
  const testing::TempFolder files;
  for (int i = 0; i < 15; ++i) {
    const std::string next = "\"f" + std::to_string(i + 1) + ".json\"";
    files.Write("f" + std::to_string(i) + ".json",
                "{\"include\": [" + next + ", " + next + ", " + next + "]}");
  }
  files.Write("f15.json", R"({"steps": [{"advance": "1d"}]})");
  const LoadResult result = LoadFile(files.path() / "f0.json").result;
  REQUIRE(result.ok());
  CHECK(result.value().steps.size() == 1);
}

TEST_CASE("files: missing, broken and circular includes are refused", "[scenario][include]") {
  const testing::TempFolder files;
  const auto message = [&](const std::string& text) {
    const auto loaded = LoadFile(files.Write("a.json", text)).result;
    return loaded.ok() ? "loaded" : loaded.error().message;
  };
  CHECK(message(R"({"include": ["none.json"]})") ==
        files.GetPath("a.json") + ":1:14: /include/0: \"none.json\": No such file or directory");
  CHECK(message(R"({"include": ["a.json"]})") ==
        files.GetPath("a.json") + ":1:14: /include/0: \"a.json\": includes itself");
  files.Write("b.json", R"({"include": ["a.json"]})");
  CHECK(message(R"({"include": ["b.json"]})") ==
        files.GetPath("b.json") + ":1:14: /include/0: \"a.json\": includes itself");
  files.Write("broken.json", kBroken);
  const std::string both = message(R"({"include": ["broken.json"], "sed": 1})");
  CHECK(both.find(files.GetPath("broken.json") + ":2:3: /abut") != std::string::npos);
  CHECK(both.find(files.GetPath("a.json") + ":1:30: /sed: unknown key") != std::string::npos);
  CHECK(message(R"({"include": "b.json"})") ==
        files.GetPath("a.json") + ":1:2: /include: must be an array of paths");
}

}  // namespace
}  // namespace portone::scenario
