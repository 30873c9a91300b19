// SPDX-License-Identifier: MIT
// Reads a checkout (the parameters of a payment window and its outcome), for scenario steps and the
// control API. The V1 API interprets the parameters.
#pragma once

#include <optional>
#include <string>

#include "domain/payment.h"
#include "domain/payment_means.h"
#include "domain/window_outcome.h"
#include "json/json.h"
#include "json/strict_object.h"
#include "scenario/window_outcome.h"

namespace portone::scenario {

/// A checkout as requested.
struct CheckoutRequest {
  Json params = Json::object();  ///< of IMP.request_pay
  std::optional<Json> card{};    ///< the card entered in the window
  std::optional<PaysWith> pays_with{};
  BuyerAction buyer = PayInWindow{};
  Device device = Device::kPc;
  bool callback_is_lost = false;
  bool has_callback_function = true;        ///< the page passes one to request_pay
  std::optional<std::string> user_agent{};  ///< of the buyer's browser
};

/// Reads what the buyer does: "outcome", "pays_with", "card", all optional. The caller finishes the
/// object.
void ReadBuyer(json::StrictObject& object, CheckoutRequest& checkout);

/// Reads "params", and optionally "outcome", "device", "card", "pays_with", "callback_function",
/// "user_agent". The caller finishes the object.
CheckoutRequest ReadCheckout(json::StrictObject& object);

}  // namespace portone::scenario
