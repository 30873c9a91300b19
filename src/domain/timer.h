// SPDX-License-Identifier: MIT
// The timers held by the agenda, as plain values. commands/timers.cc implements them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/instant.h"
#include "domain/ids.h"
#include "domain/webhook_delivery.h"

namespace portone {

/// Charges a schedule, unless it has changed since.
struct ChargeSchedule {
  ScheduleId schedule;
  TierCode tier{};             ///< the tier of its ledger
  std::uint64_t revision = 0;  ///< the schedule's revision when the timer was set
};

/// Retries, once each, the scheduled charges that failed on one day in Korea.
struct RecoverSchedules {
  Instant day;      ///< midnight in Korea at the start of the day
  TierCode tier{};  ///< the tier of its ledger
};

/// Closes a virtual account that received no deposit in time.
struct ExpireVbank {
  ImpUid imp_uid;
  std::uint32_t revision = 0;  ///< the account's; stale when its due time has changed since
  TierCode tier{};             ///< the tier of its ledger
};

/// Moves one attempt of a webhook delivery to the outbox.
struct AttemptWebhook {
  WebhookDeliveryId delivery;
  AttemptReason reason = AttemptReason::kFirst;
};

/// The gateway's final result of a charge or cancellation that it has accepted.
struct Pingback {
  ImpUid imp_uid;
  enum class Of : std::uint8_t { kCharge, kCancellation } of = Of::kCharge;
  std::uint64_t revision = 0;  ///< the sequence number of the pending charge or cancellation
  TierCode tier{};             ///< the tier of its ledger
};

using Timer = std::variant<ChargeSchedule, AttemptWebhook, RecoverSchedules, ExpireVbank, Pingback>;

/// The tier whose ledger the timer belongs to; the merchant's own for timers without one.
inline TierCode TierOf(const Timer& due) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.tier; }) {
          return one.tier;
        } else {
          return TierCode{};
        }
      },
      due);
}

inline constexpr std::string_view kChargeSchedule = "charge_schedule";
inline constexpr std::string_view kRecoverSchedules = "recover_schedules";
inline constexpr std::string_view kAttemptWebhook = "attempt_webhook";
inline constexpr std::string_view kExpireVbank = "expire_vbank";
inline constexpr std::string_view kPingback = "pingback";
inline constexpr std::string_view kDroppedOutcome = "dropped";

/// What a timer did, for the report of an advance.
struct FiredTimer {
  Instant at;
  std::string_view kind;  ///< one of the names above
  std::string merchant_uid;
  std::string imp_uid;
  std::string outcome;  ///< "paid", "failed", "handed over", "dropped", "3 to charge again"
};

}  // namespace portone
