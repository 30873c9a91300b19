// SPDX-License-Identifier: MIT
// An index over one listing order of payments: counts and pages the payments that match a filter
// without scanning the others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "base/enum_set.h"
#include "base/instant.h"
#include "domain/payment.h"

namespace portone {

using StatusSet = EnumSet<PaymentStatus>;

/// Selects payments with one of these statuses whose status was set between two instants,
/// inclusive.
struct PaymentFilter {
  StatusSet statuses = StatusSet::All();
  Instant from = Instant::min();
  Instant to = Instant::max();
};

enum class SortDirection : std::uint8_t { kAscending, kDescending };

/// Payments are appended at the end; when a payment moves, its old slot stays vacant. A tree of
/// summaries covers the slots: buckets, groups of buckets and so on. A query descends only into
/// nodes that the bounds of its period cut through; since times mostly increase with the order,
/// these are few.
class PaymentIndex {
 public:
  using Slot = std::uint32_t;

  /// REQUIRES: the address of `payment` does not change.
  Slot Append(const Payment& payment);
  /// Must be called when the payment in a slot has changed.
  void Refresh(Slot slot);
  /// Removes the payment from the index.
  void Remove(Slot slot);

  std::size_t Count(const PaymentFilter& filter) const;
  /// Skips `skip` matching payments, then appends matching ones to `out`, forwards or backwards,
  /// until `out` holds `limit`. Returns the part of `skip` that is left over when the payments run
  /// out.
  std::size_t Collect(const PaymentFilter& filter, SortDirection direction, std::size_t skip,
                      std::size_t limit, std::vector<const Payment*>& out) const;

 private:
  struct Entry {
    const Payment* payment = nullptr;  // null: vacant
    Instant status_time;               // when its status was set
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

  static constexpr std::size_t kBucketSize = 64;  // slots per bucket
  static constexpr std::size_t kFanOut = 16;      // children per summary of a higher level

  static bool Matches(const Entry& entry, const PaymentFilter& filter);
  static std::optional<std::size_t> CountIfUniform(const Summary& summary,
                                                   const PaymentFilter& filter);
  static void Count(const Entry& entry, Summary& summary);
  Summary ComputeSummary(std::size_t level, std::size_t index) const;
  void UpdateSummaries(Slot slot);
  void AddLevel();
  std::pair<std::size_t, std::size_t> GetChildren(std::size_t level, std::size_t index) const;
  std::size_t CountNode(std::size_t level, std::size_t index, const PaymentFilter& filter) const;
  void VisitNode(std::size_t level, std::size_t index, Walk& walk) const;

  std::vector<Entry> slots_;
  std::vector<std::vector<Summary>>
      levels_;  // 0: of buckets; the last has at most kFanOut summaries
};

/// When the payment's current status was set.
Instant GetStatusTime(const Payment& payment);

}  // namespace portone
