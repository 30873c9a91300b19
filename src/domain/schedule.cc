// SPDX-License-Identifier: MIT
#include "domain/schedule.h"

#include <array>

#include "domain/calendar.h"
#include "domain/texts.h"

namespace portone {

namespace {

constexpr std::array<std::string_view, 3> kTexts{"scheduled", "executed", "revoked"};

}  // namespace

std::string_view StatusText(ScheduleStatus status) {
  return kTexts.at(static_cast<std::size_t>(status));
}

std::optional<ScheduleStatus> FindScheduleStatus(std::string_view text) {
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    if (kTexts.at(i) == text) return static_cast<ScheduleStatus>(i);
  }
  return std::nullopt;
}

std::string DefaultScheduleName(const CustomerUid& customer_uid, Instant schedule_at) {
  return texts::ScheduledOrderName(customer_uid.text, FormatKoreanTime(schedule_at));
}

}  // namespace portone
