// SPDX-License-Identifier: MIT
// The format of a cancellation's id.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace portone::testing {

/// Whether the text is like the recorded "06JC8FVHJTW2WY16FEY0": 20 digits and capital letters
/// without I, L, O and U.
inline bool IsCancellationId(std::string_view text) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  return text.size() == 20 && std::all_of(text.begin(), text.end(), [&](char c) {
           return kAlphabet.find(c) != std::string_view::npos;
         });
}

}  // namespace portone::testing
