// SPDX-License-Identifier: MIT
// SHA-256, for values that other programs compute in the same way.
#pragma once

#include <string>
#include <string_view>

namespace portone {

/// The SHA-256 of a text in 64 small hexadecimal digits.
std::string HashToHex(std::string_view text);

}  // namespace portone
