// SPDX-License-Identifier: MIT
#include "commands/browser_windows.h"

#include <optional>
#include <utility>
#include <vector>

#include "commands/window_instalments.h"
#include "commands/window_settings.h"
#include "domain/merchant.h"

namespace portone::commands {
namespace {

std::vector<int> ListInstalments(const View& view, const WindowState& window) {
  const Payment& payment = window.payment;
  const Channel channel =
      ResolveChannel(view.world.merchant, {payment.channel_key, payment.pg, payment.pg_id, {}});
  return ListWindowInstalments(channel, payment, view.now);
}

}  // namespace

Result<BrowserWindow> Apply(Tx& tx, const OpenBrowserWindow& command) {
  BrowserWindow opened{.window = {}, .checkout = command.checkout};
  Checkout& checkout = opened.checkout;
  WindowSettings& settings = tx.world.merchant.windows;
  const std::optional<WindowOutcome> decision = FindDecision(settings);
  if (decision) {
    checkout.buyer_action = decision->buyer_action;
    opened.callback_is_lost = decision->callback_is_lost;
  }
  checkout.is_shown = !decision && !checkout.card_info;
  PORTONE_TRY(opened.window, Apply(tx, OpenCheckout{checkout}));
  if (decision) UseUpDecision(settings);
  if (checkout.is_shown) opened.window.instalments = ListInstalments(tx.view(), opened.window);
  if (opened.window.refusal || opened.window.is_abandoned) {
    opened.stage = WindowStage::kEnded;
  } else if (!checkout.is_shown && checkout.confirm_url) {
    opened.stage = WindowStage::kUnconfirmed;
  } else if (!checkout.is_shown) {
    PORTONE_TRY(opened.window,
                Apply(tx, ConcludeCheckout{std::move(opened.window), checkout, std::nullopt}));
    opened.stage = WindowStage::kEnded;
  }
  return opened;
}

}  // namespace portone::commands
