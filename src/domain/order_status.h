// SPDX-License-Identifier: MIT
// The status of an order that a merchant reports to the gateway after payment. Evidence:
// docs/behaviour/payco-benepia-partners.md#order-status
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"

namespace portone {

enum class OrderStatus : std::uint8_t { kNone, kDeliveryStart, kPurchaseDecision, kCanceled };

template <>
struct EnumNames<OrderStatus> {
  static constexpr bool kFirstIsUnnamed = true;
  static constexpr std::array<std::string_view, 4> kNames{"", "DELIVERY_START", "PURCHASE_DECISION",
                                                          "CANCELED"};
};

/// Whether an order may get the status `next`: the same again, and never back.
// FIDELITY: order-status
constexpr bool MayBecome(OrderStatus status, OrderStatus next) {
  if (status == next || status == OrderStatus::kNone) return true;
  return status == OrderStatus::kDeliveryStart;
}

}  // namespace portone
