// SPDX-License-Identifier: MIT
#include "json/reader.h"

#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace portone::api {
namespace {

/// The document on one line, or "line:column what".
std::string Read(std::string_view text, json::JsonOptions options = {}) {
  nlohmann::json out = "untouched";
  if (const auto problem = json::ReadJson(text, options, out)) {
    CHECK(out == "untouched");
    return std::to_string(problem->place.line) + ":" + std::to_string(problem->place.column) + " " +
           problem->what;
  }
  return out.dump();
}

std::string Nested(int depth) {
  const auto levels = static_cast<std::size_t>(depth);
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST_CASE("json: a document is read whole", "[api][json]") {
  CHECK(Read(R"( {"a": [1, 1004.0, "김", null, true]} )") == R"({"a":[1,1004.0,"김",null,true]})");
  CHECK(Read("5") == "5");
}

TEST_CASE("json: a problem says its line and column", "[api][json]") {
  CHECK_THAT(Read("{\"a\": }"), Catch::StartsWith("1:7 syntax error while parsing value"));
  CHECK_THAT(Read("{\n  \"a\": 1\n  \"b\": 2\n}"),
             Catch::StartsWith("3:5 syntax error while parsing object"));
  CHECK_THAT(Read(""), Catch::StartsWith("1:"));
  CHECK_THAT(Read("{}\r\n\r\nx"), Catch::StartsWith("3:1 syntax error"));
  CHECK_THAT(Read("{} x"), Catch::StartsWith("1:4 syntax error"));
}

TEST_CASE("json: a problem never quotes what was read", "[api][json][secrets]") {
  const std::string broken = GENERATE(
      R"({"card_number":"1234123412341234)", R"({"card_number":"1234123412341234\x"})",
      "{\"card_number\":\"1234123412341234\n\"}", R"({"card_number":'1234123412341234'})",
      R"({"card_number":1234123412341234x})", R"({"card_number":-1234123412341234e})",
      R"({"card_number":1234123412341234e999})", R"({"card_number":"1234123412341234" "birth"})",
      R"({"card_number" "1234123412341234"})", R"({1234123412341234:1})",
      "{\"card_number\":\"1234123412341234\xFF\"}", R"([1234123412341234 1234123412341234])");
  CAPTURE(broken);
  const std::string problem = Read(broken);
  CAPTURE(problem);
  CHECK(problem.find(' ') > 2);
  CHECK(problem.find("1234123412341234") == std::string::npos);
  CHECK(problem.find("12341234") == std::string::npos);
}

TEST_CASE("json: what is not UTF-8 is refused", "[api][json]") {
  CHECK_THAT(Read("{\"a\":\"\xFF\"}"), Catch::Contains("ill-formed UTF-8"));
  CHECK_THAT(Read(R"({"a":"\ud800"})"), Catch::StartsWith("1:"));
}

TEST_CASE("json: brackets may nest 64 deep and no deeper", "[api][json]") {
  CHECK(Read(Nested(json::kJsonDepth)) == Nested(json::kJsonDepth));
  CHECK(Read(Nested(json::kJsonDepth + 1)) == "1:65 nested deeper than 64 levels");
  CHECK(Read(std::string(500'000, '[')) == "1:65 nested deeper than 64 levels");
  std::string objects;
  for (int i = 0; i < 100'000; ++i)
    objects += R"({"a":)";
  CHECK(Read(objects) == "1:321 nested deeper than 64 levels");
}

TEST_CASE("json: brackets inside texts do not count as depth", "[api][json]") {
  const std::string text = "\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"";
  CHECK(Read(text) == text);
}

TEST_CASE("json: comments count for no depth and hide none", "[api][json]") {
  const std::string brackets(100, '[');
  const json::JsonOptions options{.comments = true};
  CHECK(Read("/* " + brackets + " */ 5 // " + brackets, options) == "5");
  for (const std::string comment : {"/* \" */", "// \"\n", "// \"\r", "/* // */", "// /*\n"}) {
    CAPTURE(comment);
    CHECK_THAT(Read(comment + brackets, options), Catch::EndsWith("nested deeper than 64 levels"));
  }
}

TEST_CASE("json: a number beyond all bounds is found where it begins", "[api][json]") {
  CHECK(Read("{\"a\": 1,\n \"b\": [2, -1e400]}") == "2:11 a number is too large");
  CHECK(Read("1e400") == "1:1 a number is too large");
  CHECK(Read("[1e400 ]", {.duplicate_keys = false}) == "1:2 a number is too large");
}

TEST_CASE("json: a zero byte ends no text", "[api][json]") {
  const std::string zero(1, '\0');
  CHECK(Read("{\"a\": 1}" + zero + "{") == "1:9 holds a zero byte; only UTF-8 can be read");
  CHECK(Read("\"a" + zero + "\"") == "1:3 holds a zero byte; only UTF-8 can be read");
  CHECK(Read("\"\\u0000\"") == "\"\\u0000\"");
}

TEST_CASE("json: a byte order mark is no column", "[api][json]") {
  const std::string mark(json::kByteOrderMark);
  CHECK(Read(mark + "{\"a\": 1}") == R"({"a":1})");
  CHECK_THAT(Read(mark + "{\"a\": }"), Catch::StartsWith("1:7 syntax error"));
  CHECK_THAT(Read(mark), Catch::StartsWith("1:1 syntax error"));
}

TEST_CASE("json: of two equal keys the last counts unless they are an error", "[api][json]") {
  const std::string_view twice = R"({"a": {"b": 1, "b": 2}, "c": {"b": 3}})";
  CHECK(Read(twice) == R"({"a":{"b":2},"c":{"b":3}})");
  CHECK(Read(twice, {.duplicate_keys = false}) == R"(1:16 the key "b" stands twice in one object)");
  CHECK(Read(R"({"a": {"b": 1}, "c": {"b": 3}, "d": [{"b": 1}, {"b": 2}]})",
             {.duplicate_keys = false}) == R"({"a":{"b":1},"c":{"b":3},"d":[{"b":1},{"b":2}]})");
}

TEST_CASE("json: comments are read only where they are allowed", "[api][json]") {
  const std::string_view text = "// about\n{\"a\": /* one */ 1}";
  CHECK(Read(text, {.comments = true}) == R"({"a":1})");
  CHECK_THAT(Read(text), Catch::StartsWith("1:1 syntax error"));
}

}  // namespace
}  // namespace portone::api
