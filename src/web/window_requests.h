// SPDX-License-Identifier: MIT
// Reads the bodies with which a page opens a window and the window ends.
#pragma once

#include <optional>
#include <string>

#include "domain/ids.h"
#include "json/strict_object.h"
#include "scenario/checkout.h"

namespace portone::web {

/// What a page asks for.
struct OpeningRequest {
  std::string user_code;
  std::optional<std::string> tier{};     ///< of IMP.agency
  scenario::CheckoutRequest checkout{};  ///< params, device, whether there is a callback function
  std::optional<std::string> origin{};   ///< of the page; "null" where it has none
  /// Of the merchant's page around the page that asks, which is then one of the emulator's.
  std::optional<std::string> shop_origin{};

  /// The origin to which the page is sent the end of its window; "" for a page without one.
  std::string FindReturnOrigin() const { return origin && *origin != "null" ? *origin : ""; }
};

/// Reads "user_code", "tier", "kind", "params", "device", "has_callback", "origin" and
/// "shop_origin"; the first and "params" are required. The device of a page that names none is
/// `default_device`. The caller finishes the object.
OpeningRequest ReadOpening(json::StrictObject& object, Device default_device);

/// What the buyer has chosen.
struct EndingRequest {
  scenario::CheckoutRequest buyer{};  ///< outcome, pays_with, bank_code, card
  std::optional<std::string> pay_method{};
  std::optional<int> quota{};  ///< months of instalment
};

/// Reads "outcome", of a payment also "card", "pays_with", "pay_method", "quota" and
/// "bank_code", of a certification also "person"; all optional. The caller finishes the object.
EndingRequest ReadEnding(json::StrictObject& object, scenario::CheckoutKind kind);

}  // namespace portone::web
