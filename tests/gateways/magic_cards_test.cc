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
  const auto [number, card_outcome] = GENERATE(table<std::string, CardOutcome>({
      {"1111111111111111", CardOutcome::kUnknownBin},
      {"4092023012341234", CardOutcome::kWrongNumber},
      {"4000000000000341", CardOutcome::kDeclined},
      {"1234123412341234", CardOutcome::kGood},
      {"4092023012341235", CardOutcome::kGood},
      {"41111111111111", CardOutcome::kGood},
      {"411111111111111", CardOutcome::kGood},
  }));
  CAPTURE(number);
  CHECK(GetCardOutcome(GatewayRules{}, number, "2030-12") == card_outcome);
}

TEST_CASE("test cards: a malformed number matches no BIN", "[gateway][cards]") {
  const std::string number =
      GENERATE("", "4111111111111", "12341234123412341", "1234-1234-1234-1234", "123412341234123x",
               "none of your business");
  CAPTURE(number);
  CHECK(GetCardOutcome(GatewayRules{}, number, "2030-12") == CardOutcome::kUnknownBin);
}

TEST_CASE("test cards: only the format of an expiry is checked", "[gateway][cards]") {
  const auto [expiry, card_outcome] = GENERATE(table<std::string, CardOutcome>({
      {"2030-12", CardOutcome::kGood},
      {"2019-01", CardOutcome::kGood},
      {"2030-00", CardOutcome::kWrongExpiry},
      {"2030-13", CardOutcome::kWrongExpiry},
      {"2030/12", CardOutcome::kWrongExpiry},
      {"30-12", CardOutcome::kWrongExpiry},
      {"12-2030", CardOutcome::kWrongExpiry},
      {"2030-1x", CardOutcome::kWrongExpiry},
      {"", CardOutcome::kWrongExpiry},
  }));
  CAPTURE(expiry);
  CHECK(GetCardOutcome(GatewayRules{}, kGoodCard, expiry) == card_outcome);
}

TEST_CASE("test cards: a wrong number is reported before a wrong expiry, and that before a decline",
          "[gateway][cards]") {
  CHECK(GetCardOutcome(GatewayRules{}, kUnknownBinCard, "") == CardOutcome::kUnknownBin);
  CHECK(GetCardOutcome(GatewayRules{}, kWrongNumberCard, "") == CardOutcome::kWrongNumber);
  CHECK(GetCardOutcome(GatewayRules{}, kDecliningCard, "") == CardOutcome::kWrongExpiry);
}

TEST_CASE("test cards: wrong cards are refused at issue and declining ones when charged",
          "[gateway][cards]") {
  CHECK_FALSE(IsRefusedAtIssue(CardOutcome::kGood));
  CHECK(IsRefusedAtIssue(CardOutcome::kUnknownBin));
  CHECK(IsRefusedAtIssue(CardOutcome::kWrongNumber));
  CHECK(IsRefusedAtIssue(CardOutcome::kWrongExpiry));
  CHECK_FALSE(IsRefusedAtIssue(CardOutcome::kDeclined));
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
  CHECK(GetCardCompany(digits).code == code);
  CHECK(GetCardCompany(digits).name == name);
}

}  // namespace
}  // namespace portone::gateways
