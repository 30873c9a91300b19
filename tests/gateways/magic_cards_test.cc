// SPDX-License-Identifier: MIT
#include "gateways/magic_cards.h"

#include <string>
#include <tuple>

#include "support/world_builder.h"

namespace portone::gateways {
namespace {

using testing::kDecliningCard;
using testing::kGoodCard;
using testing::kUnknownBinCard;
using testing::kWrongNumberCard;

TEST_CASE("test cards: the listed numbers fail and all others are good", "[gateway][cards]") {
  const auto [number, card_case] = GENERATE(table<std::string, CardCase>({
      {"1111111111111111", CardCase::kUnknownBin},
      {"4092023012341234", CardCase::kWrongNumber},
      {"4000000000000341", CardCase::kDeclined},
      {"1234123412341234", CardCase::kGood},
      {"4092023012341235", CardCase::kGood},
      {"41111111111111", CardCase::kGood},
      {"411111111111111", CardCase::kGood},
  }));
  CAPTURE(number);
  CHECK(CaseOfCard(GatewayRules{}, number, "2030-12") == card_case);
}

TEST_CASE("test cards: a malformed number matches no BIN", "[gateway][cards]") {
  const std::string number =
      GENERATE("", "4111111111111", "12341234123412341", "1234-1234-1234-1234", "123412341234123x",
               "none of your business");
  CAPTURE(number);
  CHECK(CaseOfCard(GatewayRules{}, number, "2030-12") == CardCase::kUnknownBin);
}

TEST_CASE("test cards: only the format of an expiry is checked", "[gateway][cards]") {
  const auto [expiry, card_case] = GENERATE(table<std::string, CardCase>({
      {"2030-12", CardCase::kGood},
      {"2019-01", CardCase::kGood},
      {"2030-00", CardCase::kWrongExpiry},
      {"2030-13", CardCase::kWrongExpiry},
      {"2030/12", CardCase::kWrongExpiry},
      {"30-12", CardCase::kWrongExpiry},
      {"12-2030", CardCase::kWrongExpiry},
      {"2030-1x", CardCase::kWrongExpiry},
      {"", CardCase::kWrongExpiry},
  }));
  CAPTURE(expiry);
  CHECK(CaseOfCard(GatewayRules{}, kGoodCard, expiry) == card_case);
}

TEST_CASE("test cards: a wrong number is reported before a wrong expiry, and that before a decline",
          "[gateway][cards]") {
  CHECK(CaseOfCard(GatewayRules{}, kUnknownBinCard, "") == CardCase::kUnknownBin);
  CHECK(CaseOfCard(GatewayRules{}, kWrongNumberCard, "") == CardCase::kWrongNumber);
  CHECK(CaseOfCard(GatewayRules{}, kDecliningCard, "") == CardCase::kWrongExpiry);
}

TEST_CASE("test cards: wrong cards are refused at issue and declining ones when charged",
          "[gateway][cards]") {
  CHECK_FALSE(RefusedAtIssue(CardCase::kGood));
  CHECK(RefusedAtIssue(CardCase::kUnknownBin));
  CHECK(RefusedAtIssue(CardCase::kWrongNumber));
  CHECK(RefusedAtIssue(CardCase::kWrongExpiry));
  CHECK_FALSE(RefusedAtIssue(CardCase::kDeclined));
}

TEST_CASE("test cards: the prefix determines the card company", "[gateway][cards]") {
  const auto [digits, code, name] = GENERATE(table<std::string, std::string, std::string>({
      {"5570420000007221", "381", "KB국민카드"},
      {"5428790000000000", "366", "신한카드"},
      {"4330120000000000", "367", "현대카드"},
      {"9540490012341569", "361", "BC카드"},
      {"1234123412341234", "361", "BC카드"},
      {"55704", "361", "BC카드"},
  }));
  CAPTURE(digits);
  CHECK(CompanyOfCard(digits).code == code);
  CHECK(CompanyOfCard(digits).name == name);
}

}  // namespace
}  // namespace portone::gateways
