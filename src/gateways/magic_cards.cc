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
    {"1111111111111111", CardOutcome::kUnknownBin, "no issuer for this number"},
    {"4092023012341234", CardOutcome::kWrongNumber, "unknown to the issuer"},
    {"4242424242424242", CardOutcome::kApproved, "is approved"},
    {"4242424242424241", CardOutcome::kWrongNumber, "wrong number"},
    {"4000000000000069", CardOutcome::kWrongExpiry, "wrong expiry date"},
    {"4000000000000127", CardOutcome::kWrongCvc, "wrong verification code"},
    {"4000000000000101", CardOutcome::kWrongCvc, "the verification code check fails"},
    {"4000000000000051", CardOutcome::kWrongPassword, "wrong password"},
    {"4000000000000044", CardOutcome::kWrongBirth, "wrong birth date or business number"},
    {"4000000000000036", CardOutcome::kTooManyPasswordTries, "too many wrong passwords"},
    {"4000000000000093", CardOutcome::kCardNotSupported, "of a company that is not accepted"},
    {"5570420000000006", CardOutcome::kKbOnTestMid, "of KB on a test merchant id"},
    {"4000000000000002", CardOutcome::kDeclined, "declined when charged"},
    {"4000000000000341", CardOutcome::kDeclined, "can be stored, and every charge is declined"},
    {"4000000000009995", CardOutcome::kInsufficientFunds, "insufficient funds"},
    {"4000000000009987", CardOutcome::kLost, "lost"},
    {"4000000000009979", CardOutcome::kStolen, "stolen"},
    {"4000000000006975", CardOutcome::kLimitExceeded, "over its limit"},
    {"4000000000000085", CardOutcome::kExpired, "expired after it was stored"},
    {"4000000000000077", CardOutcome::kRevoked, "withdrawn after it was stored"},
    {"4000000000000119", CardOutcome::kIssuerDown, "the issuer cannot be reached"},
    {"4000000000005126", CardOutcome::kApproved, "is cancelled at the gateway already",
     CancelRefusal::kAlreadyCancelledAtGateway},
    {"4000000000005134", CardOutcome::kApproved, "a check card that is cancelled in full only",
     CancelRefusal::kNoPartialCancelCheckCard, true},
    {"4000000000005142", CardOutcome::kApproved, "a refund exceeds the balance not yet paid out",
     CancelRefusal::kExceedsUnsettledAmount},
});

struct CompanyPrefix {
  std::string_view prefix;
  std::string_view code;
  bool is_check = false;
  std::string_view publisher_code{};
};

constexpr auto kCompanyPrefixes = std::to_array<CompanyPrefix>({
    {"557042", "381"},
    {"542879", "366"},
    {"433012", "367"},
    {"954049", "361"},
    {"546112", "371"},
    // Cards whose company and type were recorded.
    {"527289", "381", true},
    {"536510", "381", true, "090"},
    {"524242", "374", true},
    {"518185", "374"},
    {"404933", "367"},
    {"377989", "MAS"},
});

constexpr std::string_view kDefaultCompany = "361";

}  // namespace

std::span<const TestCard> GetTestCards() {
  return kTestCards;
}

const TestCard* FindTestCard(std::string_view digits) {
  const auto* const found =
      std::find_if(kTestCards.begin(), kTestCards.end(),
                   [digits](const TestCard& row) { return row.digits == digits; });
  return found == kTestCards.end() ? nullptr : found;
}

CardOutcome GetCardOutcome(const GatewayRules& rules, std::string_view number,
                           std::string_view expiry) {
  if (number.size() < 14 || number.size() > 16 || !AllDigits(number))
    return CardOutcome::kUnknownBin;
  const TestCard* const card = FindTestCard(number);
  const auto& approved = rules.approved_cards;
  const bool is_approved =
      card == nullptr || std::find(approved.begin(), approved.end(), number) != approved.end();
  const CardOutcome card_outcome = is_approved ? CardOutcome::kApproved : card->card_outcome;
  if (!IsRefusedAtIssue(card_outcome) && !IsExpiry(expiry)) return CardOutcome::kWrongExpiry;
  return card_outcome;
}

BinInfo GetBinInfo(std::string_view digits) {
  const auto row = std::find_if(
      kCompanyPrefixes.begin(), kCompanyPrefixes.end(),
      [digits](const CompanyPrefix& entry) { return digits.starts_with(entry.prefix); });
  const bool known = row != kCompanyPrefixes.end();
  const StandardCode* company = FindCardCompany(known ? row->code : kDefaultCompany);
  PORTONE_INVARIANT(company != nullptr, "a test card's company is in the table of companies");
  return {*company, known && row->is_check, known ? row->publisher_code : std::string_view()};
}

const StandardCode& GetCardCompany(std::string_view digits) {
  return GetBinInfo(digits).company;
}

const StandardCode& GetBuyerCardCompany(const Parameters& params, const CardInput* card) {
  if (card != nullptr) return GetCardCompany(card->number);
  const StandardCode* direct = FindCardCompany(params.Text("card.direct.code"));
  if (direct != nullptr) return *direct;
  for (std::size_t i = 0;; ++i) {
    const std::string line = "card.detail[" + std::to_string(i) + "]";
    if (!params.Has(line)) return GetCardCompany(kDefaultBuyerCard);
    const StandardCode* company = FindCardCompany(params.Text(line + ".card_code"));
    if (company != nullptr && params.Flag(line + ".enabled")) return *company;
  }
}

}  // namespace portone::gateways
