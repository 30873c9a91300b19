// SPDX-License-Identifier: MIT
// One list of all test values with a fixed effect (cards, card verification codes, the test
// header), for reference. It is built from the tables that give the values their effects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/gateway_rules.h"

namespace portone::gateways {

struct MagicValue {
  std::string where;    ///< "card_number", "cvc", "X-PortOne-Test-Code"
  std::string value;    ///< "4000-0000-0000-9995"
  std::string gateway;  ///< a gateway's code, or "every gateway"
  std::string stage;    ///< "approve", "issue", "charge", "cancel", "review"
  std::string effect;   ///< one English sentence without a full stop
};

/// Cards first, in the order of their table; then the gateways' own codes; then the header.
// FIDELITY: test-cards
std::vector<MagicValue> CollectMagicValues();

/// The error text with which a gateway expresses a named refusal.
struct RefusalText {
  std::string_view name;   ///< "insufficient_funds"
  std::string_view stage;  ///< "issue", "charge", "cancel"
  ErrorText text;          ///< the gateway's own
  TextSource source;
};

/// Every named refusal as the gateway refuses it, in one order for all gateways.
// FIDELITY: named-refusals
std::vector<RefusalText> CollectRefusals(const GatewayRules& rules);

}  // namespace portone::gateways
