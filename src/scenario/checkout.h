// SPDX-License-Identifier: MIT
// Reads what a buyer's window is opened with and what comes of it, in a scenario's steps and in the
// control API alike. What the parameters mean is the V1 API's business.
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "commands/checkouts.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// A checkout as it was asked for.
struct AskedCheckout {
  nlohmann::json params = nlohmann::json::object();  ///< of IMP.request_pay
  std::optional<nlohmann::json> card{};              ///< that is typed into the window
  commands::BuyerAct buyer = commands::PayInWindow{};
  Device device = Device::kPc;
  bool callback_is_lost = false;
};

/// "params", and optionally "outcome", "device", "card". The caller finishes the object.
AskedCheckout ReadCheckout(json::StrictObject& object);

}  // namespace portone::scenario
