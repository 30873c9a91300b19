// SPDX-License-Identifier: MIT
#include "domain/payment_table.h"

namespace portone {

const Payment& PaymentTable::Insert(Payment payment) {
  Payment& stored = payments_.emplace_back(std::move(payment));
  const bool inserted = by_imp_uid_.emplace(stored.imp_uid, &stored).second;
  if (!inserted) payments_.pop_back();
  PORTONE_INVARIANT(inserted, "an imp_uid was minted twice");
  attempts_[stored.order.merchant_uid].push_back(&stored);
  return stored;
}

const Payment* PaymentTable::Find(const ImpUid& imp_uid) const {
  const auto found = by_imp_uid_.find(imp_uid);
  return found == by_imp_uid_.end() ? nullptr : found->second;
}

const std::vector<const Payment*>& PaymentTable::Attempts(const MerchantUid& merchant_uid) const {
  static const std::vector<const Payment*> kNone;
  const auto found = attempts_.find(merchant_uid);
  return found == attempts_.end() ? kNone : found->second;
}

Payment& PaymentTable::Get(const ImpUid& imp_uid) {
  const auto found = by_imp_uid_.find(imp_uid);
  PORTONE_INVARIANT(found != by_imp_uid_.end(), "a payment that was found has gone");
  return *found->second;
}

}  // namespace portone
