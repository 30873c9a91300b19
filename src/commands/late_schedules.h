// SPDX-License-Identifier: MIT
// Schedules that were refused because their time had passed: the sign of a merchant whose clock is
// behind the sandbox's. Knows neither which call it was nor whether an advance is in progress.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/instant.h"
#include "domain/ids.h"

namespace portone::commands {

/// One refused schedule.
struct LateSchedule {
  CustomerUid customer_uid;
  MerchantUid merchant_uid;
  Instant schedule_at;  ///< the requested time
  Instant now;          ///< the sandbox's time then
};

/// Counts all, and keeps the newest. Not thread-safe (guarded by the engine).
class LateSchedules {
 public:
  void Add(LateSchedule late);
  void Clear() { *this = LateSchedules(); }

  /// How many there were.
  std::size_t total() const { return total_; }
  /// The newest of those after the first `since`, oldest first.
  std::vector<LateSchedule> ListSince(std::size_t since) const;

  static constexpr std::size_t kMaxStored = 100;

 private:
  std::vector<LateSchedule> newest_;
  std::size_t total_ = 0;
};

/// Describes `total` refused schedules, of which `newest` are still stored: how many there were, of
/// which customers, the cause and the remedy. REQUIRES: `total` is not 0.
std::string DescribeLateSchedules(std::size_t total, const std::vector<LateSchedule>& newest);

}  // namespace portone::commands
