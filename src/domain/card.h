// SPDX-License-Identifier: MIT
// A card as presented, and the part of it that may be stored. The presented form never leaves the
// command that received it: no stored value holds a full number, a birth date or a password.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/gateway_facts.h"

namespace portone {

/// The card details as entered by the cardholder.
struct CardInput {
  std::string number;  ///< without dashes and spaces; not validated: may contain other characters
  std::string expiry;  ///< "YYYY-MM"; not validated
  std::optional<std::string> birth;
  std::optional<std::string> pwd_2digit;
  std::optional<std::string> cvc;
};

/// The part of a card that the service stores.
struct Card {
  std::string code;             ///< "361"
  std::string name;             ///< "BC카드"
  std::string number;           ///< masked in its gateway's format
  std::optional<int> type = 0;  ///< 0 credit, 1 check; absent: its gateway does not say
  CardOutcome charge_outcome = CardOutcome::kApproved;
  std::string publisher_code{};  ///< of the company that acquires for `code`; empty: the same
  std::optional<CancelRefusal> cancel_refusal{};  ///< why its payments cannot be cancelled
};

/// Whether the text is one or more ASCII digits.
inline bool AllDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether the text is "YYYY-MM" with an existing month.
inline bool IsExpiry(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return false;
  const std::string_view month = text.substr(5);
  return AllDigits(text.substr(0, 4)) && AllDigits(month) && month >= "01" && month <= "12";
}

}  // namespace portone
