// SPDX-License-Identifier: MIT
// The orders of one day at KakaoPay, as its own list shows them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/page.h"
#include "commands/transaction.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

struct KakaoOrders {
  Page<Payment> page;  ///< oldest first
  std::string cid;
  Instant day;  ///< its midnight in Korea
};

/// A page of the payments that were started at KakaoPay on one day. Errors, in this order:
/// NoChannel (no `cid` and no channel of KakaoPay), PageBeyondEnd.
// FIDELITY: kakao-orders
struct ListKakaoOrders {
  Instant day;                     ///< its midnight in Korea
  std::optional<std::string> cid;  ///< absent: that of the merchant's first channel of KakaoPay
  PageRequest request;
};
Result<KakaoOrders> Handle(const View& view, const ListKakaoOrders& query);

}  // namespace portone::commands
