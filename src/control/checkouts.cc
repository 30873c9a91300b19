// SPDX-License-Identifier: MIT
// The buyer's window without a browser: takes the parameters of request_pay or certification,
// returns what the page's callback would receive.
#include "web/checkouts.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/certification_json.h"
#include "api/codec/payment_json.h"
#include "api/serve.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "scenario/checkout.h"
#include "web/certification_window.h"
#include "web/page_result.h"

namespace portone::control {
namespace {

api::Reply MakePaymentReply(api::ReplyWriter json, const web::CheckoutResult& result) {
  json.BeginObject();
  web::EncodeResult(json, result.page);
  json.Key("payment");
  if (result.payment) {
    EncodePayment(json, *result.payment);
  } else {
    json.Null();
  }
  json.EndObject();
  return MakeJsonReply(json);
}

api::Reply MakeCertificationReply(api::ReplyWriter json, const web::CertificationResult& result) {
  json.BeginObject();
  web::EncodeResult(json, result.page);
  json.Key("certification");
  if (result.certification) {
    EncodeCertification(json, *result.certification);
  } else {
    json.Null();
  }
  json.EndObject();
  return MakeJsonReply(json);
}

/// Funds, a bank and a receipt that the buyer's way to pay does not have are mistakes in this
/// call's own `pays_with`, `bank_code` and `cash_receipt`.
ControlResult<web::CheckoutResult> ToCheckoutResult(Result<web::CheckoutResult> result) {
  if (result.ok()) return ToControlResult(std::move(result));
  const auto name_parameter = [&result](const char* parameter) {
    return ControlError{ControlErrc::kInvalidParameter, result.error().message, parameter};
  };
  const Errc code = result.error().code;
  if (code == Errc::kPaymentMeansUnsupported) return name_parameter("pays_with");
  if (code == Errc::kBankNotApplicable) return name_parameter("bank_code");
  if (code == Errc::kReceiptNotApplicable) return name_parameter("cash_receipt");
  return ToControlResult(std::move(result));
}

ControlResult<api::Reply> Checkout(ControlCall& call) {
  PORTONE_RETURN_IF_ERROR(CheckMemory(call.context.registry));
  scenario::CheckoutRequest checkout_request;
  PORTONE_RETURN_IF_ERROR(ReadBody(call.request, [&checkout_request](json::StrictObject& object) {
    checkout_request = scenario::ReadCheckout(object);
  }));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const TierCode tier = api::ReadTierHeader(call.request);
  api::ReplyWriter json(api::MakeReplyOptions(call.request, *sandbox));
  if (checkout_request.kind == scenario::CheckoutKind::kCertification) {
    PORTONE_TRY(
        const web::CertificationResult result,
        ToControlResult(web::RunCertification(*sandbox, call.request, tier, checkout_request)));
    return MakeCertificationReply(std::move(json), result);
  }
  PORTONE_TRY(const web::CheckoutResult result,
              ToCheckoutResult(web::RunCheckout(*sandbox, call.context.dispatcher.sender(),
                                                call.request, tier, checkout_request)));
  return MakePaymentReply(std::move(json), result);
}

constexpr std::array kCheckoutRoutes{
    ControlRoute{Method::kPost, "/checkouts", Checkout, ControlWait::kForMerchant,
                 UnknownKey::kOpensSandbox},
};

}  // namespace

std::span<const ControlRoute> CheckoutRoutes() {
  return kCheckoutRoutes;
}

}  // namespace portone::control
