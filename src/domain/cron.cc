// SPDX-License-Identifier: MIT
#include "domain/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "domain/calendar.h"

namespace portone {
namespace {

using namespace std::chrono;

/// From one leap year to the next across the turn of a century.
constexpr days kLongestSearch{8 * 366};

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"sun", "mon", "tue", "wed",
                                                    "thu", "fri", "sat"};

/// A field: the range of its values, and the names of those from `first_named` on.
struct CronField {
  unsigned first;
  unsigned last;
  std::span<const std::string_view> names{};
  unsigned first_named = 0;
};

constexpr CronField kMinuteField{0, 59};
constexpr CronField kHourField{0, 23};
constexpr CronField kDayField{1, 31};
constexpr CronField kMonthField{1, 12, kMonths, 1};
constexpr CronField kWeekdayField{0, 7, kWeekdays, 0};  // 7 is Sunday, too

std::vector<std::string_view> SplitCron(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::optional<unsigned> ParseCronNumber(std::string_view text) {
  unsigned number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

std::optional<unsigned> ParseCronValue(std::string_view text, const CronField& field) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto named = std::find(field.names.begin(), field.names.end(), lower);
  if (named != field.names.end())
    return static_cast<unsigned>(named - field.names.begin()) + field.first_named;
  const std::optional<unsigned> number = ParseCronNumber(text);
  if (!number || *number < field.first || *number > field.last) return std::nullopt;
  return number;
}

/// "*", "5", "1-5", each perhaps with "/2". False when it is none of them.
template <std::size_t N>
bool AddCronPart(std::string_view part, const CronField& field, std::bitset<N>& values) {
  const std::size_t slash = part.find('/');
  const std::string_view range = part.substr(0, slash);
  const bool has_step = slash != std::string_view::npos;
  const auto step = has_step ? ParseCronNumber(part.substr(slash + 1)) : std::optional<unsigned>(1);
  if (!step || *step == 0) return false;
  const std::size_t dash = range.find('-');
  const bool is_any = range == "*";
  const auto first =
      is_any ? std::optional(field.first) : ParseCronValue(range.substr(0, dash), field);
  auto last = first;
  if (is_any || (has_step && dash == std::string_view::npos)) last = field.last;
  if (!is_any && dash != std::string_view::npos)
    last = ParseCronValue(range.substr(dash + 1), field);
  if (!first || !last || *last < *first) return false;
  for (unsigned value = *first; value <= *last; value += *step)
    values.set(&field == &kWeekdayField ? value % 7 : value);
  return true;
}

template <std::size_t N>
bool ReadCronField(std::string_view text, const CronField& field, std::bitset<N>& values) {
  const std::vector<std::string_view> parts = SplitCron(text, ',');
  return std::all_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return AddCronPart(part, field, values); });
}

bool IsOnDay(const CronSchedule& schedule, sys_days day) {
  const year_month_day date{day};
  if (!schedule.months.test(unsigned{date.month()})) return false;
  const bool is_day = schedule.days.test(unsigned{date.day()});
  const bool is_weekday = schedule.weekdays.test(weekday{day}.c_encoding());
  if (schedule.any_day || schedule.any_weekday) return is_day && is_weekday;
  return is_day || is_weekday;
}

}  // namespace

std::optional<CronSchedule> ParseCron(std::string_view text) {
  std::vector<std::string_view> fields = SplitCron(text, ' ');
  std::erase(fields, std::string_view());
  if (fields.size() != 5) return std::nullopt;
  CronSchedule schedule;
  const bool is_valid = ReadCronField(fields[0], kMinuteField, schedule.minutes) &&
                        ReadCronField(fields[1], kHourField, schedule.hours) &&
                        ReadCronField(fields[2], kDayField, schedule.days) &&
                        ReadCronField(fields[3], kMonthField, schedule.months) &&
                        ReadCronField(fields[4], kWeekdayField, schedule.weekdays);
  if (!is_valid) return std::nullopt;
  schedule.any_day = fields[2].starts_with('*');
  schedule.any_weekday = fields[4].starts_with('*');
  return schedule;
}

std::optional<Instant> FindNextMinute(const CronSchedule& schedule, Instant instant) {
  const Instant local = floor<minutes>(instant + kKoreanOffset) + minutes{1};
  const sys_days first = floor<days>(local);
  for (sys_days day = first; day <= first + kLongestSearch; day += days{1}) {
    if (!IsOnDay(schedule, day)) continue;
    const minutes start = day == first ? floor<minutes>(local - day) : minutes{0};
    for (minutes at = start; at < days{1}; at += minutes{1}) {
      const auto hour = static_cast<std::size_t>(floor<hours>(at).count());
      const auto minute = static_cast<std::size_t>(at.count() % 60);
      if (schedule.hours.test(hour) && schedule.minutes.test(minute))
        return Instant{day} + at - kKoreanOffset;
    }
  }
  return std::nullopt;
}

}  // namespace portone
