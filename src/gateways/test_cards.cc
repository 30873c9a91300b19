// SPDX-License-Identifier: MIT
#include "gateways/test_cards.h"

#include <algorithm>
#include <array>

namespace portone::gateways {
namespace {

struct TestCard {
  std::string_view digits;
  CardCase card_case;
};

constexpr std::array<TestCard, 3> kTestCards{{
    {"1111111111111111", CardCase::kUnknownBin},
    {"4092023012341234", CardCase::kWrongNumber},
    {"4000000000000341", CardCase::kDeclined},
}};

struct CompanyRow {
  std::string_view first_digits;
  CardCompany company;
};

constexpr std::array<CompanyRow, 4> kCompanies{{
    {"557042", {"381", "KB국민카드"}},
    {"542879", {"366", "신한카드"}},
    {"433012", {"367", "현대카드"}},
    {"954049", {"361", "BC카드"}},
}};

constexpr CardCompany kOtherCompany{"361", "BC카드"};

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "YYYY-MM".
bool IsExpiry(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return false;
  const std::string_view month = text.substr(5);
  return AllDigits(text.substr(0, 4)) && AllDigits(month) && month >= "01" && month <= "12";
}

}  // namespace

CardCase CaseOfCard(std::string_view number, std::string_view expiry) {
  if (number.size() < 14 || number.size() > 16 || !AllDigits(number)) return CardCase::kUnknownBin;
  const auto card = std::find_if(kTestCards.begin(), kTestCards.end(),
                                 [number](const TestCard& row) { return row.digits == number; });
  const CardCase card_case = card == kTestCards.end() ? CardCase::kGood : card->card_case;
  if (!RefusedAtIssue(card_case) && !IsExpiry(expiry)) return CardCase::kWrongExpiry;
  return card_case;
}

CardCompany CompanyOfCard(std::string_view digits) {
  for (const CompanyRow& row : kCompanies) {
    if (digits.starts_with(row.first_digits)) return row.company;
  }
  return kOtherCompany;
}

}  // namespace portone::gateways
