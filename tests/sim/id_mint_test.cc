// SPDX-License-Identifier: MIT
#include "sim/id_mint.h"

#include <set>
#include <tuple>

#include "base/invariant.h"
#include "support/catch.h"

namespace portone::sim {
namespace {

TEST_CASE("ids: the same inputs give the same id", "[sim][ids]") {
  CHECK(IdMint(7).seed() == 7);
  CHECK(IdMint(7).MakeNumber("imp_uid", "order-1", 0) ==
        IdMint(7).MakeNumber("imp_uid", "order-1", 0));
  CHECK(IdMint(7).MakeHex40("token", "key", 1) == IdMint(7).MakeHex40("token", "key", 1));
}

TEST_CASE("ids: depend on every input", "[sim][ids]") {
  const std::uint64_t one = IdMint(7).MakeNumber("imp_uid", "order-1", 0);
  CHECK(one != IdMint(8).MakeNumber("imp_uid", "order-1", 0));
  CHECK(one != IdMint(7).MakeNumber("pg_tid", "order-1", 0));
  CHECK(one != IdMint(7).MakeNumber("imp_uid", "order-2", 0));
  CHECK(one != IdMint(7).MakeNumber("imp_uid", "order-1", 1));
}

TEST_CASE("ids: depend on the boundary between inputs", "[sim][ids]") {
  const IdMint ids(7);
  CHECK(ids.MakeNumber("ab", "c", 0) != ids.MakeNumber("a", "bc", 0));
  CHECK(ids.MakeNumber("", "ab", 0) != ids.MakeNumber("ab", "", 0));
}

TEST_CASE("ids: thousands of causes and attempts give distinct numbers", "[sim][ids]") {
  const IdMint ids(1);
  std::set<std::uint64_t> numbers;
  for (int order = 0; order < 1'000; ++order) {
    for (std::uint64_t attempt = 0; attempt < 10; ++attempt) {
      numbers.insert(ids.MakeNumber("imp_uid", "order-" + std::to_string(order), attempt));
    }
  }
  CHECK(numbers.size() == 10'000);
}

TEST_CASE("ids: digits are padded with leading zeros", "[sim][ids]") {
  const IdMint ids(1);
  bool leading_zero = false;
  for (std::uint64_t attempt = 0; attempt < 200; ++attempt) {
    const std::string text = ids.MakeDigits("imp_uid", "order-1", attempt, 12);
    REQUIRE(text.size() == 12);
    REQUIRE(text.find_first_not_of("0123456789") == std::string::npos);
    leading_zero = leading_zero || text.front() == '0';
  }
  CHECK(leading_zero);
  CHECK(ids.MakeDigits("imp_uid", "order-1", 0, 1).size() == 1);
  CHECK(ids.MakeDigits("imp_uid", "order-1", 0, 18).size() == 18);
}

TEST_CASE("ids: digits are the last ones of the number", "[sim][ids]") {
  const IdMint ids(1);
  const std::string number = std::to_string(ids.MakeNumber("imp_uid", "order-1", 0));
  CHECK(ids.MakeDigits("imp_uid", "order-1", 0, 8) == number.substr(number.size() - 8));
}

TEST_CASE("ids: an unsupported length violates an invariant", "[sim][ids]") {
  const int digits = GENERATE(0, -1, 19);
  CHECK_THROWS_AS(IdMint(1).MakeDigits("imp_uid", "order-1", 0, digits), InvariantViolation);
}

TEST_CASE("ids: hexadecimal ids are forty lowercase digits without repetition", "[sim][ids]") {
  const std::string text = IdMint(1).MakeHex40("token", "imp_apikey", 0);
  REQUIRE(text.size() == 40);
  CHECK(text.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(text.substr(0, 16) != text.substr(16, 16));
  CHECK(text != IdMint(1).MakeHex40("token", "imp_apikey", 1));
  CHECK(text.substr(32) != IdMint(1).MakeHex40("token", "imp_apikey", 1).substr(32));
}

TEST_CASE("ids: do not change from one build to the next", "[sim][ids]") {
  CHECK(IdMint(1).MakeDigits("imp_uid", "order-1", 0, 12) == "821819505927");
}

}  // namespace
}  // namespace portone::sim
