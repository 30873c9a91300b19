// SPDX-License-Identifier: MIT
#include "domain/schedule.h"

#include <array>

#include "domain/calendar.h"

namespace portone {

std::string_view StatusText(ScheduleStatus status) {
  constexpr std::array<std::string_view, 3> kTexts{"scheduled", "executed", "revoked"};
  return kTexts.at(static_cast<std::size_t>(status));
}

std::string DefaultScheduleName(const CustomerUid& customer_uid, Instant schedule_at) {
  return customer_uid.text + " 고객에 대한 " + FormatKoreanTime(schedule_at) + " 예약 결제";
}

}  // namespace portone
