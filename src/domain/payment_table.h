// SPDX-License-Identifier: MIT
// All payments of one merchant and the ways to find and list them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/payment_index.h"

namespace portone {

/// By what payments are sorted. Each is a time that only grows, so the order in which it was set is
/// the order of the list.
enum class PaymentSorting : std::uint8_t {
  kStarted,  ///< when the attempt began
  kPaid,     ///< when it was paid; those that never were count as paid before all others
  kUpdated,  ///< when the status last changed
};

/// "started" or "-started", and so on; a minus is kBackward. Nothing for another text.
struct ListOrder {
  PaymentSorting sorting = PaymentSorting::kStarted;
  Direction direction = Direction::kBackward;
};
std::optional<ListOrder> FindListOrder(std::string_view text);

/// In which order payments were paid, and took on their statuses, within one instant. Those that
/// are not named stand before those that are, as the table has them.
struct PaymentTieBreaks {
  std::vector<ImpUid> paid;
  std::vector<ImpUid> updated;

  bool empty() const { return paid.empty() && updated.empty(); }
};

/// Addresses of payments stay good as long as the table lives, also when it is moved.
class PaymentTable {
 public:
  /// REQUIRES: no payment has this imp_uid.
  const Payment& Insert(Payment payment);

  /// Takes over what another table has kept, in the order of its All. Within one instant it lists
  /// them in that order too, unless `ties` knows better. REQUIRES: this one is new, and no two have
  /// one imp_uid.
  void Restore(std::vector<Payment> kept, const PaymentTieBreaks& ties = {});
  /// What Restore needs of this table besides All; empty when it needs nothing.
  PaymentTieBreaks TieBreaks() const;

  /// Null when there is none.
  const Payment* Find(const ImpUid& imp_uid) const;
  /// Every attempt under an order number, oldest first; empty when there is none.
  const std::vector<const Payment*>& Attempts(const MerchantUid& merchant_uid) const;
  /// Every payment of a customer's key, oldest first; empty when there is none.
  const std::vector<const Payment*>& Of(const CustomerUid& customer_uid) const;
  /// Every payment, oldest first.
  const std::deque<Payment>& All() const { return payments_; }

  /// How many payments fit. In the order of their statuses' times a span is one piece.
  std::size_t Count(const PaymentFilter& filter) const { return updated_.Count(filter); }
  /// Those that fit, in their order, from the `skip`th on, at most `limit`.
  std::vector<const Payment*> List(const PaymentFilter& filter, ListOrder order, std::size_t skip,
                                   std::size_t limit) const;
  /// Brings payments of this table into the same order.
  void Sort(std::vector<const Payment*>& payments, ListOrder order) const;

  /// Lets `change` change a payment: the only way to. REQUIRES: it exists, and neither its ids nor
  /// its customer change.
  template <class Change>
  const Payment& Update(const ImpUid& imp_uid, const Change& change) {
    Entry& entry = Get(imp_uid);
    change(*entry.payment);
    Follow(entry);
    return *entry.payment;
  }

 private:
  /// A payment and where it stands.
  struct Entry {
    Payment* payment;
    PaymentOrder::Place started;
    PaymentOrder::Place updated;
    std::optional<PaymentOrder::Place> paid;
    PaymentStatus status;
    Instant since;
  };

  Entry& Get(const ImpUid& imp_uid);
  Entry& Add(Payment payment);
  void Follow(Entry& entry);
  std::pair<bool, PaymentOrder::Place> PlaceOf(const Payment& payment,
                                               PaymentSorting sorting) const;

  std::deque<Payment> payments_;
  std::unordered_map<ImpUid, Entry> by_imp_uid_;
  std::unordered_map<MerchantUid, std::vector<const Payment*>> attempts_;
  std::unordered_map<CustomerUid, std::vector<const Payment*>> of_;
  PaymentOrder started_;
  PaymentOrder paid_;
  PaymentOrder updated_;
};

}  // namespace portone
