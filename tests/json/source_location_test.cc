// SPDX-License-Identifier: MIT
#include "json/source_location.h"

#include <string>

#include "support/catch.h"

namespace portone::scenario {
namespace {

constexpr std::string_view kText = R"({
  // a comment with a "quote" and { brackets
  "given": {"channels": [{"pg": "kcp"},
                         {"pg" : "ni\"ce", "x": 12}],
    "a/b": {"c~d": [1, -2.5e3, true, null, "five", [6]]}
  }
})";

std::string PlaceOf(const std::string& pointer) {
  const Place place = json::PlacesOf({{pointer, ""}}, kText).front();
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

TEST_CASE("places: a member stands at its key, an element where it begins, the rest around it",
          "[scenario][places]") {
  const auto [pointer, place] = GENERATE(table<std::string, std::string>({
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
  CHECK(PlaceOf(pointer) == place);
}

TEST_CASE("places: several are found in one go, in the order of the problems",
          "[scenario][places]") {
  const auto places = json::PlacesOf({{"/given/a~1b", ""}, {"/given", ""}}, kText);
  REQUIRE(places.size() == 2);
  CHECK(places[0].line == 5);
  CHECK(places[1].line == 3);
}

TEST_CASE("places: a document that is one value has a place", "[scenario][places]") {
  CHECK(json::PlacesOf({{"", ""}}, "  5").front().column == 3);
  CHECK(json::PlacesOf({{"", ""}}, " []").front().column == 2);
}

TEST_CASE("places: a byte order mark is no column and carriage returns make no lines",
          "[scenario][places]") {
  const std::string text = std::string(json::kByteOrderMark) + "{\"a\": 1,\r\n \"b\": 2}";
  const auto places = json::PlacesOf({{"/b", ""}, {"/a", ""}, {"", ""}}, text);
  CHECK(places[0].line == 2);
  CHECK(places[0].column == 2);
  CHECK(places[1].column == 2);
  CHECK(places[2].column == 1);
}

}  // namespace
}  // namespace portone::scenario
