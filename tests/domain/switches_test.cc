// SPDX-License-Identifier: MIT
#include "domain/switches.h"

#include <set>

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("switches: each defaults to its first value and can be set to every other", "[domain]") {
  for (const SwitchRow& row : AllSwitches()) {
    CAPTURE(row.name);
    CHECK(row.values.size() >= 2);
    CHECK(row.get(Switches{}) == 0);
    for (std::size_t value = 0; value < row.values.size(); ++value) {
      Switches switches;
      row.set(switches, value);
      CHECK(row.get(switches) == value);
      CHECK((switches == Switches{}) == (value == 0));
    }
  }
}

TEST_CASE("switches: no two have the same name", "[domain]") {
  std::set<std::string_view> names;
  for (const SwitchRow& row : AllSwitches())
    CHECK(names.insert(row.name).second);
}

}  // namespace
}  // namespace portone
