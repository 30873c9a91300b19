// SPDX-License-Identifier: MIT
// All payments of one merchant, with lookup and listing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/enum_names.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/payment_index.h"

namespace portone {

/// The sort key of a payment list. Each is a time that never decreases, so the order in which the
/// times were set is the order of the list.
enum class PaymentSortField : std::uint8_t {
  kStarted,  ///< the start of the attempt
  kPaid,     ///< the time of payment; unpaid payments sort before all paid ones
  kUpdated,  ///< the last change of status
};

template <>
struct EnumNames<PaymentSortField> {
  static constexpr std::array<std::string_view, 3> kNames{"started", "paid", "updated"};
};

struct SortOrder {
  PaymentSortField field = PaymentSortField::kStarted;
  SortDirection direction = SortDirection::kDescending;
};
/// Parses "started", "-started" and so on; a minus means kDescending. Nullopt for any other text.
std::optional<SortOrder> ParseSortOrder(std::string_view text);

/// The order of payments that were paid, or changed status, at the same instant. Payments not
/// listed here come before those that are, in the order of the table.
struct PaymentTieBreaks {
  std::vector<ImpUid> paid;
  std::vector<ImpUid> updated;

  bool empty() const { return paid.empty() && updated.empty(); }
};

/// Addresses of payments stay valid for the lifetime of the table, even when it is moved.
class PaymentTable {
 public:
  /// REQUIRES: no payment has this imp_uid.
  const Payment& Insert(Payment payment);

  /// Restores the payments of another table, in the order of its All(). Payments of the same
  /// instant are listed in that order too, unless `ties` specifies another. REQUIRES: this table is
  /// empty, and the imp_uids are unique.
  void Restore(std::vector<Payment> payments, const PaymentTieBreaks& ties = {});
  /// The tie-breaks that Restore needs in addition to All(); empty when it needs none.
  PaymentTieBreaks ComputeTieBreaks() const;

  /// Null when there is none.
  const Payment* Find(const ImpUid& imp_uid) const;
  /// All attempts with an order number, oldest first; empty when there is none.
  const std::vector<const Payment*>& FindByMerchantUid(const MerchantUid& merchant_uid) const;
  /// All payments of a customer's key, oldest first; empty when there is none.
  const std::vector<const Payment*>& FindByCustomer(const CustomerUid& customer_uid) const;
  /// All payments, oldest first.
  const std::deque<Payment>& All() const { return payments_; }

  /// The number of matching payments. Uses the index by status time, where a period is contiguous.
  std::size_t Count(const PaymentFilter& filter) const { return updated_.Count(filter); }
  /// The matching payments in the given order: skips `skip`, then returns at most `limit`.
  std::vector<const Payment*> List(const PaymentFilter& filter, SortOrder order, std::size_t skip,
                                   std::size_t limit) const;
  /// Sorts payments of this table in the same order.
  void Sort(std::vector<const Payment*>& payments, SortOrder order) const;

  /// Applies `change` to a payment: the only way to modify one. REQUIRES: it exists, and `change`
  /// does not modify its ids or customer.
  template <class Change>
  const Payment& Update(const ImpUid& imp_uid, const Change& change) {
    Entry& entry = Get(imp_uid);
    change(*entry.payment);
    UpdateIndexes(entry);
    return *entry.payment;
  }

 private:
  /// A payment and its slots in the indexes.
  struct Entry {
    Payment* payment;
    PaymentIndex::Slot started;
    PaymentIndex::Slot updated;
    std::optional<PaymentIndex::Slot> paid;
    PaymentStatus status;
    Instant status_time;
  };

  Entry& Get(const ImpUid& imp_uid);
  Entry& Add(Payment&& payment);
  void UpdateIndexes(Entry& entry);
  std::pair<bool, PaymentIndex::Slot> GetSortKey(const Payment& payment,
                                                 PaymentSortField field) const;

  std::deque<Payment> payments_;
  std::unordered_map<ImpUid, Entry> by_imp_uid_;
  std::unordered_map<MerchantUid, std::vector<const Payment*>> by_merchant_uid_;
  std::unordered_map<CustomerUid, std::vector<const Payment*>> by_customer_;
  PaymentIndex started_;
  PaymentIndex paid_;
  PaymentIndex updated_;
};

}  // namespace portone
