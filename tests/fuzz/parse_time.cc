// SPDX-License-Identifier: MIT
#include "domain/calendar.h"
#include "fuzz/targets.h"

namespace portone::testing {

void ParseTimeText(std::string_view text) {
  if (const auto instant = ParseIso(text)) {
    Require(ParseIso(FormatIso(*instant)) == instant, "a time is read as it was written");
    Require(GetKoreanMidnight(*instant) <= *instant, "midnight is not after the time");
    (void)FormatKoreanTime(*instant);
    (void)FormatKoreanDigits(*instant);
  }
  if (const auto period = ParsePeriod(text)) {
    Require(period->months >= 0 && period->duration >= Duration{0}, "a period is not negative");
    const Instant start = *ParseIso("2024-01-31T09:00:00+09:00");
    Require(Add(start, *period) >= start, "a period ends where it begins, or later");
  }
}

}  // namespace portone::testing
