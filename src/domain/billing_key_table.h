// SPDX-License-Identifier: MIT
// The billing keys of one merchant, one for each customer_uid.
#pragma once

#include <unordered_map>
#include <utility>

#include "domain/billing_key.h"
#include "domain/ids.h"

namespace portone {

class BillingKeyTable {
 public:
  /// Stores or replaces the key of `key.customer_uid`.
  const BillingKey& Store(BillingKey key) {
    const CustomerUid customer_uid = key.customer_uid;
    return keys_.insert_or_assign(customer_uid, std::move(key)).first->second;
  }
  /// Null when there is none.
  const BillingKey* Find(const CustomerUid& customer_uid) const {
    const auto found = keys_.find(customer_uid);
    return found == keys_.end() ? nullptr : &found->second;
  }
  void Erase(const CustomerUid& customer_uid) { keys_.erase(customer_uid); }

  /// Every key, in no order.
  const std::unordered_map<CustomerUid, BillingKey>& All() const { return keys_; }

 private:
  std::unordered_map<CustomerUid, BillingKey> keys_;
};

}  // namespace portone
