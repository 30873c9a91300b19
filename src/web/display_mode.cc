// SPDX-License-Identifier: MIT
#include "web/display_mode.h"

#include <variant>

#include "gateways/registry.h"
#include "web/page_result.h"

namespace portone::web {
namespace {

bool AsksForPopup(const PopupRule& rule, const Parameters& page) {
  if (rule.parameter.empty()) return false;
  return rule.by_default ? page.Text(rule.parameter) != "false" : page.Flag(rule.parameter);
}

DisplayMode GetDisplayMode(const scenario::CheckoutRequest& request, const PaymentWindow& window) {
  const commands::Checkout& checkout = window.checkout;
  const PopupRule rule =
      GetPopupRule(gateways::Get(window.state.payment.pg).window, checkout.device);
  if (rule.always || AsksForPopup(rule, checkout.order.extra)) return DisplayMode::kPopup;
  const bool redirects = window.state.return_by == ReturnBy::kRedirect || MustRedirect(request);
  return checkout.redirect_url && redirects ? DisplayMode::kPage : DisplayMode::kFrame;
}

DisplayMode GetDisplayMode(const scenario::CheckoutRequest& request,
                           const CertificationWindow& window) {
  if (GetCertificationPopupRule(request.device).always || window.request.is_popup)
    return DisplayMode::kPopup;
  const bool redirects = window.state.return_by == ReturnBy::kRedirect || MustRedirect(request);
  return window.request.redirect_url && redirects ? DisplayMode::kPage : DisplayMode::kFrame;
}

}  // namespace

PopupRule GetPopupRule(const WindowRules& rules, Device device) {
  return {rules.popup_on_pc && device == Device::kPc, rules.popup_parameter,
          rules.popup_by_default};
}

PopupRule GetCertificationPopupRule(Device device) {
  return {device == Device::kPc, "popup"};
}

DisplayMode GetDisplayMode(const OpenedWindow& window) {
  return std::visit([&](const auto& opened) { return GetDisplayMode(window.request, opened); },
                    window.window);
}

}  // namespace portone::web
