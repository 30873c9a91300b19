// SPDX-License-Identifier: MIT
// The actions of the control API that a step of a scenario can call. control/actions.cc serves
// them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"

namespace portone::scenario {

/// An event outside the merchant's code; each is a call below "/actions/".
enum class Action : std::uint8_t {
  kCancel,
  kDeposit,
  kExpireCard,
  kDeleteCard,
  kPingback,
  kChangeProductOrder,
  kReviewProduct,
  kEscrow
};

}  // namespace portone::scenario

namespace portone {

template <>
struct EnumNames<scenario::Action> {
  static constexpr std::array<std::string_view, 8> kNames{
      "cancel",         "deposit", "expire-card", "delete-card", "pingback", "change-product-order",
      "review-product", "escrow"};
};

}  // namespace portone
