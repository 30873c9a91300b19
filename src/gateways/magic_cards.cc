// SPDX-License-Identifier: MIT
#include "gateways/magic_cards.h"

#include <algorithm>
#include <array>

#include "base/invariant.h"
#include "domain/card.h"
#include "domain/card_codes.h"

namespace portone::gateways {
namespace {

constexpr auto kTestCards = std::to_array<TestCard>({
    {"1111111111111111", CardCase::kUnknownBin, "no issuer for this number"},
    {"4092023012341234", CardCase::kWrongNumber, "unknown to the issuer"},
    {"4242424242424242", CardCase::kGood, "approves"},
    {"4242424242424241", CardCase::kWrongNumber, "wrong number"},
    {"4000000000000069", CardCase::kWrongExpiry, "wrong expiry date"},
    {"4000000000000127", CardCase::kWrongCvc, "wrong verification code"},
    {"4000000000000101", CardCase::kWrongCvc, "the verification code check fails"},
    {"4000000000000002", CardCase::kDeclined, "declined when charged"},
    {"4000000000000341", CardCase::kDeclined, "can be stored, and every charge is declined"},
    {"4000000000009995", CardCase::kInsufficientFunds, "insufficient funds"},
    {"4000000000009987", CardCase::kLost, "lost"},
    {"4000000000009979", CardCase::kStolen, "stolen"},
    {"4000000000006975", CardCase::kLimitExceeded, "over its limit"},
    {"4000000000000119", CardCase::kIssuerDown, "the issuer cannot be reached"},
});

struct CompanyPrefix {
  std::string_view prefix;
  std::string_view code;
};

constexpr auto kCompanyPrefixes = std::to_array<CompanyPrefix>({
    {"557042", "381"},
    {"542879", "366"},
    {"433012", "367"},
    {"954049", "361"},
});

constexpr std::string_view kDefaultCompany = "361";

}  // namespace

std::span<const TestCard> TestCards() {
  return kTestCards;
}

CardCase CaseOfCard(const GatewayRules& rules, std::string_view number, std::string_view expiry) {
  if (number.size() < 14 || number.size() > 16 || !AllDigits(number)) return CardCase::kUnknownBin;
  const auto card = std::find_if(kTestCards.begin(), kTestCards.end(),
                                 [number](const TestCard& row) { return row.digits == number; });
  const auto& good = rules.good_cards;
  const bool is_good =
      card == kTestCards.end() || std::find(good.begin(), good.end(), number) != good.end();
  const CardCase card_case = is_good ? CardCase::kGood : card->card_case;
  if (!RefusedAtIssue(card_case) && !IsExpiry(expiry)) return CardCase::kWrongExpiry;
  return card_case;
}

const StandardCode& CompanyOfCard(std::string_view digits) {
  const auto row =
      std::find_if(kCompanyPrefixes.begin(), kCompanyPrefixes.end(),
                   [digits](const CompanyPrefix& row) { return digits.starts_with(row.prefix); });
  const StandardCode* company =
      FindCardCompany(row == kCompanyPrefixes.end() ? kDefaultCompany : row->code);
  PORTONE_INVARIANT(company != nullptr, "a test card's company is in the table of companies");
  return *company;
}

const StandardCode& CompanyOfBuyer(const Parameters& params, const CardInput* card) {
  if (card != nullptr) return CompanyOfCard(card->number);
  const StandardCode* direct = FindCardCompany(params.Text("card.direct.code"));
  if (direct != nullptr) return *direct;
  for (std::size_t i = 0;; ++i) {
    const std::string one = "card.detail[" + std::to_string(i) + "]";
    if (!params.Has(one)) return CompanyOfCard(kBuyersCard);
    const StandardCode* company = FindCardCompany(params.Text(one + ".card_code"));
    if (company != nullptr && params.Flag(one + ".enabled")) return *company;
  }
}

}  // namespace portone::gateways
