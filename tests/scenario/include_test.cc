// SPDX-License-Identifier: MIT
// Files that include others.
#include <filesystem>
#include <string>

#include "scenario/loader.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::scenario {
namespace {

constexpr const char* kBroken = "{\n  \"abut\": \"x\",\n  \"seed\": -1\n}";

/// A folder with these files.
class Files {
 public:
  std::filesystem::path Put(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path() / name).parent_path());
    return folder_.Write(name, text);
  }
  std::filesystem::path path() const {
    return std::filesystem::path(folder_.PathOf("x")).parent_path();
  }
  std::string At(const std::string& name) const { return folder_.PathOf(name); }

 private:
  testing::TempFolder folder_;
};

TEST_CASE("files: what is included comes first, and a file's own words count",
          "[scenario][include]") {
  const Files files;
  files.Put("shared/base.json",
            R"({"seed": 5, "given": {"webhook": {"url": "http://a/", "retries": 2}},
      "steps": [{"advance": "1d", "as": "day"}]})");
  const auto path = files.Put("story.json", R"({"include": ["shared/base.json"],
      "given": {"webhook": {"url": "http://b/"}},
      "steps": [{"verify": [{"payments": 0}], "note": "after ${day.to}"}]})");
  const auto loaded = LoadFile(path).result;
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  CHECK(loaded.value().seed == 5U);
  CHECK(loaded.value().given.webhook.url == "http://b/");
  CHECK(loaded.value().given.webhook.retries == 2);
  REQUIRE(loaded.value().steps.size() == 2);
  CHECK(loaded.value().steps[0].place == files.At("shared/base.json") + ": /steps/0");
  CHECK(loaded.value().steps[1].place == files.At("story.json") + ": /steps/0");
}

TEST_CASE("files: what several include is there once", "[scenario][include]") {
  const Files files;
  files.Put("base.json", R"({"steps": [{"advance": "1d", "as": "day"}]})");
  files.Put("left.json", R"({"include": ["base.json"]})");
  files.Put("right.json", R"({"include": ["./base.json"]})");
  const auto story =
      files.Put("a.json", R"({"include": ["left.json", "right.json", "base.json"]})");
  const LoadedFile loaded = LoadFile(story);
  INFO((loaded.result.ok() ? "" : loaded.result.error().message));
  REQUIRE(loaded.result.ok());
  CHECK(loaded.result.value().steps.size() == 1);
  CHECK(loaded.files.size() == 4);
}

TEST_CASE("files: includes that multiply are read once each", "[scenario][include]") {
  const Files files;
  for (int i = 0; i < 15; ++i) {
    const std::string next = "\"f" + std::to_string(i + 1) + ".json\"";
    files.Put("f" + std::to_string(i) + ".json",
              "{\"include\": [" + next + ", " + next + ", " + next + "]}");
  }
  files.Put("f15.json", R"({"steps": [{"advance": "1d"}]})");
  const LoadResult result = LoadFile(files.path() / "f0.json").result;
  REQUIRE(result.ok());
  CHECK(result.value().steps.size() == 1);
}

TEST_CASE("files: an include that is missing, broken or a circle is refused",
          "[scenario][include]") {
  const Files files;
  const auto message = [&](const std::string& text) {
    const auto loaded = LoadFile(files.Put("a.json", text)).result;
    return loaded.ok() ? "loaded" : loaded.error().message;
  };
  CHECK(message(R"({"include": ["none.json"]})") ==
        files.At("a.json") + ":1:14: /include/0: \"none.json\": No such file or directory");
  CHECK(message(R"({"include": ["a.json"]})") ==
        files.At("a.json") + ":1:14: /include/0: \"a.json\": includes itself");
  files.Put("b.json", R"({"include": ["a.json"]})");
  CHECK(message(R"({"include": ["b.json"]})") ==
        files.At("b.json") + ":1:14: /include/0: \"a.json\": includes itself");
  files.Put("broken.json", kBroken);
  const std::string both = message(R"({"include": ["broken.json"], "sed": 1})");
  CHECK(both.find(files.At("broken.json") + ":2:3: /abut") != std::string::npos);
  CHECK(both.find(files.At("a.json") + ":1:30: /sed: unknown key") != std::string::npos);
  CHECK(message(R"({"include": "b.json"})") ==
        files.At("a.json") + ":1:2: /include: must be an array of paths");
}

}  // namespace
}  // namespace portone::scenario
