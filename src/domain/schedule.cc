// SPDX-License-Identifier: MIT
#include "domain/schedule.h"

#include "domain/calendar.h"
#include "domain/texts.h"

namespace portone {

std::string MakeDefaultScheduleName(const CustomerUid& customer_uid, Instant schedule_at) {
  return texts::ScheduledOrderName(customer_uid.text, FormatKoreanTime(schedule_at));
}

}  // namespace portone
