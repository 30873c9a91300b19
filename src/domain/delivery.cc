// SPDX-License-Identifier: MIT
#include "domain/delivery.h"

#include <array>

namespace portone {

std::string_view StateText(DeliveryState state) {
  constexpr std::array<std::string_view, 3> kTexts{"pending", "delivered", "failed"};
  return kTexts.at(static_cast<std::size_t>(state));
}

}  // namespace portone
