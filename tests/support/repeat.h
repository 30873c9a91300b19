// SPDX-License-Identifier: MIT
// Long texts for tests of limits. Depends on nothing.
#pragma once

#include <string>
#include <string_view>

namespace portone::testing {

inline std::string Repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

}  // namespace portone::testing
