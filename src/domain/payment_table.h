// SPDX-License-Identifier: MIT
// All payments of one merchant and the ways to find them.
#pragma once

#include <deque>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "domain/ids.h"
#include "domain/payment.h"

namespace portone {

/// Addresses of payments stay good as long as the table lives, also when it is moved.
class PaymentTable {
 public:
  /// REQUIRES: no payment has this imp_uid.
  const Payment& Insert(Payment payment);

  /// Null when there is none.
  const Payment* Find(const ImpUid& imp_uid) const;
  /// Every attempt under an order number, oldest first; empty when there is none.
  const std::vector<const Payment*>& Attempts(const MerchantUid& merchant_uid) const;
  /// Every payment, oldest first.
  const std::deque<Payment>& All() const { return payments_; }

  /// Lets `change` change a payment: the only way to. REQUIRES: it exists, and neither its ids nor
  /// its customer change.
  template <class Change>
  const Payment& Update(const ImpUid& imp_uid, const Change& change) {
    Payment& payment = Get(imp_uid);
    change(payment);
    return payment;
  }

 private:
  Payment& Get(const ImpUid& imp_uid);

  std::deque<Payment> payments_;
  std::unordered_map<ImpUid, Payment*> by_imp_uid_;
  std::unordered_map<MerchantUid, std::vector<const Payment*>> attempts_;
};

}  // namespace portone
