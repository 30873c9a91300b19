// SPDX-License-Identifier: MIT
// A charge that the service makes by itself at a set time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "domain/ids.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone {

enum class ScheduleStatus : std::uint8_t { kScheduled, kExecuted, kRevoked };

/// "scheduled", "executed", "revoked".
std::string_view StatusText(ScheduleStatus status);
std::optional<ScheduleStatus> FindScheduleStatus(std::string_view text);

struct Schedule {
  ScheduleId id = 0;
  CustomerUid customer_uid;
  std::optional<std::string> customer_id;  ///< the merchant's own id of the customer, as it came
  Order order;
  Instant schedule_at;
  ChannelKey channel_key;  ///< of the key when it was scheduled; the charge uses the key of its day
  PgCode pg;
  std::string pg_id;

  ScheduleStatus status = ScheduleStatus::kScheduled;
  std::optional<Instant> executed_at;
  std::optional<Instant> revoked_at;
  std::optional<ImpUid> imp_uid;  ///< the payment it became
  std::optional<std::string> fail_reason;

  std::uint64_t turn = 0;  ///< grows when what is to happen changes; a due of another turn is stale
  bool charged = false;    ///< once at least: a further charge repeats a failed one
  bool recovered = false;  ///< the daily recovery has had it since it was planned last
};

/// The order name of a scheduled charge that was given none.
// FIDELITY: schedule
std::string DefaultScheduleName(const CustomerUid& customer_uid, Instant schedule_at);

}  // namespace portone
