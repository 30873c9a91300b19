// SPDX-License-Identifier: MIT
#include "domain/ids.h"

#include <algorithm>

namespace portone {

std::optional<TierCode> TierCode::Parse(std::string_view text) {
  TierCode code;
  const bool is_code =
      text.size() == code.letters_.size() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      });
  if (!is_code) return std::nullopt;
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

std::size_t CountCharacters(std::string_view text) {
  const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

std::size_t CountCharacters(const MerchantUid& merchant_uid) {
  return CountCharacters(std::string_view(merchant_uid.text));
}

}  // namespace portone
