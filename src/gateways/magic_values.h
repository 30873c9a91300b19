// SPDX-License-Identifier: MIT
// Everything that means something by agreement, in one list: for people who look it up. Each row
// comes from the data that gives it its meaning.
#pragma once

#include <string>
#include <vector>

namespace portone::gateways {

struct MagicValue {
  std::string where;   ///< "card_number", "cvc", "X-PortOne-Test-Code"
  std::string value;   ///< "4000-0000-0000-9995"
  std::string at;      ///< a gateway's code, or "every gateway"
  std::string layer;   ///< "approve", "issue", "charge", "review"
  std::string effect;  ///< one English sentence without a full stop
};

/// Cards first, in the order of their table; then the gateways' own codes; then the header.
// FIDELITY: test-cards
std::vector<MagicValue> MagicValues();

}  // namespace portone::gateways
