// SPDX-License-Identifier: MIT
#include <tuple>

#include "domain/calendar.h"
#include "support/catch.h"

namespace portone {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinute = 60 * kSecondMs;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDayMs = 24 * kHour;

TEST_CASE("periods: are parsed in both formats", "[domain][calendar]") {
  const auto [text, months, rest] = GENERATE(table<std::string, int, std::int64_t>({
      {"250ms", 0, 250},
      {"90s", 0, 90 * kSecondMs},
      {"15m", 0, 15 * kMinute},
      {"12h", 0, 12 * kHour},
      {"30d", 0, 30 * kDayMs},
      {"0s", 0, 0},
      {"365000d", 0, 365'000 * kDayMs},
      {"P1M", 1, 0},
      {"P1Y", 12, 0},
      {"P1Y2M3DT4H5M6S", 14, 3 * kDayMs + 4 * kHour + 5 * kMinute + 6 * kSecondMs},
      {"P2W", 0, 14 * kDayMs},
      {"P2W3D", 0, 17 * kDayMs},
      {"P30D", 0, 30 * kDayMs},
      {"PT90S", 0, 90 * kSecondMs},
      {"PT1M", 0, kMinute},
      {"P1MT1M", 1, kMinute},
      {"PT36H", 0, 36 * kHour},
      {"P1000Y", 12'000, 0},
  }));
  CAPTURE(text);
  const std::optional<Period> period = ParsePeriod(text);
  REQUIRE(period);
  CHECK(period->months == months);
  CHECK(period->duration.count() == rest);
}

TEST_CASE("periods: invalid ones are rejected", "[domain][calendar]") {
  const std::string text =
      GENERATE("", "s", "30", "-5d", "+5d", "1.5h", "5 d", " 5d", "5d ", "5dd", "5ss", "5mss",
               "5ms ", "ms", "5w", "5M", "5y", "1d12h", "P", "PT", "P1", "PD", "P1S", "P1H", "PT1D",
               "PT1Y", "P1MT", "P1D1M", "P1M1Y", "P1M1M", "P1D2W", "PT1S1M", "PT1HT1M", "P-1D",
               "-P1D", "P1.5D", "p1m", "P1m", "PT0.5S", "P1D ", "one day");
  CAPTURE(text);
  CHECK_FALSE(ParsePeriod(text));
}

TEST_CASE("periods: beyond a thousand years are rejected without overflow", "[domain][calendar]") {
  const std::string text =
      GENERATE("P1001Y", "P12001M", "P999999999Y", "500000d", "99999999999999999ms", "99999999999s",
               "99999999999m", "99999999999h", "99999999999d", "100000000000000000000s",
               "PT99999999999S", "PT40000000000H", "P99999999999D", "P99999999999W");
  CAPTURE(text);
  CHECK_FALSE(ParsePeriod(text));
}

}  // namespace
}  // namespace portone
