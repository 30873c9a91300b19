// SPDX-License-Identifier: MIT
#include "base/result.h"

#include <memory>
#include <optional>
#include <string>

#include "support/catch.h"

namespace portone {
namespace {

struct Refusal {
  std::string why;
};

template <class T>
using Outcome = BasicResult<T, Refusal>;

Outcome<int> Half(int number) {
  if (number % 2 != 0) return Refusal{"odd"};
  return number / 2;
}

Outcome<std::string> QuarterAsText(int number, int* calls) {
  ++*calls;
  PORTONE_TRY(const int half, Half(number));
  ++*calls;
  PORTONE_TRY(const int quarter, Half(half));
  ++*calls;
  return std::to_string(quarter);
}

Outcome<int> SumOfEven(int first, int second) {
  PORTONE_RETURN_IF_ERROR(Half(first));
  if (second >= 0) PORTONE_RETURN_IF_ERROR(Half(second));
  return first + second;
}

Outcome<std::unique_ptr<int>> MakeOwned() {
  return std::make_unique<int>(7);
}

Outcome<int> TakeOwned() {
  PORTONE_TRY(const std::unique_ptr<int> owned, MakeOwned());
  return *owned;
}

TEST_CASE("result: holds either a value or an error", "[base]") {
  const Outcome<int> good = Half(8);
  REQUIRE(good.ok());
  CHECK(good.value() == 4);

  const Outcome<int> bad = Half(7);
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.error().why == "odd");
}

TEST_CASE("result: what it does not hold is not read but thrown", "[base]") {
  CHECK_THROWS_AS(Half(7).value(), std::bad_optional_access);
  CHECK_THROWS_AS(Half(8).error(), std::bad_optional_access);
}

TEST_CASE("result: its value can be changed in place", "[base]") {
  Outcome<int> outcome = Half(8);
  outcome.value() = 5;
  CHECK(outcome.value() == 5);
}

TEST_CASE("result: a checked call returns on an error and drops the value", "[base]") {
  CHECK(SumOfEven(2, 4).value() == 6);
  CHECK(SumOfEven(1, 4).error().why == "odd");
  CHECK(SumOfEven(2, 3).error().why == "odd");
  CHECK(SumOfEven(2, -1).value() == 1);
}

TEST_CASE("result: try continues with the value and returns on the first error", "[base]") {
  int calls = 0;
  SECTION("all calls succeed") {
    const Outcome<std::string> outcome = QuarterAsText(12, &calls);
    REQUIRE(outcome.ok());
    CHECK(outcome.value() == "3");
    CHECK(calls == 3);
  }
  SECTION("the first call fails") {
    CHECK(QuarterAsText(5, &calls).error().why == "odd");
    CHECK(calls == 1);
  }
  SECTION("the second call fails") {
    CHECK(QuarterAsText(6, &calls).error().why == "odd");
    CHECK(calls == 2);
  }
}

TEST_CASE("result: supports move-only values", "[base]") {
  const Outcome<int> taken = TakeOwned();
  REQUIRE(taken.ok());
  CHECK(taken.value() == 7);
}

TEST_CASE("result: Done values are equal", "[base]") {
  CHECK(Done{} == Done{});
}

}  // namespace
}  // namespace portone
