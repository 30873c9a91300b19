// SPDX-License-Identifier: MIT
#include "domain/payment.h"

#include <array>

namespace portone {
namespace {

constexpr std::array<std::string_view, 4> kStatusTexts{"ready", "paid", "cancelled", "failed"};

constexpr std::array<std::string_view, 3> kDeviceTexts{"api", "pc", "mobile"};

}  // namespace

std::string_view DeviceText(Device device) {
  return kDeviceTexts.at(static_cast<std::size_t>(device));
}

std::string_view StatusText(PaymentStatus status) {
  return kStatusTexts.at(static_cast<std::size_t>(status));
}

std::optional<PaymentStatus> FindPaymentStatus(std::string_view text) {
  for (std::size_t i = 0; i < kStatusTexts.size(); ++i) {
    if (kStatusTexts.at(i) == text) return static_cast<PaymentStatus>(i);
  }
  return std::nullopt;
}

Money CancelledAmount(const Payment& payment) {
  Money sum{0, payment.order.amount.currency};
  for (const Cancellation& cancellation : payment.cancellations)
    sum = sum + cancellation.amount;
  return sum;
}

Money RemainingAmount(const Payment& payment) {
  Money received = payment.order.amount;
  if (payment.vbank && payment.vbank->fixed_unlimited) {
    received.minor = 0;
    for (const Deposit& deposit : payment.deposits)
      received = received + deposit.amount;
  }
  return received - CancelledAmount(payment);
}

}  // namespace portone
