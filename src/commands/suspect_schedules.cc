// SPDX-License-Identifier: MIT
#include "commands/suspect_schedules.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace portone::commands {
namespace {

constexpr std::size_t kMaxNamed = 5;

/// "kim, lee and others"
std::string ListCustomers(const std::vector<SuspectSchedule>& schedules) {
  std::vector<std::string> names;
  for (const SuspectSchedule& schedule : schedules) {
    if (std::find(names.begin(), names.end(), schedule.customer_uid.text) == names.end())
      names.push_back(schedule.customer_uid.text);
  }
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kMaxNamed); ++i)
    list += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kMaxNamed ? list + " and others" : list;
}

/// "2 schedules (of kim, lee) were"
std::string CountSchedules(std::size_t count, const std::vector<SuspectSchedule>& newest) {
  return std::to_string(count) + (count == 1 ? " schedule (of " : " schedules (of ") +
         ListCustomers(newest) + (count == 1 ? ") was" : ") were");
}

std::string DescribeRemedy(ClockRemedy remedy) {
  const std::string how =
      remedy == ClockRemedy::kScenario
          ? R"(Let the scenario's "shop" start the merchant's program ("command") with )"
            R"("share_clock": true)"
          : "Run the merchant's program with portone-emulator exec --share-clock";
  return how + ", so that it has the sandbox's time";
}

/// By how much the nearest of them was ahead when it was made, in whole days.
std::string CountDaysAhead(const std::vector<SuspectSchedule>& schedules) {
  const auto nearest =
      std::min_element(schedules.begin(), schedules.end(),
                       [](const SuspectSchedule& left, const SuspectSchedule& right) {
                         return left.schedule_at - left.now < right.schedule_at - right.now;
                       });
  return std::to_string(
      std::chrono::floor<std::chrono::days>(nearest->schedule_at - nearest->now).count());
}

}  // namespace

void SuspectSchedules::Add(SuspectSchedule schedule) {
  ++total_;
  if (newest_.size() == kMaxStored) newest_.erase(newest_.begin());
  newest_.push_back(std::move(schedule));
}

std::vector<SuspectSchedule> SuspectSchedules::ListSince(std::size_t since) const {
  const std::size_t wanted = std::min(newest_.size(), total_ - std::min(since, total_));
  return {newest_.end() - static_cast<std::ptrdiff_t>(wanted), newest_.end()};
}

std::vector<SuspectSchedule> SuspectSchedules::ListAfter(Instant now) const {
  std::vector<SuspectSchedule> after;
  std::copy_if(newest_.begin(), newest_.end(), std::back_inserter(after),
               [now](const SuspectSchedule& schedule) { return schedule.schedule_at > now; });
  return after;
}

std::string DescribeLateSchedules(std::size_t total, const std::vector<SuspectSchedule>& newest,
                                  ClockRemedy remedy) {
  return CountSchedules(total, newest) +
         " refused because the time had passed: the merchant's clock is behind. " +
         DescribeRemedy(remedy);
}

std::string DescribeDistantSchedules(const std::vector<SuspectSchedule>& schedules,
                                     ClockRemedy remedy) {
  const std::string days = CountDaysAhead(schedules);
  return CountSchedules(schedules.size(), schedules) + " made for a time " + days +
         " days or more ahead: unless that was meant, the merchant's clock is ahead of the "
         "sandbox's by about as much. " +
         DescribeRemedy(remedy) +
         R"(, or start the sandbox's clock at the merchant's time ("clock": {"start": …}))";
}

}  // namespace portone::commands
