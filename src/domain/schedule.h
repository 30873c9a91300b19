// SPDX-License-Identifier: MIT
// A charge that the service makes automatically at a set time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/ids.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone {

enum class ScheduleStatus : std::uint8_t { kScheduled, kExecuted, kRevoked };

template <>
struct EnumNames<ScheduleStatus> {
  static constexpr std::array<std::string_view, 3> kNames{"scheduled", "executed", "revoked"};
};

struct Schedule {
  ScheduleId id = 0;
  CustomerUid customer_uid;
  std::optional<std::string> customer_id;  ///< the merchant's id of the customer, as sent
  Order order;
  Instant schedule_at;
  ChannelKey channel_key;  ///< of the key at scheduling time; the charge uses the key of its day
  PgCode pg;
  std::string pg_id;

  ScheduleStatus status = ScheduleStatus::kScheduled;
  std::optional<Instant> executed_at;
  std::optional<Instant> revoked_at;
  std::optional<ImpUid> imp_uid;  ///< the payment of its latest charge
  std::optional<std::string> fail_reason;

  std::uint64_t revision =
      0;                   ///< incremented on every change; a timer of another revision is stale
  bool attempted = false;  ///< whether a charge was attempted; a further one repeats a failed one
  bool recovery_done =
      false;  ///< whether it was handled by the daily recovery since it was last scheduled
};

/// The default order name of a scheduled charge.
// FIDELITY: schedule
std::string MakeDefaultScheduleName(const CustomerUid& customer_uid, Instant schedule_at);

}  // namespace portone
