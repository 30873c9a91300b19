// SPDX-License-Identifier: MIT
#include "commands/shown_windows.h"

#include <optional>
#include <utility>

namespace portone::commands {
namespace {

/// What the settings decide for the next window; nothing when it is shown.
std::optional<WindowOutcome> FindDecision(const WindowSettings& settings) {
  if (settings.always) return settings.always;
  if (settings.next.empty()) return std::nullopt;
  return settings.next.front();
}

void UseUpDecision(WindowSettings& settings) {
  if (!settings.always && !settings.next.empty()) settings.next.erase(settings.next.begin());
}

// What a person does where the settings say what a buyer does.

PersonAction ToPersonAction(const PayInWindow& /*action*/) {
  return CertifyInWindow{};
}
PersonAction ToPersonAction(const DeclineByName& /*action*/) {
  return CertificationRefusal::kNotIdentified;
}
template <class Action>
PersonAction ToPersonAction(const Action& action) {
  return action;
}

}  // namespace

Result<ShownWindow> Apply(Tx& tx, const ShowWindow& command) {
  ShownWindow shown{.window = {}, .checkout = command.checkout};
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

Result<ShownCertification> Apply(Tx& tx, const ShowCertification& command) {
  ShownCertification shown{.window = {}, .request = command.request};
  WindowSettings& settings = tx.world.merchant.windows;
  const std::optional<WindowOutcome> decision = FindDecision(settings);
  if (decision) {
    shown.request.action = std::visit([](const auto& action) { return ToPersonAction(action); },
                                      decision->buyer_action);
    shown.callback_is_lost = decision->callback_is_lost;
  }
  PORTONE_TRY(shown.window, Apply(tx, OpenCertification{shown.request}));
  if (decision) UseUpDecision(settings);
  shown.has_ended = decision || shown.window.page_refusal;
  if (decision && !shown.window.page_refusal) {
    PORTONE_TRY(shown.window,
                Apply(tx, ConcludeCertification{std::move(shown.window), shown.request}));
  }
  return shown;
}

}  // namespace portone::commands
