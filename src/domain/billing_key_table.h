// SPDX-License-Identifier: MIT
// The billing keys of one merchant, one for each customer_uid, and what they occupy at gateways.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/billing_key.h"
#include "domain/ids.h"

namespace portone {

class BillingKeyTable {
 public:
  /// Stores or replaces the key of `key.customer_uid`, and makes the claims its own besides those
  /// it has: what is replaced here stays registered at the gateway.
  const BillingKey& Store(BillingKey key, const std::vector<std::string>& claims = {}) {
    const CustomerUid customer_uid = key.customer_uid;
    Claim(customer_uid, claims);
    return keys_.insert_or_assign(customer_uid, std::move(key)).first->second;
  }
  /// Null when there is none.
  const BillingKey* Find(const CustomerUid& customer_uid) const {
    const auto found = keys_.find(customer_uid);
    return found == keys_.end() ? nullptr : &found->second;
  }
  /// What each customer's keys, also those that were replaced, have claimed.
  const std::unordered_map<CustomerUid, std::vector<std::string>>& Claims() const {
    return claims_of_;
  }
  /// Makes the claims this customer's own besides those that it has.
  void Claim(const CustomerUid& customer_uid, const std::vector<std::string>& claims) {
    for (const std::string& claim : claims) {
      claimed_by_.insert_or_assign(claim, customer_uid);
      claims_of_[customer_uid].push_back(claim);
    }
  }
  /// Whose key has claimed this, or null.
  const CustomerUid* ClaimedBy(const std::string& claim) const {
    const auto found = claimed_by_.find(claim);
    return found == claimed_by_.end() ? nullptr : &found->second;
  }
  void Erase(const CustomerUid& customer_uid) {
    Release(customer_uid);
    keys_.erase(customer_uid);
  }
  /// Gives up what the customer's keys have claimed.
  void Release(const CustomerUid& customer_uid) {
    const auto claims = claims_of_.extract(customer_uid);
    if (claims.empty()) return;
    for (const std::string& claim : claims.mapped()) {
      const auto found = claimed_by_.find(claim);
      if (found != claimed_by_.end() && found->second == customer_uid) claimed_by_.erase(found);
    }
  }

  /// Every key, in no order.
  const std::unordered_map<CustomerUid, BillingKey>& All() const { return keys_; }

 private:
  std::unordered_map<CustomerUid, BillingKey> keys_;
  std::unordered_map<std::string, CustomerUid> claimed_by_;
  std::unordered_map<CustomerUid, std::vector<std::string>> claims_of_;
};

}  // namespace portone
