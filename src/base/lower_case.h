// SPDX-License-Identifier: MIT
// Names that are compared without regard to case: hosts, headers, options.
#pragma once

#include <string>
#include <string_view>

namespace portone {

/// The text with A to Z of ASCII as a to z, and all other bytes as they are, in any locale.
inline std::string ToLowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace portone
