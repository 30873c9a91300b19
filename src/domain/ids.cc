// SPDX-License-Identifier: MIT
#include "domain/ids.h"

#include <algorithm>

namespace portone {

std::optional<TierCode> TierCode::Parse(std::string_view text) {
  TierCode code;
  const bool fits =
      text.size() == code.letters_.size() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      });
  if (!fits) return std::nullopt;
  std::copy(text.begin(), text.end(), code.letters_.begin());
  return code;
}

TierCode TierCode::Unknown() {
  TierCode code;
  code.letters_.fill('-');
  return code;
}

std::string TierCode::text() const {
  return empty() ? "" : std::string(letters_.begin(), letters_.end());
}

}  // namespace portone
