// SPDX-License-Identifier: MIT
// All cash receipts of one merchant, in the order in which they were requested.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "domain/ids.h"
#include "domain/receipt.h"

namespace portone {

/// Not thread-safe. Addresses of receipts stay valid.
class ReceiptTable {
 public:
  /// Adds a receipt; it is now the latest one of its payment or, without one, of its order number.
  const Receipt& Insert(Receipt receipt) {
    History& history = receipt.imp_uid ? payment_histories_[*receipt.imp_uid]
                                       : external_histories_[receipt.merchant_uid];
    history = {rows_.size(), history.count + 1};
    rows_.push_back(std::move(receipt));
    return rows_.back();
  }

  /// The latest receipt of a payment; null when there is none.
  const Receipt* FindByPayment(const ImpUid& imp_uid) const {
    return Find(payment_histories_, imp_uid);
  }
  /// The latest one without a payment; null when there is none.
  const Receipt* FindExternal(const MerchantUid& merchant_uid) const {
    return Find(external_histories_, merchant_uid);
  }
  /// The number of receipts of the same payment or, without one, of the same order number.
  std::size_t CountLike(const Receipt& receipt) const {
    return receipt.imp_uid ? Count(payment_histories_, *receipt.imp_uid)
                           : Count(external_histories_, receipt.merchant_uid);
  }
  /// Null when there is none.
  const Receipt* FindByNumber(std::string_view receipt_tid) const {
    for (const Receipt& receipt : rows_) {
      if (receipt.receipt_tid == receipt_tid) return &receipt;
    }
    return nullptr;
  }

  /// Applies `change` to a receipt of this table: the only way to modify one. REQUIRES: `change`
  /// does not modify its ids.
  template <class Change>
  const Receipt& Update(const Receipt& receipt, const Change& change) {
    const bool is_external = !receipt.imp_uid;
    const History& history = is_external ? external_histories_.at(receipt.merchant_uid)
                                         : payment_histories_.at(*receipt.imp_uid);
    Receipt& row = rows_.at(history.latest);
    change(row);
    return row;
  }

  /// Oldest first.
  const std::deque<Receipt>& All() const { return rows_; }
  bool empty() const { return rows_.empty(); }

 private:
  /// The receipts of one payment or order number.
  struct History {
    std::size_t latest = 0;  ///< a position
    std::size_t count = 0;
  };

  template <class Key>
  const Receipt* Find(const std::unordered_map<Key, History>& histories, const Key& key) const {
    const auto found = histories.find(key);
    return found == histories.end() ? nullptr : &rows_.at(found->second.latest);
  }
  template <class Key>
  static std::size_t Count(const std::unordered_map<Key, History>& histories, const Key& key) {
    const auto found = histories.find(key);
    return found == histories.end() ? 0 : found->second.count;
  }

  std::deque<Receipt> rows_;
  std::unordered_map<ImpUid, History> payment_histories_;
  std::unordered_map<MerchantUid, History> external_histories_;
};

}  // namespace portone
