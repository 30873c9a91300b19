// SPDX-License-Identifier: MIT
#include "json/reader.h"

#include "json/json.h"
#include "support/catch.h"

namespace portone::json {
namespace {

/// The document on one line, or "line:column message".
std::string Read(std::string_view text, json::JsonOptions options = {}) {
  Json out = "untouched";
  if (const auto problem = json::ReadJson(text, options, out)) {
    CHECK(out == "untouched");
    return std::to_string(problem->location.line) + ":" + std::to_string(problem->location.column) +
           " " + problem->what;
  }
  return out.dump();
}

std::string MakeNestedArrays(int depth) {
  const auto levels = static_cast<std::size_t>(depth);
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST_CASE("json: a document is read completely", "[json]") {
  CHECK(Read(R"( {"a": [1, 1004.0, "김", null, true]} )") == R"({"a":[1,1004.0,"김",null,true]})");
  CHECK(Read("5") == "5");
}

TEST_CASE("json: an error has its line and column", "[json]") {
  CHECK_THAT(Read("{\"a\": }"), Catch::StartsWith("1:7 syntax error while parsing value"));
  CHECK_THAT(Read("{\n  \"a\": 1\n  \"b\": 2\n}"),
             Catch::StartsWith("3:5 syntax error while parsing object"));
  CHECK_THAT(Read(""), Catch::StartsWith("1:"));
  CHECK_THAT(Read("{}\r\n\r\nx"), Catch::StartsWith("3:1 syntax error"));
  CHECK_THAT(Read("{} x"), Catch::StartsWith("1:4 syntax error"));
}

TEST_CASE("json: an error never quotes the input", "[json][secrets]") {
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

TEST_CASE("json: invalid UTF-8 is refused", "[json]") {
  CHECK_THAT(Read("{\"a\":\"\xFF\"}"), Catch::Contains("ill-formed UTF-8"));
  CHECK_THAT(Read(R"({"a":"\ud800"})"), Catch::StartsWith("1:"));
}

TEST_CASE("json: brackets nest up to 64 levels", "[json]") {
  CHECK(Read(MakeNestedArrays(json::kMaxJsonDepth)) == MakeNestedArrays(json::kMaxJsonDepth));
  CHECK(Read(MakeNestedArrays(json::kMaxJsonDepth + 1)) == "1:65 nested deeper than 64 levels");
  CHECK(Read(std::string(500'000, '[')) == "1:65 nested deeper than 64 levels");
  std::string objects;
  for (int i = 0; i < 100'000; ++i)
    objects += R"({"a":)";
  CHECK(Read(objects) == "1:321 nested deeper than 64 levels");
}

TEST_CASE("json: brackets inside strings do not count as depth", "[json]") {
  const std::string text = "\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"";
  CHECK(Read(text) == text);
}

TEST_CASE("json: brackets in comments do not count as depth, those after comments do", "[json]") {
  const std::string brackets(100, '[');
  const json::JsonOptions options{.allows_comments = true};
  CHECK(Read("/* " + brackets + " */ 5 // " + brackets, options) == "5");
  for (const std::string comment : {"/* \" */", "// \"\n", "// \"\r", "/* // */", "// /*\n"}) {
    CAPTURE(comment);
    CHECK_THAT(Read(comment + brackets, options), Catch::EndsWith("nested deeper than 64 levels"));
  }
}

TEST_CASE("json: a number out of range is reported at its start", "[json]") {
  CHECK(Read("{\"a\": 1,\n \"b\": [2, -1e400]}") == "2:11 a number is too large");
  CHECK(Read("1e400") == "1:1 a number is too large");
  CHECK(Read("[1e400 ]", {.allows_duplicate_keys = false}) == "1:2 a number is too large");
}

TEST_CASE("json: a zero byte does not end the text", "[json]") {
  const std::string zero(1, '\0');
  CHECK(Read("{\"a\": 1}" + zero + "{") == "1:9 contains a zero byte; only UTF-8 text is accepted");
  CHECK(Read("\"a" + zero + "\"") == "1:3 contains a zero byte; only UTF-8 text is accepted");
  CHECK(Read("\"\\u0000\"") == "\"\\u0000\"");
}

TEST_CASE("json: a byte order mark does not count as a column", "[json]") {
  const std::string mark(json::kByteOrderMark);
  CHECK(Read(mark + "{\"a\": 1}") == R"({"a":1})");
  CHECK_THAT(Read(mark + "{\"a\": }"), Catch::StartsWith("1:7 syntax error"));
  CHECK_THAT(Read(mark), Catch::StartsWith("1:1 syntax error"));
}

TEST_CASE("json: keys keep the order in which they were written", "[json]") {
  const std::string text = R"({"z":1,"a":{"y":[{"c":1,"b":2}],"x":3},"m":4})";
  CHECK(Read(text) == text);
}

TEST_CASE("json: a duplicate key keeps the first position and the last value", "[json]") {
  CHECK(Read(R"({"a": 1, "b": 2, "a": {"c": 3}})") == R"({"a":{"c":3},"b":2})");
}

TEST_CASE("json: a syntax error counts more than a duplicate key before it", "[json]") {
  CHECK_THAT(Read(R"({"a": 1, "a": 2,)", {.allows_duplicate_keys = false}),
             Catch::StartsWith("1:17 syntax error"));
}

TEST_CASE("json: the last of duplicate keys wins unless duplicates are an error", "[json]") {
  const std::string_view twice = R"({"a": {"b": 1, "b": 2}, "c": {"b": 3}})";
  CHECK(Read(twice) == R"({"a":{"b":2},"c":{"b":3}})");
  CHECK(Read(twice, {.allows_duplicate_keys = false}) == R"(1:16 duplicate key "b")");
  CHECK(Read(R"({"a": {"b": 1}, "c": {"b": 3}, "d": [{"b": 1}, {"b": 2}]})",
             {.allows_duplicate_keys = false}) ==
        R"({"a":{"b":1},"c":{"b":3},"d":[{"b":1},{"b":2}]})");
}

TEST_CASE("json: comments are accepted only if allowed", "[json]") {
  const std::string_view text = "// about\n{\"a\": /* one */ 1}";
  CHECK(Read(text, {.allows_comments = true}) == R"({"a":1})");
  CHECK_THAT(Read(text), Catch::StartsWith("1:1 syntax error"));
}

}  // namespace
}  // namespace portone::json
