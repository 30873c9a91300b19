// SPDX-License-Identifier: MIT
// Concatenates strings with one allocation.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace portone {

/// The parts, one after the other.
inline std::string Join(std::initializer_list<std::string_view> parts) {
  std::size_t length = 0;
  for (const std::string_view part : parts)
    length += part.size();
  std::string text;
  text.reserve(length);
  for (const std::string_view part : parts)
    text += part;
  return text;
}

}  // namespace portone
