// SPDX-License-Identifier: MIT
#include "web/window_replies.h"

#include <optional>
#include <utility>
#include <variant>

#include "api/serve.h"
#include "domain/errors.h"
#include "gateways/registry.h"
#include "json/writer.h"
#include "web/web_reply.h"
#include "web/window_state_json.h"

namespace portone::web {
namespace {

constexpr const char* kGone =
    "this window is gone: its sandbox was reset or removed, newer windows took its place, or it "
    "was never opened";

/// "http://localhost:12011", as the page has called.
std::string FindBase(const api::Request& request) {
  return (request.is_https ? "https://" : "http://") + std::string(api::FindHost(request));
}

/// A page without a callback function on a mobile learns of the end by redirect alone.
bool MustRedirect(const scenario::CheckoutRequest& request) {
  return !request.has_callback_function && request.device == Device::kMobile;
}

ShownAs FindShownAs(const scenario::CheckoutRequest& request, const PaymentWindow& window) {
  const WindowRules& rules = gateways::Get(window.state.payment.pg).window;
  const commands::Checkout& checkout = window.checkout;
  const bool asked =
      !rules.popup_parameter.empty() && checkout.order.extra.Flag(rules.popup_parameter);
  if (asked || (rules.popup_on_pc && checkout.device == Device::kPc)) return ShownAs::kPopup;
  const bool redirects = window.state.return_by == ReturnBy::kRedirect || MustRedirect(request);
  return checkout.redirect_url && redirects ? ShownAs::kPage : ShownAs::kFrame;
}

/// On a PC always a popup.
ShownAs FindShownAs(const scenario::CheckoutRequest& request, const CertificationWindow& window) {
  if (window.request.is_popup || request.device == Device::kPc) return ShownAs::kPopup;
  const bool redirects = window.state.return_by == ReturnBy::kRedirect || MustRedirect(request);
  return window.request.redirect_url && redirects ? ShownAs::kPage : ShownAs::kFrame;
}

}  // namespace

ShownAs FindShownAs(const OpenedWindow& window) {
  return std::visit([&](const auto& one) { return FindShownAs(window.request, one); },
                    window.window);
}

TierCode ReadTier(const OpeningRequest& opening) {
  if (!opening.tier || opening.tier->empty()) return {};
  return TierCode::Parse(*opening.tier).value_or(TierCode::Unknown());
}

api::Reply ResultReply(const PageResult& result) {
  json::Writer json;
  json.BeginObject();
  EncodeResult(json, result);
  json.EndObject();
  return JsonReply(json);
}

api::Reply OpenedReply(const BrowserCall& call, OpenedWindow window) {
  const ShownAs shown_as = FindShownAs(window);
  const std::string id = call.context.windows.Add(std::move(window));
  json::Writer json;
  json.BeginObject()
      .Field("id", id)
      .Field("url", FindBase(call.request) + "/_browser/windows/" + id)
      .Field("popup", shown_as == ShownAs::kPopup)
      .Field("leaves_page", shown_as == ShownAs::kPage)
      .EndObject();
  return JsonReply(json);
}

api::Reply GoneReply() {
  return ErrorReply(WebErrc::kNotFound, kGone);
}

api::Reply RefusalReply(const Error& error) {
  if (error.code == Errc::kPoisoned) return ErrorReply(WebErrc::kPoisoned, error.message);
  const bool is_gone =
      error.code == Errc::kPaymentNotFound || error.code == Errc::kCertificationNotFound;
  return is_gone ? GoneReply() : ErrorReply(WebErrc::kConflict, error.message);
}

}  // namespace portone::web
