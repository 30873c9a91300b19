// SPDX-License-Identifier: MIT
#include "scenario/checkout.h"

#include <utility>

#include "json/enum_choice.h"
#include "json/json.h"

namespace portone::scenario {
namespace {

commands::BuyerAction ReadDeclinedOutcome(json::StrictObject outcome) {
  GatewayError error;
  if (auto decline = outcome.Object("decline")) {
    error.code = decline->RequiredText("code").value_or("");
    error.message = decline->RequiredText("message").value_or("");
    decline->Finish();
  } else {
    outcome.Report("decline", "is missing");
  }
  outcome.Finish();
  return error;
}

/// Reads "approve", "close", "lose_callback" or {"decline": {"code", "message"}}.
void ReadOutcome(json::StrictObject& object, CheckoutRequest& checkout) {
  if (object.Raw("outcome") == nullptr) return;
  if (!object.IsString("outcome")) {
    if (const auto outcome = object.Object("outcome"))
      checkout.buyer = ReadDeclinedOutcome(*outcome);
    return;
  }
  const auto outcome = json::EnumChoice<CheckoutOutcome>(object, "outcome");
  if (outcome == CheckoutOutcome::kClose) checkout.buyer = commands::CloseWindow{};
  checkout.callback_is_lost = outcome == CheckoutOutcome::kLoseCallback;
}

}  // namespace

CheckoutRequest ReadCheckout(json::StrictObject& object) {
  CheckoutRequest checkout;
  if (const Json* params = object.Raw("params")) {
    checkout.params = *params;
    if (!params->is_object()) object.Report("params", "must be an object");
  } else {
    object.Report("params", "is missing: the parameters of IMP.request_pay");
  }
  ReadOutcome(object, checkout);
  const auto device = object.Choice("device", {Name(Device::kPc), Name(Device::kMobile)});
  if (device) checkout.device = *Parse<Device>(*device);
  const auto pays_with = object.Choice(
      "pays_with", {Name(PaysWith::kCard), Name(PaysWith::kMoney), Name(PaysWith::kPoints)});
  if (pays_with) checkout.pays_with = *Parse<PaysWith>(*pays_with);
  if (const Json* card = object.Raw("card")) {
    checkout.card = *card;
    if (!card->is_object()) object.Report("card", "must be an object");
  }
  return checkout;
}

}  // namespace portone::scenario
