// SPDX-License-Identifier: MIT
// Names that are compared without regard to case: hosts, headers, options.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace portone {

/// A to Z of ASCII as a to z, and all other bytes as they are, in any locale.
constexpr char ToLowerCase(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string ToLowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = ToLowerCase(c);
  return lower;
}

constexpr bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ToLowerCase(x) == ToLowerCase(y); });
}

constexpr bool StartsWithIgnoringCase(std::string_view text, std::string_view prefix) {
  return EqualsIgnoringCase(text.substr(0, prefix.size()), prefix);
}

}  // namespace portone
