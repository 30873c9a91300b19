// SPDX-License-Identifier: MIT
#include "domain/calendar.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>

namespace portone {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kLastYear = 9'999;             // years are written with four digits
constexpr std::int64_t kMaxUnits = 400'000;  // in days: about 1,000 years
constexpr std::int64_t kMaxSeconds = 40'000'000'000;

struct KoreanTime {
  year_month_day date;
  Duration time_of_day;
};

KoreanTime ToKorean(Instant instant) {
  const Instant local = instant + kKoreanOffset;
  const sys_days day = floor<days>(local);
  return {year_month_day{day}, local - day};
}

/// Appends a number with zeros before it, so that it has at least `width` characters.
void AppendNumber(std::string& text, std::int64_t value, std::size_t width) {
  std::array<char, 24> buffer{};
  const char* const end =
      std::to_chars(buffer.begin(), buffer.end(), value < 0 ? -value : value).ptr;
  const std::size_t digits = static_cast<std::size_t>(end - buffer.data());
  const std::size_t length = digits + (value < 0 ? 1 : 0);
  if (value < 0) text += '-';
  if (length < width) text.append(width - length, '0');
  text.append(buffer.data(), digits);
}

/// The texts between the numbers of a time.
struct Separators {
  std::string_view in_date;
  std::string_view before_time;
  std::string_view in_time;
};

std::string FormatKorean(Instant instant, const Separators& separators) {
  const auto [date, time] = ToKorean(instant);
  const std::int64_t second_of_day = floor<seconds>(time).count();
  std::string text;
  text.reserve(32);
  AppendNumber(text, int{date.year()}, 4);
  text += separators.in_date;
  AppendNumber(text, unsigned{date.month()}, 2);
  text += separators.in_date;
  AppendNumber(text, unsigned{date.day()}, 2);
  text += separators.before_time;
  AppendNumber(text, second_of_day / 3600, 2);
  text += separators.in_time;
  AppendNumber(text, second_of_day / 60 % 60, 2);
  text += separators.in_time;
  AppendNumber(text, second_of_day % 60, 2);
  return text;
}

/// Consumes exactly `width` leading digits; nullopt when there are fewer.
std::optional<int> TakeNumber(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool TakeChar(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::int64_t> TakeCount(std::string_view& text) {
  std::int64_t value = 0;
  std::size_t digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
    value = value * 10 + (text.front() - '0');
    if (++digits > 14) return std::nullopt;
  }
  if (digits == 0) return std::nullopt;
  return value;
}

std::optional<minutes> TakeOffset(std::string_view& text) {
  if (TakeChar(text, 'Z') || TakeChar(text, 'z')) return minutes{0};
  const bool is_negative = !text.empty() && text.front() == '-';
  if (!TakeChar(text, '+') && !TakeChar(text, '-')) return std::nullopt;
  const auto hour = TakeNumber(text, 2);
  TakeChar(text, ':');
  const auto minute = TakeNumber(text, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const minutes offset = hours{*hour} + minutes{*minute};
  return is_negative ? -offset : offset;
}

std::optional<sys_days> TakeDate(std::string_view& text) {
  const auto year = TakeNumber(text, 4);
  if (!year || !TakeChar(text, '-')) return std::nullopt;
  const auto month = TakeNumber(text, 2);
  if (!month || !TakeChar(text, '-')) return std::nullopt;
  const auto day = TakeNumber(text, 2);
  if (!day) return std::nullopt;
  const year_month_day date{std::chrono::year{*year},
                            std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

std::optional<Duration> TakeTime(std::string_view& text) {
  const auto hour = TakeNumber(text, 2);
  if (!hour || !TakeChar(text, ':')) return std::nullopt;
  const auto minute = TakeNumber(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  Duration time = hours{*hour} + minutes{*minute};
  if (TakeChar(text, ':')) {
    const auto second = TakeNumber(text, 2);
    if (!second || *second > 59) return std::nullopt;
    time += seconds{*second};
    if (TakeChar(text, '.')) {
      const auto milli = TakeNumber(text, 3);
      if (!milli) return std::nullopt;
      time += Duration{*milli};
    }
  }
  return time;
}

/// Adds one component, such as "3D" or "4H", of an ISO 8601 period. False when the unit is not
/// valid in this section or the count is too large.
bool AddIsoPart(Period& period, std::int64_t count, char unit, bool after_t) {
  const std::string_view units = after_t ? "HMS" : "YMWD";
  if (units.find(unit) == std::string_view::npos || count > kMaxSeconds) return false;
  if (after_t) {
    period.duration += seconds{count * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1)};
    return true;
  }
  if (count > kMaxUnits) return false;
  switch (unit) {
    case 'Y':
      period.months += static_cast<int>(count) * 12;
      break;
    case 'M':
      period.months += static_cast<int>(count);
      break;
    case 'W':
      period.duration += days{count * 7};
      break;
    default:
      period.duration += days{count};
      break;
  }
  return true;
}

std::optional<Period> ParseIsoPeriod(std::string_view text) {
  Period period;
  bool after_t = false;
  std::size_t parts = 0;
  std::size_t last_unit = 0;
  constexpr std::string_view kOrder = "YMWD";
  constexpr std::string_view kTimeOrder = "HMS";
  while (!text.empty()) {
    if (!after_t && TakeChar(text, 'T')) {
      after_t = true;
      last_unit = 0;
      if (text.empty()) return std::nullopt;
      continue;
    }
    const auto count = TakeCount(text);
    if (!count || text.empty()) return std::nullopt;
    const char unit = text.front();
    const std::size_t order = (after_t ? kTimeOrder : kOrder).find(unit) + 1;
    if (order <= last_unit || !AddIsoPart(period, *count, unit, after_t)) return std::nullopt;
    last_unit = order;
    text.remove_prefix(1);
    ++parts;
  }
  if (parts == 0) return std::nullopt;
  return period;
}

std::optional<Period> ParseShortPeriod(std::string_view text) {
  const auto count = TakeCount(text);
  if (!count) return std::nullopt;
  if (text == "ms") return Period{0, Duration{*count}};
  if (text.size() != 1 || *count > kMaxSeconds) return std::nullopt;
  switch (text.front()) {
    case 's':
      return Period{0, seconds{*count}};
    case 'm':
      return Period{0, minutes{*count}};
    case 'h':
      return Period{0, hours{*count}};
    case 'd':
      return *count > kMaxUnits ? std::nullopt : std::optional(Period{0, days{*count}});
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string FormatKoreanTime(Instant instant) {
  return FormatKorean(instant, {"-", " ", ":"});
}

std::string FormatKoreanDigits(Instant instant) {
  return FormatKorean(instant, {"", "", ""});
}

std::string FormatIso(Instant instant) {
  std::string text = FormatKorean(instant, {"-", "T", ":"});
  text += '.';
  AppendNumber(text, (instant - floor<seconds>(instant)).count(), 3);
  text += "+09:00";
  return text;
}

Instant GetKoreanMidnight(Instant instant) {
  return Instant{floor<days>(instant + kKoreanOffset)} - kKoreanOffset;
}

std::optional<Instant> ParseIso(std::string_view text) {
  const auto date = TakeDate(text);
  if (!date || (!TakeChar(text, 'T') && !TakeChar(text, 't'))) return std::nullopt;
  const auto time = TakeTime(text);
  if (!time) return std::nullopt;
  const auto offset = TakeOffset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const Instant instant = Instant{*date} + *time - *offset;
  const int year{ToKorean(instant).date.year()};
  return year < 0 || year > kLastYear ? std::nullopt : std::optional(instant);
}

std::optional<Period> ParsePeriod(std::string_view text) {
  const bool is_iso = TakeChar(text, 'P');
  const std::optional<Period> period = is_iso ? ParseIsoPeriod(text) : ParseShortPeriod(text);
  if (!period || period->months > 12'000 || period->duration > seconds{kMaxSeconds}) {
    return std::nullopt;
  }
  return period;
}

Instant Add(Instant instant, Period period) {
  if (period.months == 0) return instant + period.duration;
  const auto [date, time] = ToKorean(instant);
  year_month_day moved = date + months{period.months};
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return Instant{sys_days{moved}} + time - kKoreanOffset + period.duration;
}

}  // namespace portone
