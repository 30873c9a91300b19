// SPDX-License-Identifier: MIT
// Dates in Korean time (Asia/Seoul, +09:00, no daylight saving), ISO 8601, and the periods used in
// tests and scenarios. Reads no clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace portone {

/// The last second of the year 9999 in Korea: the latest supported time.
inline constexpr std::int64_t kLastUnixSecond = 253'402'268'399;

/// Korean time is this much ahead of UTC, all year.
inline constexpr std::chrono::hours kKoreanOffset{9};

/// "2022-08-24 04:55:00" in Korean time.
std::string FormatKoreanTime(Instant instant);

/// "20220824045500" in Korean time.
std::string FormatKoreanDigits(Instant instant);

/// "2022-08-24T04:55:00.000+09:00".
std::string FormatIso(Instant instant);

/// Parses ISO 8601 with an offset ("2024-01-31T09:00:00+09:00", "...Z"; seconds and milliseconds
/// are optional). Nullopt for any other format, a missing offset, an invalid date, or a time that
/// in Korea is not in the years 0000 to 9999, as FormatIso writes them.
std::optional<Instant> ParseIso(std::string_view text);

/// Midnight in Korea at the start of the instant's day.
Instant GetKoreanMidnight(Instant instant);

/// A period: calendar months, then an exact duration.
struct Period {
  int months = 0;
  Duration duration{0};
};

/// Parses "250ms", "90s", "15m", "12h", "30d" or ISO 8601 ("P1M", "P1Y2M3DT4H5M6S", "P2W"). Nullopt
/// for any other format, a negative period or one longer than 1,000 years.
std::optional<Period> ParsePeriod(std::string_view text);

/// Adds the months on the Korean calendar, clamped to the last day of the month (31 January + P1M
/// is 28 or 29 February at the same time of day), then the exact duration.
Instant Add(Instant instant, Period period);

}  // namespace portone
