// SPDX-License-Identifier: MIT
#include "domain/webhook_delivery.h"

#include <array>

namespace portone {
namespace {

constexpr std::array<std::string_view, 4> kReasons{"first send", "retry", "replay", "duplicate"};
constexpr std::array<std::string_view, 4> kStates{"pending", "delivered", "failed", "dropped"};

bool Is2xx(int status) {
  return status >= 200 && status < 300;
}

}  // namespace

std::string_view ReasonText(AttemptReason reason) {
  return kReasons.at(static_cast<std::size_t>(reason));
}

std::string_view StateText(WebhookDeliveryState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::optional<WebhookDeliveryState> FindWebhookDeliveryState(std::string_view text) {
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates.at(i) == text) return static_cast<WebhookDeliveryState>(i);
  }
  return std::nullopt;
}

bool IsSuccess(const HttpResult& result, RetryOn retry_on) {
  return retry_on == RetryOn::kUntil200 ? result.status == 200 : Is2xx(result.status);
}

bool ShouldRetry(const HttpResult& result, RetryOn retry_on) {
  if (retry_on == RetryOn::kUntil200) return result.status != 200;
  return result.status == 0 || result.status / 100 == 5;
}

}  // namespace portone
