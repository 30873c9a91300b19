// SPDX-License-Identifier: MIT
// The timers held by the agenda, as plain values, each with the list of fields that snapshots keep.
// commands/timers.cc implements them. An archive has the members that snapshot/records.h describes.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/enum_names.h"
#include "base/instant.h"
#include "base/member_count.h"
#include "domain/call_outcome.h"
#include "domain/ids.h"
#include "domain/webhook_delivery.h"

namespace portone {

/// Charges a schedule, unless it has changed since.
struct ChargeSchedule {
  static constexpr std::string_view kName = "charge_schedule";

  ScheduleId schedule;
  TierCode tier{};             ///< the tier of its ledger
  std::uint64_t revision = 0;  ///< the schedule's revision when the timer was set
};

PORTONE_MEMBERS(ChargeSchedule, 3);
template <class Archive>
void Fields(Archive& a, ChargeSchedule& timer) {
  a("tier", timer.tier);
  a.Required("schedule", timer.schedule);
  a("revision", timer.revision);
}

/// Retries, once each, the scheduled charges that failed on one day in Korea.
struct RecoverSchedules {
  static constexpr std::string_view kName = "recover_schedules";

  Instant day;      ///< midnight in Korea at the start of the day
  TierCode tier{};  ///< the tier of its ledger
};

PORTONE_MEMBERS(RecoverSchedules, 2);
template <class Archive>
void Fields(Archive& a, RecoverSchedules& timer) {
  a("tier", timer.tier);
  a.Required("day", timer.day);
}

/// Closes a virtual account that received no deposit in time.
struct ExpireVbank {
  static constexpr std::string_view kName = "expire_vbank";

  ImpUid imp_uid;
  std::uint32_t revision = 0;  ///< the account's; stale when its due time has changed since
  TierCode tier{};             ///< the tier of its ledger
};

PORTONE_MEMBERS(ExpireVbank, 3);
template <class Archive>
void Fields(Archive& a, ExpireVbank& timer) {
  a("tier", timer.tier);
  a.Required("imp_uid", timer.imp_uid);
  a("revision", timer.revision);
}

/// Ends a slip with which nobody has paid at a convenience store in time.
struct ExpireSlip {
  static constexpr std::string_view kName = "expire_slip";

  ImpUid imp_uid;
  TierCode tier{};  ///< the tier of its ledger
};

PORTONE_MEMBERS(ExpireSlip, 2);
template <class Archive>
void Fields(Archive& a, ExpireSlip& timer) {
  a("tier", timer.tier);
  a.Required("imp_uid", timer.imp_uid);
}

/// Moves one attempt of a webhook delivery to the outbox.
struct AttemptWebhook {
  static constexpr std::string_view kName = "attempt_webhook";

  WebhookDeliveryId delivery_id;
  AttemptTrigger trigger = AttemptTrigger::kInitial;
};

PORTONE_MEMBERS(AttemptWebhook, 2);
template <class Archive>
void Fields(Archive& a, AttemptWebhook& timer) {
  a.Required("webhook", timer.delivery_id);
  a("trigger", timer.trigger);
}

/// The gateway's final result of a charge or cancellation that it has accepted.
struct Pingback {
  static constexpr std::string_view kName = "pingback";

  ImpUid imp_uid;
  enum class Operation : std::uint8_t { kCharge, kCancellation } operation = Operation::kCharge;
  std::uint64_t revision = 0;  ///< the sequence number of the pending charge or cancellation
  TierCode tier{};             ///< the tier of its ledger
};

PORTONE_MEMBERS(Pingback, 4);
template <class Archive>
void Fields(Archive& a, Pingback& timer) {
  a("tier", timer.tier);
  a.Required("imp_uid", timer.imp_uid);
  a("operation", timer.operation);
  a("revision", timer.revision);
}

template <>
struct EnumNames<Pingback::Operation> {
  static constexpr std::array<std::string_view, 2> kNames{"charge", "cancellation"};
};

using Timer = std::variant<ChargeSchedule, AttemptWebhook, RecoverSchedules, ExpireVbank, Pingback,
                           ExpireSlip>;

/// A kind of timer, with the name that snapshots and reports have for it.
template <class T>
concept NamedTimer = requires {
  { T::kName } -> std::convertible_to<std::string_view>;
}
&&!std::string_view(T::kName).empty();

template <class Timers>
struct TimerNames;

/// The names of the kinds of timers in a variant, in its order. All of them have one.
template <NamedTimer... Kinds>
struct TimerNames<std::variant<Kinds...>> {
  static constexpr std::array<std::string_view, sizeof...(Kinds)> kNames{Kinds::kName...};
};

inline constexpr auto kTimerNames = TimerNames<Timer>::kNames;

/// The tier whose ledger the timer belongs to; the merchant's own for timers without one.
inline TierCode GetTier(const Timer& timer) {
  return std::visit(
      [](const auto& alternative) {
        if constexpr (requires { alternative.tier; }) {
          return alternative.tier;
        } else {
          return TierCode{};
        }
      },
      timer);
}

inline constexpr std::string_view kDroppedOutcome = "dropped";

/// What a timer did, for the report of an advance.
struct FiredTimer {
  Instant at;
  std::string_view kind;  ///< one of kTimerNames
  std::string merchant_uid;
  std::string imp_uid;
  std::string outcome;            ///< "paid", "failed", "sent", "dropped", "3 to retry"
  CallOutcome payment_outcome{};  ///< set when the timer concerned a payment
};

}  // namespace portone
