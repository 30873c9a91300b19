// SPDX-License-Identifier: MIT
// How a payment window ends: what the buyer does in it, and whether the page learns of it. A
// sandbox can decide it for windows that nobody looks at.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "domain/gateway_facts.h"
#include "domain/result.h"

namespace portone {

struct PayInWindow {
  friend bool operator==(const PayInWindow&, const PayInWindow&) = default;
};
struct CloseWindow {
  friend bool operator==(const CloseWindow&, const CloseWindow&) = default;
};
/// The buyer leaves the window open and never comes back: its page receives nothing.
struct AbandonWindow {
  friend bool operator==(const AbandonWindow&, const AbandonWindow&) = default;
};
/// The buyer pays, and the gateway declines.
using DeclineInWindow = GatewayError;
/// The same with the gateway's own text for the case.
struct DeclineByName {
  CardOutcome card_outcome = CardOutcome::kDeclined;
  friend bool operator==(const DeclineByName&, const DeclineByName&) = default;
};
/// What the buyer does in the window.
using BuyerAction =
    std::variant<PayInWindow, CloseWindow, AbandonWindow, DeclineInWindow, DeclineByName>;

/// Whether the window is left without a payment, before anybody is asked whether to charge.
inline bool GivesUp(const BuyerAction& action) {
  return std::holds_alternative<CloseWindow>(action) ||
         std::holds_alternative<AbandonWindow>(action);
}

struct WindowOutcome {
  BuyerAction buyer_action = PayInWindow{};
  bool callback_is_lost = false;  ///< the buyer pays, and the page is not told
  friend bool operator==(const WindowOutcome&, const WindowOutcome&) = default;
};

/// Whether a sandbox shows its windows to a buyer or decides how they end. By default all are
/// shown.
struct WindowSettings {
  std::optional<WindowOutcome> always{};  ///< of every window
  std::vector<WindowOutcome> next{};      ///< of the next windows, in order; used up
  friend bool operator==(const WindowSettings&, const WindowSettings&) = default;
};

}  // namespace portone
