// SPDX-License-Identifier: MIT
// The buyer's window without a browser: takes the parameters of request_pay, returns what the
// page's callback would receive.
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

Result<commands::Checkout> Decode(const api::Request& request,
                                  const scenario::CheckoutRequest& checkout_request,
                                  Tolerance tolerance) {
  PORTONE_TRY(commands::Checkout checkout,
              api::DecodeCheckout(api::Fields(checkout_request.params, "", tolerance)));
  checkout.buyer = checkout_request.buyer;
  checkout.device = checkout_request.device;
  checkout.pays_with = checkout_request.pays_with;
  checkout.user_agent = api::ReadUserAgent(request);
  if (!checkout_request.card) return checkout;
  const api::Fields card(*checkout_request.card, "card.");
  PORTONE_TRY(const auto quota, card.OptionalInteger("quota", 0, 99));
  if (quota) checkout.order.card_quota = static_cast<int>(*quota);
  if (card.Has("number")) {
    PORTONE_TRY(checkout.buyers_card, api::DecodeEnteredCard(card));
  }
  return checkout;
}

/// The parts of a checkout that are known when its parameters are invalid.
commands::Checkout MakePartialCheckout(const scenario::CheckoutRequest& checkout_request) {
  commands::Checkout checkout;
  if (checkout_request.params.contains("merchant_uid") &&
      checkout_request.params["merchant_uid"].is_string()) {
    checkout.order.merchant_uid =
        MerchantUid(checkout_request.params["merchant_uid"].get<std::string>());
  }
  return checkout;
}

ControlResult<api::Reply> RefusalReply(const commands::Checkout& checkout, const Error& error) {
  if (error.code == Errc::kPoisoned) return ToControlError(error);
  api::ReplyWriter json;
  json.BeginObject().Key("callback");
  EncodeCallback(json, checkout, error);
  json.Field("redirect_url", nullptr).Field("payment", nullptr).EndObject();
  return JsonReply(json);
}

api::Reply WindowReply(api::ReplyWriter json, const commands::Checkout& checkout,
                       const commands::WindowState& window, bool callback_is_lost) {
  const bool redirects = window.return_by == ReturnBy::kRedirect && checkout.redirect_url;
  json.BeginObject().Key("callback");
  if (redirects || callback_is_lost) {
    json.Null();
  } else {
    EncodeCallback(json, window);
  }
  json.Key("redirect_url");
  if (redirects && !callback_is_lost) {
    json.Text(api::MakeRedirectUrl(*checkout.redirect_url, window));
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
  const TierCode tier = api::ReadTierHeader(call.request);
  const Result<Done> known_tier = CheckTier(sandbox->engine, tier);
  if (!known_tier.ok())
    return RefusalReply(MakePartialCheckout(checkout_request), known_tier.error());
  const Result<commands::Checkout> checkout =
      Decode(call.request, checkout_request, sandbox->engine.tolerance());
  if (!checkout.ok()) return RefusalReply(MakePartialCheckout(checkout_request), checkout.error());
  const auto window = RunCheckout(*sandbox, call.context.dispatcher.sender(),
                                  MakeCause(call.request, tier), checkout.value());
  if (!window.ok()) return RefusalReply(checkout.value(), window.error());
  return WindowReply(api::ReplyWriter(api::MakeReplyOptions(call.request, *sandbox)),
                     checkout.value(), window.value(), checkout_request.callback_is_lost);
}

constexpr std::array kCheckoutRoutes{
    ControlRoute{Method::kPost, "/checkouts", Checkout, Waiting::kForOthers, UnknownKey::kOpens},
};

}  // namespace

std::span<const ControlRoute> CheckoutRoutes() {
  return kCheckoutRoutes;
}

}  // namespace portone::control
