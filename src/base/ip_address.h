// SPDX-License-Identifier: MIT
// Addresses of the internet as text. Opens no connection.
#pragma once

#include <charconv>
#include <string_view>

namespace portone {

/// Whether the text is "127.0.0.1": four numbers up to 255, without leading zeros.
inline bool IsIpv4Address(std::string_view text) {
  constexpr int kParts = 4;
  constexpr int kMaxPart = 255;
  for (int part = 1; part <= kParts; ++part) {
    const std::string_view digits = text.substr(0, text.find('.'));
    int value = -1;
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool is_number = ec == std::errc{} && end == digits.data() + digits.size();
    const bool has_zero = digits.size() > 1 && digits.front() == '0';
    if (!is_number || has_zero || value < 0 || value > kMaxPart) return false;
    const bool is_last = digits.size() == text.size();
    if (is_last != (part == kParts)) return false;
    if (!is_last) text.remove_prefix(digits.size() + 1);
  }
  return true;
}

}  // namespace portone
