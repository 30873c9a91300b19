// SPDX-License-Identifier: MIT
// One order in which payments are listed, with what finds a page of those that fit without looking
// at the others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "domain/payment.h"

namespace portone {

/// A set of payment statuses.
class StatusSet {
 public:
  StatusSet() = default;
  StatusSet(std::initializer_list<PaymentStatus> statuses) {
    for (const PaymentStatus status : statuses)
      bits_ |= Bit(status);
  }
  static StatusSet All() {
    return {PaymentStatus::kReady, PaymentStatus::kPaid, PaymentStatus::kCancelled,
            PaymentStatus::kFailed};
  }

  bool Has(PaymentStatus status) const { return (bits_ & Bit(status)) != 0; }
  bool empty() const { return bits_ == 0; }
  friend StatusSet operator&(StatusSet a, StatusSet b) {
    a.bits_ &= b.bits_;
    return a;
  }

 private:
  static unsigned Bit(PaymentStatus status) { return 1U << static_cast<unsigned>(status); }

  unsigned bits_ = 0;
};

/// What a list is narrowed to: payments of these statuses whose status took on between two
/// instants, both included.
struct PaymentFilter {
  StatusSet statuses = StatusSet::All();
  Instant from = Instant::min();
  Instant to = Instant::max();
};

enum class Direction : std::uint8_t { kForward, kBackward };

/// Payments are appended at the end; a place is given up when its payment moves. Slots are summed
/// up in buckets, buckets in groups of buckets and so on: a question descends only into what the
/// edge of its time span cuts through. Times that grow with the order, which is how payments come
/// about, make that a few buckets.
class PaymentOrder {
 public:
  using Place = std::uint32_t;

  /// REQUIRES: `payment` stays where it is.
  Place Append(const Payment& payment);
  /// To be called when the payment at a place has changed.
  void Refresh(Place place);
  /// Takes the payment out of this order.
  void Vacate(Place place);

  std::size_t Count(const PaymentFilter& filter) const;
  /// Appends to `out` those that fit, in this order or against it, after leaving out `skip` of
  /// them, until `out` holds `limit`. Returns how many of `skip` it could not leave out.
  std::size_t Take(const PaymentFilter& filter, Direction direction, std::size_t skip,
                   std::size_t limit, std::vector<const Payment*>& out) const;

 private:
  struct Slot {
    const Payment* payment = nullptr;  // null: vacant
    Instant since;                     // when its status took on
    PaymentStatus status = PaymentStatus::kReady;
  };
  struct Tally {
    std::uint32_t count = 0;
    Instant first = Instant::max();
    Instant last = Instant::min();

    void Add(const Tally& other);
  };
  using Summary = std::array<Tally, 4>;  // by status
  struct Walk;

  static constexpr std::size_t kBucket = 64;  // slots in a bucket
  static constexpr std::size_t kFan = 16;     // summaries summed up in one of the next level

  static bool Fits(const Slot& slot, const PaymentFilter& filter);
  static std::optional<std::size_t> CountWhole(const Summary& summary, const PaymentFilter& filter);
  static void Count(const Slot& slot, Summary& summary);
  Summary SumOf(std::size_t level, std::size_t index) const;
  void Resum(Place place);
  void AddLevel();
  std::pair<std::size_t, std::size_t> Below(std::size_t level, std::size_t index) const;
  std::size_t CountIn(std::size_t level, std::size_t index, const PaymentFilter& filter) const;
  void WalkIn(std::size_t level, std::size_t index, Walk& walk) const;

  std::vector<Slot> slots_;
  std::vector<std::vector<Summary>> levels_;  // 0: of buckets; the last has one or few summaries
};

/// When a payment took on the status it has.
Instant StatusSince(const Payment& payment);

}  // namespace portone
