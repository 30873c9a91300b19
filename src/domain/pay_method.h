// SPDX-License-Identifier: MIT
// By what means a payment is made.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace portone {

enum class PayMethod : std::uint8_t { kCard, kVbank };

/// As `pay_method` prints it: "card", "vbank".
constexpr std::string_view PayMethodText(PayMethod method) {
  constexpr std::array<std::string_view, 2> kTexts{"card", "vbank"};
  return kTexts.at(static_cast<std::size_t>(method));
}

}  // namespace portone
