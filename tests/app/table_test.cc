// SPDX-License-Identifier: MIT
// Tables for people: widths, and texts with terminal control characters.
#include "app/client/table.h"

#include <sstream>
#include <string>

#include "support/catch.h"

namespace portone::app::client {
namespace {

std::string Print(const Table& table) {
  std::ostringstream out;
  table.Print(out);
  return out.str();
}

TEST_CASE("table: Korean letters take two columns", "[app]") {
  CHECK(CountColumns("abc") == 3);
  CHECK(CountColumns("잔액") == 4);
  CHECK(CountColumns("→é") == 2);
  Table table({"REASON", "ORDER"});
  table.Add({"잔액부족", "o-1"});
  table.Add({"x", "o-2"});
  CHECK(Print(table) == "REASON    ORDER\n잔액부족  o-1\nx         o-2\n");
}

TEST_CASE("table: no cell can control a terminal or break its line", "[app]") {
  Table table({"A"});
  table.Add({"red\x1b[31m"});
  table.Add({"two\nlines"});
  table.Add({"no utf-8 \xff"});
  CHECK(Print(table) == "A\nred\\x1b[31m\ntwo lines\nno utf-8 \\xff\n");
}

TEST_CASE("table: cells show JSON values, and times in Korea", "[app]") {
  const Json row = Json::parse(
      R"({"at": "2024-01-31T00:00:00.000Z", "n": 7, "none": null, "list": [1], "text": "x"})");
  CHECK(FormatCell(row, "at") == "2024-01-31 09:00:00");
  CHECK(FormatCell(row, "n") == "7");
  CHECK(FormatCell(row, "none").empty());
  CHECK(FormatCell(row, "missing").empty());
  CHECK(FormatCell(row, "list") == "[1]");
  CHECK(Print(MakeTable(Json::array({row}), {"text", "n"})) == "TEXT  N\nx     7\n");
}

}  // namespace
}  // namespace portone::app::client
