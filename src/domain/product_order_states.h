// SPDX-License-Identifier: MIT
// The state machine of product orders: what may be done with one in each state, and what comes of
// it. Pure functions of values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/enum_names.h"
#include "domain/product_order.h"

namespace portone {

/// Everything that can happen to a product order.
enum class ProductOrderAct : std::uint8_t {
  // The merchant, by API.
  kPlace,
  kShip,
  kCancel,
  kApproveCancel,
  kRequestReturn,
  kApproveReturn,
  kRejectReturn,
  kWithholdReturn,
  kResolveReturn,
  kCollectExchanged,
  kShipExchanged,
  // The payment.
  kPay,     ///< it is paid after all
  kExpire,  ///< nobody pays it
  kRefund,  ///< it is cancelled as a whole
};

/// What happens outside the merchant's code: done by the buyer, the carrier and the gateway.
enum class OutsideAct : std::uint8_t {
  kDeliver,          ///< the carrier hands the goods over
  kCollect,          ///< the carrier fetches goods that come back; a second time: has brought them
  kRequestCancel,    ///< the buyer cancels, or asks for it once the order is placed
  kRequestReturn,    ///< the buyer asks for a return
  kRequestExchange,  ///< the buyer asks for an exchange
  kWithdraw,         ///< the buyer withdraws the claim
  kConfirm,          ///< the buyer confirms the purchase
  kHoldBack,         ///< the buyer puts the confirmation off
  kRelease,          ///< and no longer
  kAdminCancel,      ///< the gateway cancels
};

template <>
struct EnumNames<ProductOrderAct> {
  static constexpr std::array<std::string_view, 14> kNames{
      "place",          "ship",          "cancel",          "approve-cancel", "request-return",
      "approve-return", "reject-return", "withhold-return", "resolve-return", "collect-exchanged",
      "ship-exchanged", "pay",           "expire",          "refund"};
};

template <>
struct EnumNames<OutsideAct> {
  static constexpr std::array<std::string_view, 10> kNames{
      "deliver",  "collect", "request_cancel", "request_return", "request_exchange",
      "withdraw", "confirm", "hold_back",      "release",        "admin_cancel"};
};

/// Whether a claim is neither settled nor withdrawn.
bool IsOpen(ClaimStatus claim_status);
bool HasOpenClaim(const ProductOrderState& state);

/// Whether nothing of the product order remains to be confirmed.
bool IsSettled(const ProductOrderState& state);

/// The state that an act leads to; nullopt where the act is refused.
// FIDELITY: product-order-states
std::optional<ProductOrderState> FindNextState(const ProductOrderState& state, ProductOrderAct act);
/// The same for an act from outside.
// FIDELITY: product-order-buyer
std::optional<ProductOrderState> FindNextState(const ProductOrderState& state, OutsideAct act);

}  // namespace portone
