// SPDX-License-Identifier: MIT
// What the emulator knows about card numbers: the few that mean something by agreement, and whose
// card a number is. The same for every gateway but for those a gateway's own test mode calls good;
// each gateway has its own texts.
#pragma once

#include <span>
#include <string_view>

#include "domain/gateway_rules.h"
#include "domain/parameters.h"
#include "domain/standard_code.h"

namespace portone::gateways {

/// A number that means something.
struct TestCard {
  std::string_view digits;
  CardCase card_case;
  std::string_view meaning;  ///< one English phrase
};

std::span<const TestCard> TestCards();

/// Digits, at least one.
bool AllDigits(std::string_view text);
/// "YYYY-MM", of a month that there is.
bool IsExpiry(std::string_view text);

/// What happens to a card at a gateway. A number of 14 to 16 digits that is not in the table is
/// good, whatever its check digit; anything else is a number that no BIN matches. An expiry is
/// looked at for its form alone ("2019-01" passes): advancing the clock expires no card.
// FIDELITY: test-cards
CardCase CaseOfCard(const GatewayRules& rules, std::string_view number, std::string_view expiry);

/// The company behind a number, by its first digits; BC카드 when no row matches.
const StandardCode& CompanyOfCard(std::string_view digits);

/// What a buyer types into a window of whom nothing else is said: a card of KB국민카드.
inline constexpr std::string_view kBuyersCard = "5570421234567221";

/// Whose card pays in a window: that of the number that is `typed`, or else, when it is null, that
/// of the company to which card.direct leads, or else KB국민카드.
// FIDELITY: window
const StandardCode& CompanyOfBuyer(const Parameters& said, const CardInput* typed);

}  // namespace portone::gateways
