// SPDX-License-Identifier: MIT
// Reads a checkout (the parameters of a payment or certification window and its outcome), for
// scenario steps and the control API. The V1 API interprets the parameters.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "commands/certification_window.h"
#include "domain/card.h"
#include "domain/payment.h"
#include "domain/payment_means.h"
#include "domain/receipt.h"
#include "domain/window_outcome.h"
#include "json/json.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// What the page calls: IMP.request_pay or IMP.certification.
enum class CheckoutKind : std::uint8_t { kPayment, kCertification };

/// A checkout as a step or a control call requests it.
struct CheckoutRequest {
  CheckoutKind kind = CheckoutKind::kPayment;
  Json params = Json::object();     ///< of IMP.request_pay or IMP.certification
  std::optional<CardInput> card{};  ///< the card entered in the window
  std::optional<int> card_quota{};  ///< the months of instalment chosen there
  std::optional<FundingSource> pays_with{};
  std::optional<std::string> bank_code{};       ///< of the buyer's transfer or account: "004"
  std::optional<ReceiptChoice> cash_receipt{};  ///< chosen in the window
  BuyerAction buyer_action = PayInWindow{};
  Device device = Device::kPc;
  bool callback_is_lost = false;
  bool has_callback_function = true;        ///< the page passes one to request_pay
  std::optional<std::string> user_agent{};  ///< of the buyer's browser
  // Of a certification only.
  commands::PersonAction person_action = commands::CertifyInWindow{};
  std::optional<Json> person{};         ///< what is entered in the window
  std::optional<std::string> origin{};  ///< the page's URL
};

/// Reads what the person at the window does, by `checkout.kind`: "outcome", of a payment also
/// "card", "pays_with", "bank_code" and "cash_receipt", of a certification also "person"; all
/// optional. The caller finishes the object.
void ReadBuyer(json::StrictObject& object, CheckoutRequest& checkout);

/// Reads "params", and optionally "kind", "outcome", "device", "callback_function", "user_agent",
/// of a payment also "card", "pays_with", "bank_code" and "cash_receipt", of a certification also
/// "person" and "origin". The caller finishes the object.
CheckoutRequest ReadCheckout(json::StrictObject& object);

/// The names of all outcomes of a window.
std::vector<std::string_view> ListOutcomeNames(CheckoutKind kind);

}  // namespace portone::scenario

namespace portone {

template <>
struct EnumNames<scenario::CheckoutKind> {
  static constexpr std::array<std::string_view, 2> kNames{"payment", "certification"};
};

}  // namespace portone
