// SPDX-License-Identifier: MIT
#include "domain/partner_sale.h"

#include "domain/card.h"

namespace portone {

std::optional<std::string> ReadBusinessNumber(std::string_view text) {
  constexpr std::size_t kBusinessNumberDigits = 10;
  std::string digits(text);
  std::erase(digits, '-');
  if (digits.size() != kBusinessNumberDigits || !AllDigits(digits)) return std::nullopt;
  return digits;
}

}  // namespace portone
