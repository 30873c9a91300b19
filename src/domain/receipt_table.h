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
    const std::size_t position = rows_.size();
    if (receipt.imp_uid) {
      payment_positions_[*receipt.imp_uid] = position;
    } else {
      external_[receipt.merchant_uid] = position;
    }
    rows_.push_back(std::move(receipt));
    return rows_.back();
  }

  /// The latest receipt of a payment; null when there is none.
  const Receipt* FindOfPayment(const ImpUid& imp_uid) const {
    return Find(payment_positions_, imp_uid);
  }
  /// The latest one without a payment; null when there is none.
  const Receipt* FindExternal(const MerchantUid& merchant_uid) const {
    return Find(external_, merchant_uid);
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
    Receipt& row = rows_.at(is_external ? external_.at(receipt.merchant_uid)
                                        : payment_positions_.at(*receipt.imp_uid));
    change(row);
    return row;
  }

  /// Oldest first.
  const std::deque<Receipt>& All() const { return rows_; }
  bool empty() const { return rows_.empty(); }

 private:
  template <class Key>
  const Receipt* Find(const std::unordered_map<Key, std::size_t>& positions, const Key& key) const {
    const auto found = positions.find(key);
    return found == positions.end() ? nullptr : &rows_.at(found->second);
  }

  std::deque<Receipt> rows_;
  std::unordered_map<ImpUid, std::size_t> payment_positions_;
  std::unordered_map<MerchantUid, std::size_t> external_;
};

}  // namespace portone
