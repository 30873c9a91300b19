// SPDX-License-Identifier: MIT
// The buyer's window without a browser: takes the parameters of request_pay, returns what the
// page's callback would receive.
#include "web/checkouts.h"

#include <array>
#include <optional>
#include <string>

#include "api/codec/payment_json.h"
#include "api/serve.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "scenario/checkout.h"

namespace portone::control {
namespace {

api::Reply CheckoutReply(api::ReplyWriter json, const web::CheckoutResult& result) {
  json.BeginObject().Key("callback");
  if (result.told.callback) {
    json.Raw(*result.told.callback);
  } else {
    json.Null();
  }
  json.Field("redirect_url", result.told.redirect_url).Key("payment");
  if (result.payment) {
    EncodePayment(json, *result.payment);
  } else {
    json.Null();
  }
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
  PORTONE_TRY(
      const web::CheckoutResult result,
      ToControlResult(web::RunCheckout(*sandbox, call.context.dispatcher.sender(), call.request,
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
