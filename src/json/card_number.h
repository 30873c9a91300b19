// SPDX-License-Identifier: MIT
// Finds card numbers anywhere in a text, by their digits. Ignores the names of parameters.
#pragma once

#include <string>
#include <string_view>

namespace portone::json {

/// The text shown in place of a secret.
inline constexpr std::string_view kMask = "***";

/// The text with each card number in it replaced by kMask: 13 to 19 digits in one piece, or in up
/// to five pieces with a space or a hyphen between them, that pass the Luhn check and begin like a
/// card's. No card begins with 0, 1 or 7, nor with 20: so milliseconds and dates with which shops
/// make their order numbers stay readable.
std::string MaskCardNumbers(std::string_view text);

/// Whether MaskCardNumbers would change the text. Cheap for texts with few digits.
bool HasCardNumber(std::string_view text);

}  // namespace portone::json
