// SPDX-License-Identifier: MIT
// All product orders of one merchant, in the order in which they were created.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "domain/ids.h"
#include "domain/product_order.h"

namespace portone {

/// Not thread-safe. Addresses of product orders stay valid.
class ProductOrderTable {
 public:
  /// REQUIRES: no product order has this id.
  const ProductOrder& Insert(ProductOrder order) {
    const std::uint64_t position = rows_.size();
    const bool is_new = positions_.emplace(order.id, position).second;
    PORTONE_INVARIANT(is_new, "two product orders have the same id");
    by_payment_[order.imp_uid].push_back(position);
    return rows_.emplace(position, std::move(order)).first->second;
  }

  /// Null when there is none.
  const ProductOrder* Find(const ProductOrderId& id) const {
    const auto found = positions_.find(id);
    return found == positions_.end() ? nullptr : &rows_.at(found->second);
  }

  /// Those of one payment, the oldest first; none for another gateway's payment.
  std::vector<const ProductOrder*> FindByPayment(const ImpUid& imp_uid) const {
    std::vector<const ProductOrder*> orders;
    const auto found = by_payment_.find(imp_uid);
    if (found == by_payment_.end()) return orders;
    for (const std::uint64_t position : found->second)
      orders.push_back(&rows_.at(position));
    return orders;
  }

  /// Applies `change` to a product order: the only way to modify one. REQUIRES: it exists, and
  /// `change` modifies neither its id nor its imp_uid.
  template <class Change>
  const ProductOrder& Update(const ProductOrderId& id, const Change& change) {
    ProductOrder& row = rows_.at(positions_.at(id));
    change(row);
    return row;
  }

  /// By position, oldest first.
  const std::map<std::uint64_t, ProductOrder>& All() const { return rows_; }
  bool empty() const { return rows_.empty(); }

 private:
  std::map<std::uint64_t, ProductOrder> rows_;
  std::unordered_map<ProductOrderId, std::uint64_t> positions_;
  std::unordered_map<ImpUid, std::vector<std::uint64_t>> by_payment_;
};

}  // namespace portone
