// SPDX-License-Identifier: MIT
#include "scenario/checkout.h"

#include <utility>

#include "json/json.h"

namespace portone::scenario {

void ReadBuyer(json::StrictObject& object, CheckoutRequest& checkout) {
  if (const auto outcome = ReadOutcome(object, "outcome")) {
    checkout.buyer = outcome->buyer;
    checkout.callback_is_lost = outcome->callback_is_lost;
  }
  const auto pays_with = object.Choice(
      "pays_with", {Name(PaysWith::kCard), Name(PaysWith::kMoney), Name(PaysWith::kPoints)});
  if (pays_with) checkout.pays_with = *Parse<PaysWith>(*pays_with);
  if (const Json* card = object.Raw("card")) {
    checkout.card = *card;
    if (!card->is_object()) object.Report("card", "must be an object");
  }
}

CheckoutRequest ReadCheckout(json::StrictObject& object) {
  CheckoutRequest checkout;
  if (const Json* params = object.Raw("params")) {
    checkout.params = *params;
    if (!params->is_object()) object.Report("params", "must be an object");
  } else {
    object.Report("params", "is missing: the parameters of IMP.request_pay");
  }
  ReadBuyer(object, checkout);
  const auto device = object.Choice("device", {Name(Device::kPc), Name(Device::kMobile)});
  if (device) checkout.device = *Parse<Device>(*device);
  checkout.has_callback_function = object.Bool("callback_function").value_or(true);
  checkout.user_agent = object.Text("user_agent");
  return checkout;
}

}  // namespace portone::scenario
