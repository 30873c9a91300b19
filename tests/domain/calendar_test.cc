// SPDX-License-Identifier: MIT
#include "domain/calendar.h"

#include <tuple>

#include "support/catch.h"

namespace portone {
namespace {

Instant ParseInstant(const std::string& text) {
  const std::optional<Instant> instant = ParseIso(text);
  REQUIRE(instant);
  return *instant;
}

Instant AddPeriod(const std::string& from, const std::string& period) {
  const std::optional<Period> parsed = ParsePeriod(period);
  REQUIRE(parsed);
  return Add(ParseInstant(from), *parsed);
}

TEST_CASE("calendar: a time is read only if it can be written with a year of four digits",
          "[domain]") {
  for (const char* text : {"0000-01-01T00:00:00.000+09:00", "9999-12-31T23:59:59.999+09:00"}) {
    INFO(text);
    REQUIRE(ParseIso(text));
    CHECK(FormatIso(*ParseIso(text)) == text);
  }
  CHECK_FALSE(ParseIso("9999-12-31T23:59:59+08:00"));
  CHECK_FALSE(ParseIso("0000-01-01T00:00:00+10:00"));
}

TEST_CASE("calendar: formats an instant in Korean time", "[domain][calendar]") {
  const Instant recorded = FromUnixSeconds(1'661'284'500);
  CHECK(FormatKoreanTime(recorded) == "2022-08-24 04:55:00");
  CHECK(FormatKoreanDigits(recorded) == "20220824045500");
  CHECK(FormatIso(recorded + Duration{7}) == "2022-08-24T04:55:00.007+09:00");
}

TEST_CASE("calendar: the Korean day begins nine hours before the UTC day", "[domain][calendar]") {
  CHECK(FormatKoreanTime(ParseInstant("2023-12-31T14:59:59Z")) == "2023-12-31 23:59:59");
  CHECK(FormatKoreanTime(ParseInstant("2023-12-31T15:00:00Z")) == "2024-01-01 00:00:00");
}

TEST_CASE("calendar: formats instants before 1970", "[domain][calendar]") {
  CHECK(FormatIso(FromUnixSeconds(0) - Duration{1}) == "1970-01-01T08:59:59.999+09:00");
  CHECK(FormatKoreanTime(FromUnixSeconds(-86'400)) == "1969-12-31 09:00:00");
  CHECK(FormatKoreanTime(ParseInstant("0033-04-03T06:00:00Z")) == "0033-04-03 15:00:00");
}

TEST_CASE("calendar: parses ISO 8601 with an offset", "[domain][calendar]") {
  const auto [text, printed] = GENERATE(table<std::string, std::string>({
      {"2024-01-31T09:00:00+09:00", "2024-01-31T09:00:00.000+09:00"},
      {"2024-01-31T09:00+09:00", "2024-01-31T09:00:00.000+09:00"},
      {"2024-01-31T09:00:00.250+09:00", "2024-01-31T09:00:00.250+09:00"},
      {"2024-01-31T00:00:00Z", "2024-01-31T09:00:00.000+09:00"},
      {"2024-01-31t00:00:00z", "2024-01-31T09:00:00.000+09:00"},
      {"2024-01-30T19:00:00-0500", "2024-01-31T09:00:00.000+09:00"},
      {"2024-01-31T05:30:00+05:30", "2024-01-31T09:00:00.000+09:00"},
      {"2024-02-29T23:59:59.999+09:00", "2024-02-29T23:59:59.999+09:00"},
      {"2000-02-29T00:00:00+09:00", "2000-02-29T00:00:00.000+09:00"},
      {"9999-12-31T23:59:59+09:00", "9999-12-31T23:59:59.000+09:00"},
  }));
  CAPTURE(text);
  const std::optional<Instant> instant = ParseIso(text);
  REQUIRE(instant);
  CHECK(FormatIso(*instant) == printed);
  CHECK(ParseIso(FormatIso(*instant)) == instant);
}

TEST_CASE("calendar: rejects invalid instants", "[domain][calendar]") {
  const std::string text = GENERATE(
      "", "now", "2024-01-31", "2024-01-31T09:00:00", "2024-01-31 09:00:00+09:00",
      "2024-1-31T09:00:00Z", "2024-01-31T9:00:00Z", "2024-01-31T09Z", "24-01-31T09:00:00Z",
      "2024-02-30T09:00:00Z", "2023-02-29T09:00:00Z", "1900-02-29T09:00:00Z",
      "2024-13-01T09:00:00Z", "2024-00-01T09:00:00Z", "2024-01-00T09:00:00Z",
      "2024-01-32T09:00:00Z", "2024-01-31T24:00:00Z", "2024-01-31T23:60:00Z",
      "2024-01-31T23:00:60Z", "2024-01-31T09:00:00.5Z", "2024-01-31T09:00:00.Z",
      "2024-01-31T09:00:00+09", "2024-01-31T09:00:00+24:00", "2024-01-31T09:00:00+09:60",
      "2024-01-31T09:00:00Zjunk", " 2024-01-31T09:00:00Z", "2024-01-31T09:00:00Z ", "1706659200");
  CAPTURE(text);
  CHECK_FALSE(ParseIso(text));
}

TEST_CASE("calendar: a month later is clamped to the last day of the month", "[domain][calendar]") {
  const auto [from, period, expected] = GENERATE(table<std::string, std::string, std::string>({
      {"2024-01-31T09:00:00+09:00", "P1M", "2024-02-29T09:00:00.000+09:00"},
      {"2023-01-31T09:00:00+09:00", "P1M", "2023-02-28T09:00:00.000+09:00"},
      {"2023-01-28T09:00:00+09:00", "P1M", "2023-02-28T09:00:00.000+09:00"},
      {"2024-03-31T09:00:00+09:00", "P1M", "2024-04-30T09:00:00.000+09:00"},
      {"2024-12-31T09:00:00+09:00", "P2M", "2025-02-28T09:00:00.000+09:00"},
      {"2024-02-29T09:00:00+09:00", "P1Y", "2025-02-28T09:00:00.000+09:00"},
      {"2024-02-29T09:00:00+09:00", "P4Y", "2028-02-29T09:00:00.000+09:00"},
      {"2096-02-29T09:00:00+09:00", "P4Y", "2100-02-28T09:00:00.000+09:00"},
      {"2024-01-31T09:00:00+09:00", "P1MT1H", "2024-02-29T10:00:00.000+09:00"},
      {"2024-01-31T09:00:00+09:00", "P1M1D", "2024-03-01T09:00:00.000+09:00"},
      {"2024-01-15T23:59:59.999+09:00", "P1M", "2024-02-15T23:59:59.999+09:00"},
  }));
  CAPTURE(from, period);
  CHECK(FormatIso(AddPeriod(from, period)) == expected);
}

TEST_CASE("calendar: months are those of the Korean calendar", "[domain][calendar]") {
  // 31 January in Korea, still 30 January in UTC.
  CHECK(FormatIso(AddPeriod("2024-01-30T20:00:00Z", "P1M")) == "2024-02-29T05:00:00.000+09:00");
  // 1 March in Korea, still 29 February in UTC.
  CHECK(FormatIso(AddPeriod("2024-02-29T20:00:00Z", "P1M")) == "2024-04-01T05:00:00.000+09:00");
}

TEST_CASE("calendar: days and hours are exact", "[domain][calendar]") {
  CHECK(FormatIso(AddPeriod("2024-02-28T09:00:00+09:00", "1d")) == "2024-02-29T09:00:00.000+09:00");
  CHECK(FormatIso(AddPeriod("2024-02-28T09:00:00+09:00", "366d")) ==
        "2025-02-28T09:00:00.000+09:00");
  CHECK(FormatIso(AddPeriod("2024-12-31T23:59:59+09:00", "1s")) == "2025-01-01T00:00:00.000+09:00");
}

TEST_CASE("calendar: a day begins at midnight in Korea", "[domain][calendar]") {
  const Instant midnight = ParseInstant("2024-02-01T00:00:00+09:00");
  CHECK(GetKoreanMidnight(midnight) == midnight);
  CHECK(GetKoreanMidnight(midnight - Duration{1}) == midnight - std::chrono::hours{24});
  CHECK(GetKoreanMidnight(midnight + std::chrono::hours{24} - Duration{1}) == midnight);
  CHECK(FormatIso(GetKoreanMidnight(Instant{})) == "1970-01-01T00:00:00.000+09:00");
}

}  // namespace
}  // namespace portone
