// SPDX-License-Identifier: MIT
// Cuts a text into pieces, as a network might.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace portone::testing {

/// The sizes of successive pieces. They follow from the text alone, so that what a fuzzer found
/// can be reproduced.
class PieceSizes {
 public:
  explicit PieceSizes(std::string_view text) {
    for (const char c : text)
      state_ = (state_ ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  }

  /// From 1 to 40 bytes, small ones more often.
  std::size_t Next() {
    state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    const auto random = static_cast<std::size_t>(state_ >> 33);
    return random % 3 == 0 ? 1 + random / 3 % 40 : 1 + random / 3 % 4;
  }

 private:
  std::uint64_t state_ = 14'695'981'039'346'656'037U;
};

}  // namespace portone::testing
