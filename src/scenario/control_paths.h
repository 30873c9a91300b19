// SPDX-License-Identifier: MIT
// The parts of the control API that scenarios name. control/ has the routes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"

namespace portone::scenario {

/// The events outside the merchant's code, each a call of its own below "/actions/".
enum class Action : std::uint8_t { kCancel, kDeposit, kExpireCard, kDeleteCard, kPingback };

}  // namespace portone::scenario

namespace portone {

template <>
struct EnumNames<scenario::Action> {
  static constexpr std::array<std::string_view, 5> kNames{"cancel", "deposit", "expire-card",
                                                          "delete-card", "pingback"};
};

}  // namespace portone
