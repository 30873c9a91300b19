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
enum class ProductOrderOperation : std::uint8_t {
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
enum class ExternalOperation : std::uint8_t {
  kDeliver,          ///< the carrier hands the goods over
  kCollect,          ///< the carrier fetches returned goods; the second time: has brought them
  kRequestCancel,    ///< the buyer cancels, or asks for it once the order is placed
  kRequestReturn,    ///< the buyer asks for a return
  kRequestExchange,  ///< the buyer asks for an exchange
  kWithdraw,         ///< the buyer withdraws the claim
  kConfirm,          ///< the buyer confirms the purchase
  kHoldBack,         ///< the buyer puts the confirmation off
  kRelease,          ///< the buyer no longer puts it off
  kAdminCancel,      ///< the gateway cancels
};

template <>
struct EnumNames<ProductOrderOperation> {
  static constexpr std::array<std::string_view, 14> kNames{
      "place",          "ship",          "cancel",          "approve-cancel", "request-return",
      "approve-return", "reject-return", "withhold-return", "resolve-return", "collect-exchanged",
      "ship-exchanged", "pay",           "expire",          "refund"};
};

template <>
struct EnumNames<ExternalOperation> {
  static constexpr std::array<std::string_view, 10> kNames{
      "deliver",  "collect", "request_cancel", "request_return", "request_exchange",
      "withdraw", "confirm", "hold_back",      "release",        "admin_cancel"};
};

/// Whether a claim is neither settled nor withdrawn.
bool IsOpen(ClaimStatus claim_status);
bool HasOpenClaim(const ProductOrderState& state);

/// Whether nothing of the product order remains to be confirmed.
bool IsSettled(const ProductOrderState& state);

/// The state that an operation leads to; nullopt where the operation is refused.
// FIDELITY: product-order-states
std::optional<ProductOrderState> FindNextState(const ProductOrderState& state,
                                               ProductOrderOperation operation);
/// The same for an external operation.
// FIDELITY: product-order-buyer
std::optional<ProductOrderState> FindNextState(const ProductOrderState& state,
                                               ExternalOperation operation);

}  // namespace portone
