// SPDX-License-Identifier: MIT
// Test card numbers with a fixed outcome, and the card company of a number. The outcomes are the
// same for every gateway, except for numbers that a gateway's own test mode approves; the error
// texts are each gateway's own.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "domain/gateway_rules.h"
#include "domain/parameters.h"
#include "domain/standard_code.h"

namespace portone::gateways {

/// A card number with a fixed outcome.
struct TestCard {
  std::string_view digits;
  CardOutcome card_outcome;
  std::string_view meaning;  ///< one English phrase
  /// The charge is approved, but cancelling it is refused.
  std::optional<CancelRefusal> cancel_refusal{};
  bool is_check_card = false;
};

std::span<const TestCard> GetTestCards();

/// The outcome of a card at a gateway. A number of 14 to 16 digits that is not in the table is
/// approved, whatever its check digit; a number of another length matches no BIN. Only the format
/// of the expiry is checked ("2019-01" passes): advancing the clock does not expire a card.
// FIDELITY: test-cards
CardOutcome GetCardOutcome(const GatewayRules& rules, std::string_view number,
                           std::string_view expiry);

/// What is known from the first digits of a card number (the BIN).
struct BinInfo {
  const StandardCode& company;
  bool is_check = false;  ///< a check card, not a credit card
  /// The card_publisher_code, when that is another company than the issuer; else empty.
  std::string_view publisher_code;
};

/// Looks up a card number by its first digits; a credit card of the default company when no row
/// matches.
// FIDELITY: card-bins
BinInfo GetBinInfo(std::string_view digits);
/// The row of a number; null when it has none.
const TestCard* FindTestCard(std::string_view digits);

/// The card company of a number, by its prefix; BC카드 when no row matches.
const StandardCode& GetCardCompany(std::string_view digits);

/// The card that a buyer uses in a window by default: one of KB국민카드.
inline constexpr std::string_view kDefaultBuyerCard = "5570421234567221";

/// The company of the card used in a window. In this order: that of `card` unless it is null, the
/// company of card.direct, the first one that card.detail enables, KB국민카드.
// FIDELITY: window
const StandardCode& GetBuyerCardCompany(const Parameters& params, const CardInput* card);

}  // namespace portone::gateways
