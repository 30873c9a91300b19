// SPDX-License-Identifier: MIT
// Dates as people in Korea read them: Asia/Seoul (+09:00, without summer time), ISO 8601, and the
// spans of time that a test names. Reads no clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace portone {

/// The last second of the year 9999 in Korea: no later time is understood anywhere.
inline constexpr std::int64_t kLastUnixSecond = 253'402'268'399;

/// "2022-08-24 04:55:00" in Korean time.
std::string FormatKoreanTime(Instant instant);

/// "20220824045500" in Korean time.
std::string FormatKoreanDigits(Instant instant);

/// "2022-08-24T04:55:00.000+09:00".
std::string FormatIso(Instant instant);

/// Reads ISO 8601 with an offset ("2024-01-31T09:00:00+09:00", "...Z", seconds and milliseconds
/// optional). Nothing when the text is not that, or has no offset, or names no real date.
std::optional<Instant> ParseIso(std::string_view text);

/// The first instant of the day in Korea.
Instant KoreanMidnight(Instant instant);

/// A span of time: calendar months first, then an exact duration.
struct Period {
  int months = 0;
  Duration rest{0};
};

/// Reads "250ms", "90s", "15m", "12h", "30d" or ISO 8601 ("P1M", "P1Y2M3DT4H5M6S", "P2W"). Nothing
/// for anything else, for a negative one, or for one beyond 1,000 years.
std::optional<Period> ParsePeriod(std::string_view text);

/// Adds months on the Korean calendar, clamped to the last day of the month (31 January + P1M is
/// 28 or 29 February at the same time of day), then the rest exactly.
Instant Add(Instant instant, Period period);

}  // namespace portone
