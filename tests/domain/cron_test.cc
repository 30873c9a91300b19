// SPDX-License-Identifier: MIT
// The times that a crontab expression selects.
#include "domain/cron.h"

#include <string>
#include <vector>

#include "domain/calendar.h"
#include "support/catch.h"

namespace portone {
namespace {

/// The next three times after one, without seconds and offset.
std::vector<std::string> FindNextThree(std::string_view cron, std::string_view after) {
  const auto schedule = ParseCron(cron);
  REQUIRE(schedule);
  std::vector<std::string> times;
  std::optional<Instant> at = ParseIso(std::string(after) + "+09:00");
  for (int i = 0; i < 3; ++i) {
    at = FindNextMinute(*schedule, at.value());
    if (!at) break;
    times.push_back(FormatIso(*at).substr(0, 16));
  }
  return times;
}

using Times = std::vector<std::string>;

TEST_CASE("cron: each field limits the times", "[domain]") {
  CHECK(FindNextThree("0 6 * * *", "2024-02-28T06:00:00") ==
        Times{"2024-02-29T06:00", "2024-03-01T06:00", "2024-03-02T06:00"});
  CHECK(FindNextThree("*/20 9-10 * * *", "2024-01-31T09:20:59") ==
        Times{"2024-01-31T09:40", "2024-01-31T10:00", "2024-01-31T10:20"});
  CHECK(FindNextThree("30 0 31 * *", "2024-01-31T00:30:00") ==
        Times{"2024-03-31T00:30", "2024-05-31T00:30", "2024-07-31T00:30"});
  CHECK(FindNextThree("5,35 12 1 jan,Jul *", "2024-01-01T12:05:00") ==
        Times{"2024-01-01T12:35", "2024-07-01T12:05", "2024-07-01T12:35"});
  CHECK(FindNextThree("0 0 * * MON-wed", "2024-02-28T00:00:00") ==
        Times{"2024-03-04T00:00", "2024-03-05T00:00", "2024-03-06T00:00"});
  CHECK(FindNextThree("0 0 * * 7", "2024-02-28T00:00:00") ==
        FindNextThree("0 0 * * 0", "2024-02-28T00:00:00"));
  CHECK(FindNextThree("10/25 0 29 2 *", "2024-03-01T00:00:00") ==
        Times{"2028-02-29T00:10", "2028-02-29T00:35", "2032-02-29T00:10"});
}

TEST_CASE("cron: if both day fields are limited, either may match", "[domain]") {
  CHECK(FindNextThree("0 0 1 * mon", "2024-02-28T00:00:00") ==
        Times{"2024-03-01T00:00", "2024-03-04T00:00", "2024-03-11T00:00"});
}

TEST_CASE("cron: a date that does not exist has no next time", "[domain]") {
  CHECK(FindNextThree("0 0 30 2 *", "2024-02-28T00:00:00").empty());
}

TEST_CASE("cron: invalid expressions are refused", "[domain]") {
  for (const char* text : {"",
                           "* * * *",
                           "* * * * * *",
                           "60 * * * *",
                           "* 24 * * *",
                           "* * 0 * *",
                           "* * 32 * *",
                           "* * * 13 *",
                           "* * * 0 *",
                           "* * * * 8",
                           "5-1 * * * *",
                           "*/0 * * * *",
                           "*/x * * * *",
                           "1,,2 * * * *",
                           "-1 * * * *",
                           "a * * * *",
                           "* * * mon *",
                           "1- * * * *",
                           "@daily",
                           "99999999999 * * * *"}) {
    INFO(text);
    CHECK_FALSE(ParseCron(text));
  }
}

}  // namespace
}  // namespace portone
