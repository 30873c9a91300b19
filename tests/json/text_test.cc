// SPDX-License-Identifier: MIT
#include "json/text.h"

#include "support/catch.h"

namespace portone::json {
namespace {

TEST_CASE("text: percent escapes are decoded in either case", "[json][text]") {
  CHECK(json::PercentDecode("a%2Fb%2fc", false) == "a/b/c");
  CHECK(json::PercentDecode("%EA%B9%80", false) == "김");
  CHECK(json::PercentDecode("", false) == "");
}

TEST_CASE("text: a plus is a space only in forms", "[json][text]") {
  CHECK(json::PercentDecode("a+b", true) == "a b");
  CHECK(json::PercentDecode("a+b", false) == "a+b");
  CHECK(json::PercentDecode("a%2Bb", true) == "a+b");
}

TEST_CASE("text: a broken escape is refused", "[json][text]") {
  const std::string broken = GENERATE("%", "%4", "a%", "%zz", "%4g", "%g4", "100%");
  CAPTURE(broken);
  CHECK(json::PercentDecode(broken, true) == std::nullopt);
}

TEST_CASE("text: nothing beyond the end of a view is read", "[json][text]") {
  const std::string_view whole = "a%41";
  CHECK(json::PercentDecode(whole.substr(0, 3), false) == std::nullopt);
  CHECK_FALSE(json::IsUtf8(std::string_view("김").substr(0, 2)));
}

TEST_CASE("text: only valid UTF-8 is accepted", "[json][text]") {
  const auto [text, valid] = GENERATE(table<std::string, bool>({
      {"", true},
      {"plain", true},
      {"김영희", true},
      {"\xF0\x9F\x98\x80", true},
      {"\xF4\x8F\xBF\xBF", true},
      {"\x80", false},              // a lone continuation byte
      {"\xEA\xB9", false},          // cut short
      {"\xC0\xAF", false},          // an overlong slash
      {"\xE0\x80\xAF", false},      // the same in three bytes
      {"\xF0\x80\x80\xAF", false},  // and in four
      {"\xED\xA0\x80", false},      // a surrogate
      {"\xF4\x90\x80\x80", false},  // beyond the last code point
      {"\xF5\x80\x80\x80", false},
      {"\xFF", false},
      {"\xEA\x41\x80", false},  // a letter where a continuation belongs
  }));
  CAPTURE(text);
  CHECK(json::IsUtf8(text) == valid);
}

TEST_CASE("text: lengths and prefixes count code points", "[json][text]") {
  CHECK(json::CountCodePoints("김영희a") == 4);
  CHECK(json::GetFirstCodePoints("김영희a", 2) == "김영");
  CHECK(json::GetFirstCodePoints("김영희a", 4) == "김영희a");
  CHECK(json::GetFirstCodePoints("김영희a", 9) == "김영희a");
  CHECK(json::GetFirstCodePoints("김", 0) == "");
}

TEST_CASE("text: terminal control characters are escaped, and nothing else", "[json][text]") {
  CHECK(json::EscapeUnprintable("/a\x1b[31m\r\x7f b") == "/a\\x1b[31m\\x0d\\x7f b");
  CHECK(json::EscapeUnprintable("\xc2\x9b\xff\xea\xb9") == "\\xc2\\x9b\\xff\\xea\\xb9");
  CHECK(json::EscapeUnprintable("김 \xc2\xa0\t1\n2\\") == "김 \xc2\xa0\t1\n2\\");
  CHECK(json::EscapeUnprintable("").empty());
}

TEST_CASE("text: trimming removes whitespace from both ends only", "[json][text]") {
  CHECK(json::Trim(" \t a b \r\n") == "a b");
  CHECK(json::Trim(" \r\n\t") == "");
  CHECK(json::Trim("") == "");
}

}  // namespace
}  // namespace portone::json
