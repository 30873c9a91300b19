// SPDX-License-Identifier: MIT
// The buyer's window without a browser: takes the parameters of request_pay or certification,
// returns what the page's callback would receive.
#include "web/checkouts.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/payment_json.h"
#include "api/serve.h"
#include "control/certification_window.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "scenario/checkout.h"

namespace portone::control {
namespace {

api::Reply CheckoutReply(api::ReplyWriter json, const web::CheckoutResult& result) {
  json.BeginObject().Key("callback");
  if (result.page.callback) {
    json.Raw(*result.page.callback);
  } else {
    json.Null();
  }
  json.Field("redirect_url", result.page.redirect_url).Key("payment");
  if (result.payment) {
    EncodePayment(json, *result.payment);
  } else {
    json.Null();
  }
  json.EndObject();
  return JsonReply(json);
}

/// Funds that the buyer's way to pay does not have are a mistake in this call's own `pays_with`.
ControlResult<web::CheckoutResult> ToCheckoutResult(Result<web::CheckoutResult> result) {
  if (!result.ok() && result.error().code == Errc::kMeansUnsupported) {
    return ControlError{ControlErrc::kInvalidParameter, result.error().message, "pays_with"};
  }
  return ToControlResult(std::move(result));
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
  PORTONE_TRY(
      const web::CheckoutResult result,
      ToCheckoutResult(web::RunCheckout(*sandbox, call.context.dispatcher.sender(), call.request,
                                        api::ReadTierHeader(call.request), checkout_request)));
  return CheckoutReply(api::ReplyWriter(api::MakeReplyOptions(call.request, *sandbox)), result);
}

constexpr std::array kCheckoutRoutes{
    ControlRoute{Method::kPost, "/checkouts", Checkout, Waiting::kForOthers, UnknownKey::kOpens},
};

}  // namespace

std::span<const ControlRoute> CheckoutRoutes() {
  return kCheckoutRoutes;
}

}  // namespace portone::control
