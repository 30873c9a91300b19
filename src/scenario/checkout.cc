// SPDX-License-Identifier: MIT
#include "scenario/checkout.h"

#include <utility>

namespace portone::scenario {
namespace {

commands::BuyerAct ReadDecline(json::StrictObject outcome) {
  GatewayFault fault;
  if (auto decline = outcome.Object("decline")) {
    fault.code = decline->RequiredText("code").value_or("");
    fault.message = decline->RequiredText("message").value_or("");
    decline->Finish();
  } else {
    outcome.Report("decline", "is missing");
  }
  outcome.Finish();
  return fault;
}

/// "approve", "close", "lose_callback" or {"decline": {"code", "message"}}.
void ReadOutcome(json::StrictObject& object, AskedCheckout& asked) {
  if (object.Raw("outcome") == nullptr) return;
  if (!object.IsText("outcome")) {
    if (const auto outcome = object.Object("outcome")) asked.buyer = ReadDecline(*outcome);
    return;
  }
  const auto text = object.Choice("outcome", {"approve", "close", "lose_callback"});
  if (text == "close") asked.buyer = commands::CloseWindow{};
  asked.callback_is_lost = text == "lose_callback";
}

}  // namespace

AskedCheckout ReadCheckout(json::StrictObject& object) {
  AskedCheckout asked;
  if (const nlohmann::json* params = object.Raw("params")) {
    asked.params = *params;
    if (!params->is_object()) object.Report("params", "must be an object");
  } else {
    object.Report("params", "is missing: the parameters of IMP.request_pay");
  }
  ReadOutcome(object, asked);
  if (object.Choice("device", {"pc", "mobile"}) == "mobile") asked.device = Device::kMobile;
  if (const nlohmann::json* card = object.Raw("card")) {
    asked.card = *card;
    if (!card->is_object()) object.Report("card", "must be an object");
  }
  return asked;
}

}  // namespace portone::scenario
