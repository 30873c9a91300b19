// SPDX-License-Identifier: MIT
// The buyer's window without a browser: takes the parameters of request_pay or certification,
// returns what the page's callback would receive.
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/callback_json.h"
#include "api/codec/payment_json.h"
#include "api/decode.h"
#include "api/decode_checkout.h"
#include "api/serve.h"
#include "commands/tiers.h"
#include "control/certification_window.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/payment_window.h"
#include "domain/errors.h"
#include "json/json.h"
#include "scenario/checkout.h"

namespace portone::control {
namespace {

/// Errors: TierNotFound. A request without the header Tier is the merchant's own.
Result<Done> CheckTier(engine::Engine& engine, TierCode tier) {
  if (tier.empty()) return Done{};
  PORTONE_RETURN_IF_ERROR(engine.Query(commands::ReadTier{tier}));
  return Done{};
}

/// The buyer's browser: as stated, else the caller's if it is one, else one of the device.
// FIDELITY: window
std::string ChooseUserAgent(const api::Request& request,
                            const scenario::CheckoutRequest& checkout_request) {
  constexpr const char* kOnPc =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/120.0.0.0 Safari/537.36";
  constexpr const char* kOnMobile =
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/120.0.0.0 Mobile Safari/537.36";
  if (checkout_request.user_agent) return *checkout_request.user_agent;
  const std::optional<std::string> callers = api::ReadUserAgent(request);
  if (callers && callers->starts_with("Mozilla/")) return *callers;
  return checkout_request.device == Device::kMobile ? kOnMobile : kOnPc;
}

Result<commands::Checkout> Decode(const api::Request& request,
                                  const scenario::CheckoutRequest& checkout_request,
                                  Tolerance tolerance) {
  PORTONE_TRY(commands::Checkout checkout,
              api::DecodeCheckout(api::Fields(checkout_request.params, "", tolerance)));
  checkout.buyer_action = checkout_request.buyer_action;
  checkout.device = checkout_request.device;
  checkout.pays_with = checkout_request.pays_with;
  checkout.user_agent = ChooseUserAgent(request, checkout_request);
  if (checkout_request.card_quota) checkout.order.card_quota = *checkout_request.card_quota;
  checkout.buyers_card = checkout_request.card;
  return checkout;
}

/// The text of a parameter as the page sent it, valid or not.
std::optional<std::string> FindText(const Json& params, const char* name) {
  const auto found = params.find(name);
  if (found == params.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

ChannelChoice ReadChannel(const Json& params) {
  ChannelChoice choice;
  choice.pg = FindText(params, "pg");
  for (const char* name : {"channelKey", "channel_key"}) {
    if (auto key = FindText(params, name)) choice.channel_key = ChannelKey(*std::move(key));
  }
  return choice;
}

/// Whether the window would take the place of the page.
bool LeavesPage(const scenario::CheckoutRequest& request) {
  const auto popup = request.params.find("popup");
  return request.device == Device::kMobile || (popup != request.params.end() && *popup == false);
}

/// A window that was not opened: by callback, or where the page has none by redirect if the window
/// would have redirected.
ControlResult<api::Reply> RefusalReply(engine::Engine& engine,
                                       const scenario::CheckoutRequest& request,
                                       const Error& error) {
  if (error.code == Errc::kPoisoned) return ToControlError(error);
  if (error.code == Errc::kMeansUnsupported) {
    return ControlError{ControlErrc::kInvalidParameter, error.message, "pays_with"};
  }
  const ChannelChoice choice = ReadChannel(request.params);
  const auto format = engine.Query(commands::GetReturnFormat{choice});
  const commands::ReturnFormat page = format.ok() ? format.value() : commands::ReturnFormat{};
  const MerchantUid merchant_uid(FindText(request.params, "merchant_uid").value_or(""));
  const PageRefusal refusal = MakePageRefusal(
      page.callback, error, merchant_uid, choice.pg.value_or(""), choice.channel_key.has_value());
  api::ReplyWriter json;
  json.BeginObject().Key("callback");
  if (request.has_callback_function) {
    EncodeCallback(json, page.callback, merchant_uid, refusal);
  } else {
    json.Null();
  }
  json.Key("redirect_url");
  if (!request.has_callback_function && (page.redirects || LeavesPage(request))) {
    const auto url = FindText(request.params, "m_redirect_url");
    json.Text(api::MakeRedirectUrl(url, merchant_uid, refusal));
  } else {
    json.Null();
  }
  json.Field("payment", nullptr).EndObject();
  return JsonReply(json);
}

/// Which ways the page learns of a window's end.
struct Told {
  bool by_callback = false;
  bool by_redirect = false;
};

Told ChooseTold(const scenario::CheckoutRequest& request, const commands::Checkout& checkout,
                const commands::WindowState& window) {
  if (window.is_abandoned || request.callback_is_lost) return {};
  const bool has_function = request.has_callback_function;
  const bool redirects = window.return_by == ReturnBy::kRedirect;
  if (checkout.redirect_url) {
    // Told by callback for lack of the gateway's page: a page without a function is redirected.
    if (redirects || (!has_function && LeavesPage(request))) return {false, true};
    return {has_function, false};
  }
  if (has_function) return {true, false};
  // The service's own page. Of a success that it is told by callback the script tells nobody.
  return {false, redirects || (LeavesPage(request) && window.told)};
}

api::Reply WindowReply(api::ReplyWriter json, const scenario::CheckoutRequest& request,
                       const commands::Checkout& checkout, const commands::WindowState& window) {
  const Told told = ChooseTold(request, checkout, window);
  json.BeginObject().Key("callback");
  if (told.by_callback) {
    EncodeCallback(json, window);
  } else {
    json.Null();
  }
  json.Key("redirect_url");
  if (told.by_redirect) {
    json.Text(api::MakeRedirectUrl(checkout.redirect_url, window));
  } else {
    json.Null();
  }
  json.Key("payment");
  EncodePayment(json, window.payment);
  json.EndObject();
  return JsonReply(json);
}

ControlResult<api::Reply> Checkout(ControlCall& call) {
  PORTONE_RETURN_IF_ERROR(CheckMemory(call.context.directory));
  scenario::CheckoutRequest checkout_request;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&checkout_request](json::StrictObject& object) {
    checkout_request = scenario::ReadCheckout(object);
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (checkout_request.kind == scenario::CheckoutKind::kCertification)
    return RunCertification(call.request, *sandbox, checkout_request);
  const TierCode tier = api::ReadTierHeader(call.request);
  const Result<Done> known_tier = CheckTier(sandbox->engine, tier);
  if (!known_tier.ok()) return RefusalReply(sandbox->engine, checkout_request, known_tier.error());
  const Result<commands::Checkout> checkout =
      Decode(call.request, checkout_request, sandbox->engine.tolerance());
  if (!checkout.ok()) return RefusalReply(sandbox->engine, checkout_request, checkout.error());
  const auto window = RunCheckout(*sandbox, call.context.dispatcher.sender(),
                                  MakeCause(call.request, tier), checkout.value());
  if (!window.ok()) return RefusalReply(sandbox->engine, checkout_request, window.error());
  return WindowReply(api::ReplyWriter(api::MakeReplyOptions(call.request, *sandbox)),
                     checkout_request, checkout.value(), window.value());
}

constexpr std::array kCheckoutRoutes{
    ControlRoute{Method::kPost, "/checkouts", Checkout, Waiting::kForOthers, UnknownKey::kOpens},
};

}  // namespace

std::span<const ControlRoute> CheckoutRoutes() {
  return kCheckoutRoutes;
}

}  // namespace portone::control
