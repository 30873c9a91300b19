// SPDX-License-Identifier: MIT
// All test values with a fixed effect (cards, card verification codes, the test header) in one
// list, for people to look up. Built from the tables that give them their effect.
#pragma once

#include <string>
#include <vector>

namespace portone::gateways {

struct MagicValue {
  std::string where;    ///< "card_number", "cvc", "X-PortOne-Test-Code"
  std::string value;    ///< "4000-0000-0000-9995"
  std::string gateway;  ///< a gateway's code, or "every gateway"
  std::string layer;    ///< "approve", "issue", "charge", "review"
  std::string effect;   ///< one English sentence without a full stop
};

/// Cards first, in the order of their table; then the gateways' own codes; then the header.
// FIDELITY: test-cards
std::vector<MagicValue> CollectMagicValues();

}  // namespace portone::gateways
