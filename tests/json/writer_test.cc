// SPDX-License-Identifier: MIT
#include "json/writer.h"

#include <cstdint>
#include <limits>

#include "json/json.h"
#include "support/catch.h"

namespace portone::json {
namespace {

std::string WriteText(std::string_view text) {
  json::Writer json;
  json.Text(text);
  return json.Take();
}

TEST_CASE("writer: objects and arrays nest with correct commas", "[json]") {
  json::Writer json;
  json.BeginObject().Field("a", 1).Key("b").BeginArray();
  json.Text("x").Number(2).BeginObject().EndObject().BeginArray().EndArray();
  json.EndArray().Field("c", nullptr).EndObject();
  CHECK(json.Take() == R"({"a":1,"b":["x",2,{},[]],"c":null})");
}

TEST_CASE("writer: every kind of value is written correctly", "[json]") {
  json::Writer json;
  json.BeginObject()
      .Field("text", "a")
      .Field("view", std::string_view("b"))
      .Field("string", std::string("c"))
      .Field("some", std::optional<std::string>("d"))
      .Field("none", std::optional<std::string>())
      .Field("true", true)
      .Field("int", -5)
      .Field("least", std::numeric_limits<std::int64_t>::min())
      .Field("won", Won(1004))
      .Field("dollars", Money{1050, Currency::kUsd})
      .EndObject();
  CHECK(json.Take() ==
        R"({"text":"a","view":"b","string":"c","some":"d","none":null,"true":true,"int":-5,)"
        R"("least":-9223372036854775808,"won":1004,"dollars":10.5})");
}

TEST_CASE("writer: quotes and backslashes and control characters are escaped", "[json]") {
  CHECK(WriteText("a\"b\\c") == R"("a\"b\\c")");
  CHECK(WriteText("\n\r\t") == R"("\n\r\t")");
  CHECK(WriteText(std::string_view("\0\x01\x1f\x7f", 4)) == R"("\u0000\u0001\u001f\u007f")");
}

TEST_CASE("writer: slashes and Korean are not escaped", "[json]") {
  CHECK(WriteText("https://a/b 김") == "\"https://a/b 김\"");
}

TEST_CASE("writer: keys are escaped like strings", "[json]") {
  json::Writer json;
  json.BeginObject().Field("a\"b", 1).EndObject();
  CHECK(json.Take() == R"({"a\"b":1})");
}

TEST_CASE("writer: any string survives a round trip", "[json]") {
  std::string all;
  for (int c = 0; c < 128; ++c)
    all += static_cast<char>(c);
  all += "김\xF0\x9F\x98\x80";
  CHECK(Json::parse(WriteText(all)).get<std::string>() == all);
}

}  // namespace
}  // namespace portone::json
