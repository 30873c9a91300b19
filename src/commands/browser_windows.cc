// SPDX-License-Identifier: MIT
#include "commands/browser_windows.h"

#include <optional>
#include <utility>

#include "commands/window_settings.h"

namespace portone::commands {

Result<BrowserWindow> Apply(Tx& tx, const OpenBrowserWindow& command) {
  BrowserWindow shown{.window = {}, .checkout = command.checkout};
  Checkout& checkout = shown.checkout;
  WindowSettings& settings = tx.world.merchant.windows;
  const std::optional<WindowOutcome> decision = FindDecision(settings);
  if (decision) {
    checkout.buyer_action = decision->buyer_action;
    shown.callback_is_lost = decision->callback_is_lost;
  }
  checkout.is_shown = !decision && !checkout.card_info;
  PORTONE_TRY(shown.window, Apply(tx, OpenCheckout{checkout}));
  if (decision) UseUpDecision(settings);
  if (shown.window.refusal || shown.window.is_abandoned) {
    shown.stage = WindowStage::kEnded;
  } else if (!checkout.is_shown && checkout.confirm_url) {
    shown.stage = WindowStage::kUnconfirmed;
  } else if (!checkout.is_shown) {
    PORTONE_TRY(shown.window,
                Apply(tx, ConcludeCheckout{std::move(shown.window), checkout, std::nullopt}));
    shown.stage = WindowStage::kEnded;
  }
  return shown;
}

}  // namespace portone::commands
