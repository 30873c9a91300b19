// SPDX-License-Identifier: MIT
#include "base/result.h"

#include <memory>
#include <string>

#include "support/catch.h"

namespace portone {
namespace {

struct Refusal {
  std::string why;
};

template <class T>
using Answer = BasicResult<T, Refusal>;

Answer<int> Half(int number) {
  if (number % 2 != 0) return Refusal{"odd"};
  return number / 2;
}

Answer<std::string> QuarterAsText(int number, int* calls) {
  ++*calls;
  PORTONE_TRY(const int half, Half(number));
  ++*calls;
  PORTONE_TRY(const int quarter, Half(half));
  ++*calls;
  return std::to_string(quarter);
}

Answer<std::unique_ptr<int>> Owned() {
  return std::make_unique<int>(7);
}

Answer<int> TakeOwned() {
  PORTONE_TRY(const std::unique_ptr<int> owned, Owned());
  return *owned;
}

TEST_CASE("result: holds either a value or the reason there is none", "[base]") {
  const Answer<int> good = Half(8);
  REQUIRE(good.ok());
  CHECK(good.value() == 4);

  const Answer<int> bad = Half(7);
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.error().why == "odd");
}

TEST_CASE("result: its value can be changed in place", "[base]") {
  Answer<int> answer = Half(8);
  answer.value() = 5;
  CHECK(answer.value() == 5);
}

TEST_CASE("result: try goes on with the value and returns at the first error", "[base]") {
  int calls = 0;
  SECTION("all is well") {
    const Answer<std::string> answer = QuarterAsText(12, &calls);
    REQUIRE(answer.ok());
    CHECK(answer.value() == "3");
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

TEST_CASE("result: carries what can only be moved", "[base]") {
  const Answer<int> taken = TakeOwned();
  REQUIRE(taken.ok());
  CHECK(taken.value() == 7);
}

TEST_CASE("result: done is equal to done", "[base]") {
  CHECK(Done{} == Done{});
}

}  // namespace
}  // namespace portone
