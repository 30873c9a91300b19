// SPDX-License-Identifier: MIT
// What a window leaves to its buyer, by the rules of its gateway and the parameters of its page.
// Pure functions.
#pragma once

#include <vector>

#include "commands/checkouts.h"
#include "commands/window_state.h"
#include "domain/gateway_rules.h"
#include "domain/payment_means.h"

namespace portone::web {

struct WindowChoices {
  std::vector<PayMethod> pay_methods;  ///< the one that was asked for first, then easy pays in it
  std::vector<FundingSource> means;  ///< the usual one first; empty for an account or a phone bill
  std::vector<int> instalments;      ///< months; 0: payment in full
  bool shows_card_form = false;      ///< a card is entered in it
  bool asks_for_bank = false;        ///< a bank is chosen in it
};

/// Of an open window that was looked up: `state` is as it is now.
WindowChoices GetWindowChoices(const GatewayRules& rules, const commands::Checkout& checkout,
                               const commands::WindowState& state);

}  // namespace portone::web
