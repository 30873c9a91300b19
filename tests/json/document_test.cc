// SPDX-License-Identifier: MIT
#include "json/document.h"

#include <string>

#include "json/reader.h"
#include "support/catch.h"

namespace portone::json {
namespace {

constexpr std::string_view kText = R"({
  // a comment with a "quote" and { brackets
  "given": {"channels": [{"pg": "kcp"},
                         {"pg" : "ni\"ce", "x": 12}],
    "a/b": {"c~d": [1, -2.5e3, true, null, "five", [6]]}
  }
})";

std::vector<json::SourceLocation> Locate(const std::vector<std::string_view>& pointers,
                                         std::string_view text) {
  json::Document document;
  CHECK_FALSE(json::ReadDocument(text, document).has_value());
  return document.Locate(pointers);
}

std::string FormatLocation(const std::string& pointer) {
  const json::SourceLocation location = Locate({pointer}, kText).front();
  return std::to_string(location.line) + ":" + std::to_string(location.column);
}

TEST_CASE(
    "source location: a member is at its key, an element at its start, a missing value at its "
    "parent",
    "[json][source_location]") {
  const auto [pointer, location] = GENERATE(table<std::string, std::string>({
      {"", "1:1"},
      {"/given", "3:3"},
      {"/given/channels", "3:13"},
      {"/given/channels/0", "3:26"},
      {"/given/channels/0/pg", "3:27"},
      {"/given/channels/1", "4:26"},
      {"/given/channels/1/pg", "4:27"},
      {"/given/channels/1/x", "4:44"},
      {"/given/a~1b", "5:5"},
      {"/given/a~1b/c~0d", "5:13"},
      {"/given/a~1b/c~0d/0", "5:21"},
      {"/given/a~1b/c~0d/1", "5:24"},
      {"/given/a~1b/c~0d/2", "5:32"},
      {"/given/a~1b/c~0d/3", "5:38"},
      {"/given/a~1b/c~0d/4", "5:44"},
      {"/given/a~1b/c~0d/5", "5:52"},
      {"/given/a~1b/c~0d/5/0", "5:53"},
      {"/given/channels/1/settings/x", "4:26"},
      {"/nowhere", "1:1"},
  }));
  CAPTURE(pointer);
  CHECK(FormatLocation(pointer) == location);
}

TEST_CASE("source location: several are found, in the order of their pointers",
          "[json][source_location]") {
  const auto locations = Locate({"/given/a~1b", "/given"}, kText);
  REQUIRE(locations.size() == 2);
  CHECK(locations[0].line == 5);
  CHECK(locations[1].line == 3);
}

TEST_CASE("source location: the whole document has one", "[json][source_location]") {
  CHECK(Locate({""}, "  {}").front().column == 3);
}

TEST_CASE(
    "source location: a byte order mark is not a column, and a carriage return is not a line break",
    "[json][source_location]") {
  const std::string text = std::string(json::kByteOrderMark) + "{\"a\": 1,\r\n \"b\": 2}";
  const auto locations = Locate({"/b", "/a", ""}, text);
  CHECK(locations[0].line == 2);
  CHECK(locations[0].column == 2);
  CHECK(locations[1].column == 2);
  CHECK(locations[2].column == 1);
}

}  // namespace
}  // namespace portone::json
