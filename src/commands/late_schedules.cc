// SPDX-License-Identifier: MIT
#include "commands/late_schedules.h"

#include <algorithm>
#include <utility>

namespace portone::commands {
namespace {

constexpr std::size_t kMaxNamed = 5;

/// "kim, lee and others"
std::string ListCustomers(const std::vector<LateSchedule>& late) {
  std::vector<std::string> names;
  for (const LateSchedule& one : late) {
    if (std::find(names.begin(), names.end(), one.customer_uid.text) == names.end())
      names.push_back(one.customer_uid.text);
  }
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kMaxNamed); ++i)
    list += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kMaxNamed ? list + " and others" : list;
}

}  // namespace

void LateSchedules::Add(LateSchedule late) {
  ++total_;
  if (newest_.size() == kMaxStored) newest_.erase(newest_.begin());
  newest_.push_back(std::move(late));
}

std::vector<LateSchedule> LateSchedules::ListSince(std::size_t since) const {
  const std::size_t wanted = std::min(newest_.size(), total_ - std::min(since, total_));
  return {newest_.end() - static_cast<std::ptrdiff_t>(wanted), newest_.end()};
}

std::string DescribeLateSchedules(std::size_t total, const std::vector<LateSchedule>& newest) {
  return std::to_string(total) + (total == 1 ? " schedule (of " : " schedules (of ") +
         ListCustomers(newest) + (total == 1 ? ") was" : ") were") +
         " refused because the time had passed: the merchant's clock is behind. Run the merchant's "
         "program with portone-emulator exec --share-clock, so that it has the sandbox's time";
}

}  // namespace portone::commands
