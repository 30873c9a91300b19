// SPDX-License-Identifier: MIT
#include "web/display_mode.h"

#include <variant>

#include "gateways/registry.h"

namespace portone::web {
namespace {

/// A page without a callback function on a mobile learns of the end by redirect alone.
bool MustRedirect(const scenario::CheckoutRequest& request) {
  return !request.has_callback_function && request.device == Device::kMobile;
}

DisplayMode GetDisplayMode(const scenario::CheckoutRequest& request, const PaymentWindow& window) {
  const WindowRules& rules = gateways::Get(window.state.payment.pg).window;
  const commands::Checkout& checkout = window.checkout;
  const bool asked =
      !rules.popup_parameter.empty() && checkout.order.extra.Flag(rules.popup_parameter);
  if (asked || (rules.popup_on_pc && checkout.device == Device::kPc)) return DisplayMode::kPopup;
  const bool redirects = window.state.return_by == ReturnBy::kRedirect || MustRedirect(request);
  return checkout.redirect_url && redirects ? DisplayMode::kPage : DisplayMode::kFrame;
}

/// On a PC always a popup.
DisplayMode GetDisplayMode(const scenario::CheckoutRequest& request,
                           const CertificationWindow& window) {
  if (window.request.is_popup || request.device == Device::kPc) return DisplayMode::kPopup;
  const bool redirects = window.state.return_by == ReturnBy::kRedirect || MustRedirect(request);
  return window.request.redirect_url && redirects ? DisplayMode::kPage : DisplayMode::kFrame;
}

}  // namespace

DisplayMode GetDisplayMode(const OpenedWindow& window) {
  return std::visit([&](const auto& one) { return GetDisplayMode(window.request, one); },
                    window.window);
}

}  // namespace portone::web
