// SPDX-License-Identifier: MIT
#include "domain/number_pattern.h"

#include <set>

#include "base/invariant.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

PatternValues Values(std::uint64_t number) {
  PatternValues values;
  values.gateway = "nice";
  values.mid = "nictest04m";
  values.at = testing::At("2020-10-06T15:02:51+09:00");
  values.requested_at = testing::At("2020-10-06T15:02:11+09:00");
  values.number = number;
  values.tid = "T1";
  values.imp_uid = "imp_1";
  values.amount = "100";
  return values;
}

TEST_CASE("number pattern: words are replaced, other text stays", "[domain]") {
  CHECK(FormatPattern("", Values(7)).empty());
  CHECK(FormatPattern("plain", Values(7)) == "plain");
  CHECK(FormatPattern("{gateway}-{mid}-{mid:5}!", Values(7)) == "nice-nictest04m-nicte!");
  CHECK(FormatPattern("{time} {time12} {date} {year}", Values(7)) ==
        "20201006150251 201006150251 20201006 20");
  CHECK(FormatPattern("{requested}", Values(7)) == "20201006150211");
  CHECK(FormatPattern("{tid}&{imp_uid}&{amount}/{p|m}", Values(7)) == "T1&imp_1&100/p");
}

TEST_CASE("number pattern: a link says whether the buyer was on a mobile device", "[domain]") {
  PatternValues values = Values(7);
  values.on_mobile = true;
  CHECK(FormatPattern("{p|m}", values) == "m");
}

TEST_CASE("number pattern: digits are those of the number, with leading zeros", "[domain]") {
  CHECK(FormatPattern("{digits:6}", Values(995'341)) == "995341");
  CHECK(FormatPattern("{digits:6}", Values(7)) == "000007");
  CHECK(FormatPattern("{digits:12}", Values(99'912'345'678'901'234U)) == "345678901234");
}

TEST_CASE("number pattern: random-looking parts depend only on the number", "[domain]") {
  for (const char* pattern :
       {"{hex:64}", "{alnum:5}", "{base64:64}", "{uuid}", "{digits:24}", "{digits:4}{digits:4}"}) {
    INFO(pattern);
    CHECK(FormatPattern(pattern, Values(7)) == FormatPattern(pattern, Values(7)));
    CHECK(FormatPattern(pattern, Values(7)) != FormatPattern(pattern, Values(8)));
  }
}

TEST_CASE("number pattern: the hash of several words is the one in recorded KakaoPay links",
          "[domain]") {
  PatternValues values;
  values.mid = "TC0ONETIME";
  values.tid = "T4eed00c2a5910121a36";
  values.imp_uid = "imp_154428151131";
  const char* const pattern = "{sha256:mid,tid,imp_uid,imp_uid}";
  CHECK(FormatPattern(pattern, values) ==
        "ea8251135346f17e836a9c0d569c286f4e717d117ed574e479389482b97a9fbd");
  values.mid = "TCSUBSCRIP";
  values.tid = "T30455640f56191586d2";
  values.imp_uid = "imp_416388481383";
  CHECK(FormatPattern(pattern, values) ==
        "435a11771e7dacb842767a9650e0e63f495ceafa97d595fccaef4c4699711769");
}

TEST_CASE("number pattern: each word uses a different part of the number", "[domain]") {
  const std::string twice = FormatPattern("{hex:8}{hex:8}", Values(7));
  CHECK(twice.substr(0, 8) != twice.substr(8));
}

TEST_CASE("number pattern: a uuid is a random one of version four", "[domain]") {
  const std::string uuid = FormatPattern("{uuid}", Values(12'345));
  REQUIRE(uuid.size() == 36);
  CHECK(uuid[14] == '4');
  CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
  CHECK(uuid.find_first_not_of("0123456789abcdef-") == std::string::npos);
}

TEST_CASE("number pattern: an unknown word or an unclosed brace is a bug in a table", "[domain]") {
  CHECK_THROWS_AS(FormatPattern("{nothing}", Values(7)), InvariantViolation);
  CHECK_THROWS_AS(FormatPattern("{sha256:mid,nothing}", Values(7)), InvariantViolation);
  CHECK_THROWS_AS(FormatPattern("{mid", Values(7)), InvariantViolation);
}

}  // namespace
}  // namespace portone
