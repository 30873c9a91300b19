// SPDX-License-Identifier: MIT
// A star matches any bytes and nothing else is special.
#include "base/wildcard.h"

#include <string>

#include "support/catch.h"

namespace portone::testing {
namespace {

TEST_CASE("wildcard: a star matches any characters and nothing else is special", "[base]") {
  const auto [pattern, text, matches] = GENERATE(table<std::string, std::string, bool>({
      {"order-1", "order-1", true},
      {"order-*", "order-1", true},
      {"order-*", "order-", true},
      {"order-*", "order", false},
      {"order-1*", "order-1", true},
      {"order-1", "order-12", false},
      {"order-1/", "order-1", false},
      {"*", "order-1", true},
      {"*", "", true},
      {"**", "/x", true},
      {"", "", true},
      {"", "/", false},
      {"a", "", false},
      {"*-1", "order-1", true},
      {"*-2", "order-1", false},
      {"o*r*1", "order-1", true},
      {"o*x*1", "order-1", false},
      {"*ab", "aaab", true},
      {"*abc*abd", "abcabcabd", true},
      {"ab*abab", "abab", false},
      {"/*/cancel", "/a/cancel/cancel", true},
      {"/*/cancel", "/a/cancel/not", false},
      {"*again*", "/subscribe/payments/again", true},
      {"a*b*c", "aXbXbXc", true},
      {"a*b*c", "aXcXb", false},
      {"a*b", "a**b", true},
      {"o?1", "o.1", false},
      {"주문-*", "주문-1", true},
      {"ORDER-*", "order-1", false},
  }));
  CAPTURE(pattern, text);
  CHECK(MatchesWildcard(pattern, text) == matches);
}

}  // namespace
}  // namespace portone::testing
