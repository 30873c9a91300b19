// SPDX-License-Identifier: MIT
// What happens when its time comes: the values that the agenda holds. Their behaviour is in
// commands/timers.cc.
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

/// Charge a schedule, if nothing has become of it since.
struct ChargeSchedule {
  ScheduleId schedule;
  TierCode tier{};         ///< in whose ledger
  std::uint64_t turn = 0;  ///< the schedule's when this was planned
};

/// Charge again, each once, what failed on a day in Korea.
struct RecoverSchedules {
  Instant day;      ///< its first instant
  TierCode tier{};  ///< in whose ledger
};

/// Close a virtual account that nobody paid into.
struct ExpireVbank {
  ImpUid imp_uid;
  std::uint32_t revision = 0;  ///< of the account: another one means that its due has changed
  TierCode tier{};             ///< in whose ledger
};

/// Hand one attempt of a delivery to the outbox.
struct AttemptWebhook {
  DeliveryId delivery;
  AttemptReason reason = AttemptReason::kFirst;
};

/// Hear what a gateway says at last of a charge or a cancellation that it had only accepted.
struct Pingback {
  ImpUid imp_uid;
  enum class Of : std::uint8_t { kCharge, kCancellation } of = Of::kCharge;
  std::uint64_t asked = 0;  ///< the sequence of what it answers: another one is answered elsewhere
  TierCode tier{};          ///< in whose ledger
};

using Due = std::variant<ChargeSchedule, AttemptWebhook, RecoverSchedules, ExpireVbank, Pingback>;

/// In whose ledger it happens; the merchant's own for what happens in none.
inline TierCode TierOf(const Due& due) {
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

/// What a due did, for whoever moved the clock.
struct Fired {
  Instant at;
  std::string_view kind;  ///< one of the names above
  std::string merchant_uid;
  std::string imp_uid;
  std::string outcome;  ///< "paid", "failed", "handed over", "dropped", "3 to charge again"
};

}  // namespace portone
