// SPDX-License-Identifier: MIT
// Recurring times, given by the five fields of a crontab, in Korean time. Reads no clock.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "base/instant.h"

namespace portone {

/// The minutes that match the five fields.
struct CronSchedule {
  std::bitset<60> minutes;
  std::bitset<24> hours;
  std::bitset<32> days;     ///< of the month, from 1
  std::bitset<13> months;   ///< from 1
  std::bitset<7> weekdays;  ///< 0: Sunday
  bool any_day = true;      ///< the field of days begins with "*"
  bool any_weekday = true;  ///< the field of weekdays begins with "*"

  friend bool operator==(const CronSchedule&, const CronSchedule&) = default;
};

/// Parses "minute hour day month weekday", as in crontab(5): "*", numbers, three-letter names of
/// months and weekdays, ranges, lists, steps. When both the day of the month and the
/// weekday are restricted, a date has to match only one of them. Nullopt for any other text.
std::optional<CronSchedule> ParseCron(std::string_view text);

/// The first minute after `instant`; nullopt when there is none within eight years (30 February).
std::optional<Instant> FindNextMinute(const CronSchedule& schedule, Instant instant);

}  // namespace portone
