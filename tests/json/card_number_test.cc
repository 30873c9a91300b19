// SPDX-License-Identifier: MIT
#include "json/card_number.h"

#include "support/catch.h"

namespace portone::json {
namespace {

TEST_CASE("card numbers: found with usual separators, in any text", "[json]") {
  const auto [text, masked] = GENERATE(table<std::string, std::string>({
      {"4111111111111111", "***"},
      {"4111-1111-1111-1111", "***"},
      {"4111 1111 1111 1111", "***"},
      {"a4111-1111-1111-1111b", "a***b"},
      {"from 3782-822463-10005 to 5555555555554444", "from *** to ***"},
      {"010-1234-5678 4111-1111-1111-1111", "010-1234-5678 ***"},
      {"4222222222222", "***"},
      {"2223 0031 2200 3222", "***"},
      {"6304-0000-0000-0000-000", "***"},
      {"9490-1111-1111-1117-no", "9490-1111-1111-1117-no"},
  }));
  INFO(text);
  CHECK(MaskCardNumbers(text) == masked);
  CHECK(HasCardNumber(text) == (masked != text));
}

TEST_CASE("card numbers: other numbers are not masked", "[json]") {
  const std::string text =
      GENERATE("4111-1111-1111-1112",      // fails Luhn
               "411111111111",             // too short
               "41111111111111111111111",  // too long
               "4111.1111.1111.1111", "4111--1111--1111--1111", "4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1",
               "1234-1234-1234-1234",  // the test card of the documentation
               "1709251200007",        // milliseconds; pass Luhn
               "20240301090000001",    // a time to the millisecond; passes Luhn
               "0000000000000000",     // passes Luhn
               "557042******7221", "");
  INFO(text);
  CHECK(MaskCardNumbers(text) == text);
  CHECK_FALSE(HasCardNumber(text));
}

}  // namespace
}  // namespace portone::json
