// SPDX-License-Identifier: MIT
// Schedules whose times are a sign that the merchant's clock is not the sandbox's: late ones, which
// were refused because their time had passed, and distant ones. Independent of the call and of
// whether an advance is in progress.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "domain/ids.h"

namespace portone::commands {

/// How a merchant's program gets the sandbox's time, where the sandbox is.
enum class ClockRemedy : std::uint8_t {
  kExec,      ///< exec --share-clock
  kScenario,  ///< share_clock of a scenario that is run
};

/// One such schedule.
struct SuspectSchedule {
  CustomerUid customer_uid;
  MerchantUid merchant_uid;
  Instant schedule_at;  ///< the requested time
  Instant now;          ///< the sandbox's time then
};

/// A schedule is distant when its time is further ahead than this: a yearly renewal is not.
inline constexpr Duration kDistantAfter = std::chrono::hours{400 * 24};

/// Counts all, and keeps the newest. Not thread-safe (guarded by the engine).
class SuspectSchedules {
 public:
  void Add(SuspectSchedule schedule);
  void Clear() { *this = SuspectSchedules(); }

  /// How many there were.
  std::size_t total() const { return total_; }
  /// The newest of those after the first `since`, oldest first.
  std::vector<SuspectSchedule> ListSince(std::size_t since) const;
  /// The newest of those whose time is after `now`, oldest first.
  std::vector<SuspectSchedule> ListAfter(Instant now) const;

  static constexpr std::size_t kMaxStored = 100;

 private:
  std::vector<SuspectSchedule> newest_;
  std::size_t total_ = 0;
};

/// Describes `total` late schedules, of which `newest` are still stored: how many there were, of
/// which customers, the cause and the remedy. REQUIRES: `total` is not 0.
std::string DescribeLateSchedules(std::size_t total, const std::vector<SuspectSchedule>& newest,
                                  ClockRemedy remedy);

/// Describes distant schedules: how many of which customers, by how much the merchant's clock may
/// be ahead, and the remedy. REQUIRES: `schedules` is not empty.
std::string DescribeDistantSchedules(const std::vector<SuspectSchedule>& schedules,
                                     ClockRemedy remedy);

}  // namespace portone::commands
