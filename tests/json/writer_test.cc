// SPDX-License-Identifier: MIT
#include "json/writer.h"

#include <cstdint>
#include <limits>

#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace portone::api {
namespace {

std::string Written(std::string_view text) {
  json::Writer json;
  json.Text(text);
  return json.Take();
}

TEST_CASE("writer: objects and arrays nest with commas where they belong", "[api][json]") {
  json::Writer json;
  json.BeginObject().Field("a", 1).Key("b").BeginArray();
  json.Text("x").Number(2).BeginObject().EndObject().BeginArray().EndArray();
  json.EndArray().Field("c", nullptr).EndObject();
  CHECK(json.Take() == R"({"a":1,"b":["x",2,{},[]],"c":null})");
}

TEST_CASE("writer: every kind of value has its form", "[api][json]") {
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

TEST_CASE("writer: quotes and backslashes and control characters are escaped", "[api][json]") {
  CHECK(Written("a\"b\\c") == R"("a\"b\\c")");
  CHECK(Written("\n\r\t") == R"("\n\r\t")");
  CHECK(Written(std::string_view("\0\x01\x1f\x7f", 4)) == R"("\u0000\u0001\u001f\u007f")");
}

TEST_CASE("writer: slashes and Korean are written as they are", "[api][json]") {
  CHECK(Written("https://a/b 김") == "\"https://a/b 김\"");
}

TEST_CASE("writer: keys are escaped like texts", "[api][json]") {
  json::Writer json;
  json.BeginObject().Field("a\"b", 1).EndObject();
  CHECK(json.Take() == R"({"a\"b":1})");
}

TEST_CASE("writer: any text comes back as it was", "[api][json]") {
  std::string all;
  for (int c = 0; c < 128; ++c)
    all += static_cast<char>(c);
  all += "김\xF0\x9F\x98\x80";
  CHECK(nlohmann::json::parse(Written(all)).get<std::string>() == all);
}

}  // namespace
}  // namespace portone::api
