// SPDX-License-Identifier: MIT
#include "domain/product_order.h"

#include <algorithm>

namespace portone {

bool IsProductOrderId(std::string_view text) {
  return !text.empty() && text.size() <= kMaxProductOrderIdDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool CanHaveStatus(ClaimType type, ClaimStatus status) {
  const auto is_between = [status](ClaimStatus first, ClaimStatus last) {
    return first <= status && status <= last;
  };
  switch (type) {
    case ClaimType::kCancel:
      return is_between(ClaimStatus::kCancelRequest, ClaimStatus::kCancelReject);
    case ClaimType::kReturn:
      return is_between(ClaimStatus::kReturnRequest, ClaimStatus::kReturnReject);
    case ClaimType::kExchange:
      return is_between(ClaimStatus::kCollecting, ClaimStatus::kCollectDone) ||
             is_between(ClaimStatus::kExchangeRequest, ClaimStatus::kExchangeReject);
    case ClaimType::kHoldback:
      return is_between(ClaimStatus::kHoldback, ClaimStatus::kHoldbackRelease);
    case ClaimType::kAdminCancel:
      break;
  }
  return is_between(ClaimStatus::kAdminCanceling, ClaimStatus::kAdminCancelDone);
}

}  // namespace portone
