// SPDX-License-Identifier: MIT
// Reads a checkout (the parameters of a payment window and its outcome), for scenario steps and the
// control API. The V1 API interprets the parameters.
#pragma once

#include <optional>

#include "commands/checkouts.h"
#include "json/json.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// A checkout as requested.
struct CheckoutRequest {
  Json params = Json::object();  ///< of IMP.request_pay
  std::optional<Json> card{};    ///< the card entered in the window
  commands::BuyerAction buyer = commands::PayInWindow{};
  Device device = Device::kPc;
  bool callback_is_lost = false;
};

/// Reads "params", and optionally "outcome", "device", "card". The caller finishes the object.
CheckoutRequest ReadCheckout(json::StrictObject& object);

}  // namespace portone::scenario
