// SPDX-License-Identifier: MIT
// The amount that a merchant registers for an order (/payments/prepare) before the payment window
// opens.
#pragma once

#include <unordered_map>
#include <utility>

#include "domain/ids.h"
#include "domain/money.h"

namespace portone {

struct Registration {
  MerchantUid merchant_uid;
  Money amount;
  bool any_currency = true;  ///< no currency was specified: only the amount is compared
};

/// The prepared amounts of one merchant, one per order number.
class RegistrationTable {
 public:
  /// Stores or replaces the amount of `registration.merchant_uid`.
  const Registration& Store(Registration registration) {
    const MerchantUid merchant_uid = registration.merchant_uid;
    return registrations_.insert_or_assign(merchant_uid, std::move(registration)).first->second;
  }
  /// Null when there is none.
  const Registration* Find(const MerchantUid& merchant_uid) const {
    const auto found = registrations_.find(merchant_uid);
    return found == registrations_.end() ? nullptr : &found->second;
  }
  const std::unordered_map<MerchantUid, Registration>& All() const { return registrations_; }

 private:
  std::unordered_map<MerchantUid, Registration> registrations_;
};

}  // namespace portone
