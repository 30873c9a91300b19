// SPDX-License-Identifier: MIT
// Strings of ASCII letters and digits only, in any locale: codes, order numbers, barcodes.
#pragma once

#include <algorithm>
#include <string_view>

namespace portone {

constexpr bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether there is nothing else in the text, which may be empty.
constexpr bool HasOnlyLettersAndDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsLetterOrDigit);
}

}  // namespace portone
