// SPDX-License-Identifier: MIT
#include "domain/pay_method.h"

#include <algorithm>

namespace portone {

std::string_view PayMethodText(PayMethod method) {
  return kPayMethodTexts.at(static_cast<std::size_t>(method));
}

std::optional<PayMethod> FindPayMethod(std::string_view text) {
  const auto* const found = std::find(kPayMethodTexts.begin(), kPayMethodTexts.end(), text);
  if (found == kPayMethodTexts.end()) return std::nullopt;
  return static_cast<PayMethod>(found - kPayMethodTexts.begin());
}

}  // namespace portone
