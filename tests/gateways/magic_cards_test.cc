// SPDX-License-Identifier: MIT
#include "gateways/magic_cards.h"

#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "support/test_sandbox.h"

namespace portone::gateways {
namespace {

using testing::kDecliningCard;
using testing::kGoodCard;
using testing::kUnknownBinCard;
using testing::kWrongNumberCard;

using Outcomes = std::vector<std::pair<std::string_view, CardOutcome>>;

TEST_CASE("test cards: each listed number has its outcome", "[gateway][cards]") {
  const Outcomes outcomes{
      {"1111111111111111", CardOutcome::kUnknownBin},
      {"4092023012341234", CardOutcome::kWrongNumber},
      {"4242424242424242", CardOutcome::kApproved},
      {"4242424242424241", CardOutcome::kWrongNumber},
      {"4000000000000069", CardOutcome::kWrongExpiry},
      {"4000000000000127", CardOutcome::kWrongCvc},
      {"4000000000000101", CardOutcome::kWrongCvc},
      {"4000000000000051", CardOutcome::kWrongPassword},
      {"4000000000000044", CardOutcome::kWrongBirth},
      {"4000000000000036", CardOutcome::kTooManyPasswordTries},
      {"4000000000000093", CardOutcome::kCardNotSupported},
      {"5570420000000006", CardOutcome::kKbOnTestMid},
      {"4000000000000002", CardOutcome::kDeclined},
      {"4000000000000341", CardOutcome::kDeclined},
      {"4000000000009995", CardOutcome::kInsufficientFunds},
      {"4000000000009987", CardOutcome::kLost},
      {"4000000000009979", CardOutcome::kStolen},
      {"4000000000006975", CardOutcome::kLimitExceeded},
      {"4000000000000085", CardOutcome::kExpired},
      {"4000000000000077", CardOutcome::kRevoked},
      {"4000000000000119", CardOutcome::kIssuerDown},
      {"4000000000005126", CardOutcome::kApproved},
      {"4000000000005134", CardOutcome::kApproved},
      {"4000000000005142", CardOutcome::kApproved},
  };
  CHECK(outcomes.size() == GetTestCards().size());
  for (const auto& [number, outcome] : outcomes) {
    CAPTURE(number);
    CHECK(GetCardOutcome(GatewayRules{}, number, "2030-12") == outcome);
  }
}

TEST_CASE("test cards: every other number is approved, and so are a gateway's own good cards",
          "[gateway][cards]") {
  for (const std::string_view number :
       {"1234123412341234", "4092023012341235", "41111111111111", "411111111111111"}) {
    CAPTURE(number);
    CHECK(GetCardOutcome(GatewayRules{}, number, "2030-12") == CardOutcome::kApproved);
  }
  for (const TestCard& card : GetTestCards()) {
    CAPTURE(card.digits);
    const GatewayRules rules{.approved_cards = std::span(&card.digits, 1)};
    CHECK(GetCardOutcome(rules, card.digits, "2030-12") == CardOutcome::kApproved);
  }
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
      {"2030-12", CardOutcome::kApproved},
      {"2019-01", CardOutcome::kApproved},
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

TEST_CASE("test cards: invalid cards are refused at issue and declining ones when charged",
          "[gateway][cards]") {
  for (const CardOutcome refused :
       {CardOutcome::kUnknownBin, CardOutcome::kWrongNumber, CardOutcome::kWrongExpiry,
        CardOutcome::kWrongCvc, CardOutcome::kWrongPassword, CardOutcome::kWrongBirth,
        CardOutcome::kTooManyPasswordTries, CardOutcome::kCardNotSupported,
        CardOutcome::kKbOnTestMid})
    CHECK(IsRefusedAtIssue(refused));
  for (const CardOutcome stored :
       {CardOutcome::kApproved, CardOutcome::kDeclined, CardOutcome::kInsufficientFunds,
        CardOutcome::kLimitExceeded, CardOutcome::kLost, CardOutcome::kStolen,
        CardOutcome::kExpired, CardOutcome::kIssuerDown, CardOutcome::kRevoked})
    CHECK_FALSE(IsRefusedAtIssue(stored));
}

TEST_CASE("test cards: the prefix determines the card company", "[gateway][cards]") {
  const auto [digits, code, name] = GENERATE(table<std::string, std::string, std::string>({
      {"5570420000007221", "381", "KB국민카드"},
      {"5428790000000000", "366", "신한카드"},
      {"4330120000000000", "367", "현대카드"},
      {"9540490012341569", "361", "BC카드"},
      {"5461120000000000", "371", "NH카드"},
      {"1234123412341234", "361", "BC카드"},
      {"55704", "361", "BC카드"},
  }));
  CAPTURE(digits);
  CHECK(GetCardCompany(digits).code == code);
  CHECK(GetCardCompany(digits).name == name);
}

}  // namespace
}  // namespace portone::gateways
