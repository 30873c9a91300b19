// SPDX-License-Identifier: MIT
#include "domain/product_order.h"

#include <algorithm>

namespace portone {

bool IsProductOrderId(std::string_view text) {
  return !text.empty() && text.size() <= kMaxProductOrderIdDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace portone
