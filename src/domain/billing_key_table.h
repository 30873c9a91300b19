// SPDX-License-Identifier: MIT
// The billing keys of one merchant, one per customer_uid, and the names they reserve at gateways.
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
  /// Stores or replaces the key of `key.customer_uid` and adds `reservations` to the customer's
  /// reservations: a key that is replaced here stays registered at its gateway.
  const BillingKey& Store(BillingKey key, const std::vector<std::string>& reservations = {}) {
    const CustomerUid customer_uid = key.customer_uid;
    Reserve(customer_uid, reservations);
    return keys_.insert_or_assign(customer_uid, std::move(key)).first->second;
  }
  /// Null when there is none.
  const BillingKey* Find(const CustomerUid& customer_uid) const {
    const auto found = keys_.find(customer_uid);
    return found == keys_.end() ? nullptr : &found->second;
  }
  /// The names reserved by each customer's keys, including keys that were replaced.
  const std::unordered_map<CustomerUid, std::vector<std::string>>& Reservations() const {
    return reservations_;
  }
  /// Adds names to the customer's reservations.
  void Reserve(const CustomerUid& customer_uid, const std::vector<std::string>& reservations) {
    for (const std::string& name : reservations) {
      owners_.insert_or_assign(name, customer_uid);
      reservations_[customer_uid].push_back(name);
    }
  }
  /// The customer who has reserved the name, or null.
  const CustomerUid* FindReserver(const std::string& name) const {
    const auto found = owners_.find(name);
    return found == owners_.end() ? nullptr : &found->second;
  }
  void Erase(const CustomerUid& customer_uid) {
    Release(customer_uid);
    keys_.erase(customer_uid);
  }
  /// Releases the customer's reservations.
  void Release(const CustomerUid& customer_uid) {
    const auto released = reservations_.extract(customer_uid);
    if (released.empty()) return;
    for (const std::string& name : released.mapped()) {
      const auto found = owners_.find(name);
      if (found != owners_.end() && found->second == customer_uid) owners_.erase(found);
    }
  }

  /// Every key, in no particular order.
  const std::unordered_map<CustomerUid, BillingKey>& All() const { return keys_; }

 private:
  std::unordered_map<CustomerUid, BillingKey> keys_;
  std::unordered_map<std::string, CustomerUid> owners_;  // by reserved name
  std::unordered_map<CustomerUid, std::vector<std::string>> reservations_;
};

}  // namespace portone
