// SPDX-License-Identifier: MIT
// The number of members of aggregates.
#include "base/member_count.h"

#include <optional>
#include <string>
#include <vector>

#include "support/catch.h"

namespace portone {
namespace {

struct Empty {};

struct Plain {
  int number = 0;
  std::string text;
  std::optional<std::string> maybe;
};

struct Nested {
  Plain plain;
  std::vector<Plain> list;
};

struct Derived : Plain {
  bool flag = false;
};

struct Enriched : Plain {
  bool flag = false;
  std::optional<Plain> other;
};

TEST_CASE("member count: members of members are not counted, a base class counts as one",
          "[base]") {
  CHECK(HasMembers<Empty, 0>());
  CHECK(HasMembers<Plain, 3>());
  CHECK(HasMembers<Nested, 2>());
  CHECK(HasMembers<Derived, 2>());
  CHECK(HasMembers<Enriched, 3>());
}

TEST_CASE("member count: one more and one fewer are noticed", "[base]") {
  CHECK_FALSE(HasMembers<Empty, 1>());
  CHECK_FALSE(HasMembers<Plain, 2>());
  CHECK_FALSE(HasMembers<Plain, 4>());
  CHECK_FALSE(HasMembers<Derived, 3>());
  CHECK_FALSE(HasMembers<Enriched, 2>());
}

}  // namespace
}  // namespace portone
