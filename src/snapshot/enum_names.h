// SPDX-License-Identifier: MIT
// The names of enum values in scenario files and snapshots.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/billing_key.h"
#include "domain/pay_method.h"
#include "domain/payment.h"
#include "domain/pending.h"
#include "domain/schedule.h"
#include "domain/timer.h"
#include "domain/webhook_delivery.h"

namespace portone::snapshot {

/// The number of values of E, numbered from 0, and the name of each. "" is a value that is
/// expressed by leaving the key out.
template <class E>
struct Words;

template <class E, std::size_t kSize>
struct EnumSize {
  static constexpr std::size_t kCount = kSize;
};

template <>
struct Words<PaymentStatus> : EnumSize<PaymentStatus, 4> {
  static std::string_view Of(PaymentStatus status) { return StatusText(status); }
};

template <>
struct Words<ScheduleStatus> : EnumSize<ScheduleStatus, 3> {
  static std::string_view Of(ScheduleStatus status) { return StatusText(status); }
};

template <>
struct Words<PayMethod> : EnumSize<PayMethod, kPayMethodTexts.size()> {
  static std::string_view Of(PayMethod method) { return PayMethodText(method); }
};

template <>
struct Words<Device> : EnumSize<Device, 3> {
  static std::string_view Of(Device device) { return DeviceText(device); }
};

template <>
struct Words<WebhookDeliveryState> : EnumSize<WebhookDeliveryState, 4> {
  static std::string_view Of(WebhookDeliveryState state) { return StateText(state); }
};

template <>
struct Words<AttemptReason> : EnumSize<AttemptReason, 4> {
  static std::string_view Of(AttemptReason reason) { return ReasonText(reason); }
};

template <>
struct Words<CustomerUidUsage> : EnumSize<CustomerUidUsage, 4> {
  static constexpr std::array<std::string_view, 4> kAll{"", "issue", "payment",
                                                        "payment.scheduled"};
  static std::string_view Of(CustomerUidUsage usage) {
    return kAll.at(static_cast<std::size_t>(usage));
  }
};

/// The outcome of charging a card: the decline cases of faults, and a few more.
template <>
struct Words<CardOutcome> : EnumSize<CardOutcome, 13> {
  static constexpr std::array<std::string_view, 13> kAll{
      "good",         "unknown_bin",        "wrong_number",   "wrong_expiry", "wrong_cvc",
      "declined",     "insufficient_funds", "limit_exceeded", "lost_card",    "stolen_card",
      "expired_card", "issuer_down",        "deleted_card"};
  static std::string_view Of(CardOutcome card_outcome) {
    return kAll.at(static_cast<std::size_t>(card_outcome));
  }
};
static_assert(static_cast<std::size_t>(CardOutcome::kDeleted) + 1 == Words<CardOutcome>::kCount);

template <>
struct Words<ChannelFailure> : EnumSize<ChannelFailure, 2> {
  static std::string_view Of(ChannelFailure failure) {
    return failure == ChannelFailure::kInvalidRequest ? "INVALID_REQUEST" : "PG_PROVIDER";
  }
};

template <>
struct Words<NotifyPolicy> : EnumSize<NotifyPolicy, 3> {
  static constexpr std::array<std::string_view, 3> kAll{"nobody", "whom_payment_told", "all"};
  static std::string_view Of(NotifyPolicy notify) {
    return kAll.at(static_cast<std::size_t>(notify));
  }
};

template <>
struct Words<WebhookFormat> : EnumSize<WebhookFormat, 2> {
  static std::string_view Of(WebhookFormat format) {
    return format == WebhookFormat::kForm ? "form" : "json";
  }
};

template <>
struct Words<Pingback::Of> : EnumSize<Pingback::Of, 2> {
  static std::string_view Of(Pingback::Of of) {
    return of == Pingback::Of::kCharge ? "charge" : "cancellation";
  }
};

/// The kind of a timer: the index of its type in the variant.
enum class TimerKind : std::uint8_t {};

template <>
struct Words<TimerKind> : EnumSize<TimerKind, std::variant_size_v<Timer>> {
  static constexpr std::array<std::string_view, std::variant_size_v<Timer>> kAll{
      kChargeSchedule, kAttemptWebhook, kRecoverSchedules, kExpireVbank, kPingback};
  static std::string_view Of(TimerKind kind) { return kAll.at(static_cast<std::size_t>(kind)); }
};

/// All non-empty names of E, in the order of its values.
template <class E>
const std::vector<std::string_view>& AllWords() {
  static const std::vector<std::string_view> kWords = [] {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < Words<E>::kCount; ++i) {
      const std::string_view word = Words<E>::Of(static_cast<E>(i));
      if (!word.empty()) words.push_back(word);
    }
    return words;
  }();
  return kWords;
}

}  // namespace portone::snapshot
