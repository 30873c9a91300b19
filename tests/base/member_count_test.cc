// SPDX-License-Identifier: MIT
// Counting the members of aggregates.
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
  CHECK(CountMembers<Empty>() == 0);
  CHECK(CountMembers<Plain>() == 3);
  CHECK(CountMembers<Nested>() == 2);
  CHECK(CountMembers<Derived>() == 2);
  CHECK(CountMembers<Enriched>() == 3);
}

}  // namespace
}  // namespace portone
