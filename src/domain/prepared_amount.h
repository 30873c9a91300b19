// SPDX-License-Identifier: MIT
// The amount that a merchant registers for an order (/payments/prepare) before the payment window
// opens.
#pragma once

#include <unordered_map>
#include <utility>

#include "domain/ids.h"
#include "domain/money.h"

namespace portone {

struct PreparedAmount {
  MerchantUid merchant_uid;
  Money amount;
  bool accepts_any_currency = true;  ///< no currency was specified: only the amount is compared
};

/// The prepared amounts of one merchant, one per order number.
class PreparedAmountTable {
 public:
  /// Stores or replaces the amount of `prepared.merchant_uid`.
  const PreparedAmount& Store(PreparedAmount prepared) {
    const MerchantUid merchant_uid = prepared.merchant_uid;
    return prepared_amounts_.insert_or_assign(merchant_uid, std::move(prepared)).first->second;
  }
  /// Null when there is none.
  const PreparedAmount* Find(const MerchantUid& merchant_uid) const {
    const auto found = prepared_amounts_.find(merchant_uid);
    return found == prepared_amounts_.end() ? nullptr : &found->second;
  }
  const std::unordered_map<MerchantUid, PreparedAmount>& All() const { return prepared_amounts_; }

 private:
  std::unordered_map<MerchantUid, PreparedAmount> prepared_amounts_;
};

}  // namespace portone
