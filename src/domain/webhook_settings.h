// SPDX-License-Identifier: MIT
// How the merchant wants to be told: the console's URL and format, the options of the account, and
// how long this emulator waits for an answer while a clock is being advanced.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace portone {

enum class WebhookFormat : std::uint8_t { kJson, kForm };

/// What makes a webhook be sent again. // FIDELITY: webhook-retries
enum class RetryOn : std::uint8_t {
  kErrors,    ///< no answer, or a 5xx
  kUntil200,  ///< anything but a 200
};

inline constexpr int kRetriesMost = 5;
/// Between an attempt and the next, in the sandbox's time. // FIDELITY: webhook-retries
inline constexpr std::chrono::minutes kRetrySpacing{1};

struct WebhookSettings {
  std::string url;  ///< the console's notification URL; empty: none
  WebhookFormat format = WebhookFormat::kJson;
  int retries = 0;  ///< after the first attempt, at most kRetriesMost
  RetryOn retry_on = RetryOn::kErrors;
  /// Whether a reply waits until the webhooks of its request are answered.
  // FIDELITY: webhook-order
  bool webhook_first = false;
  /// The longest wait for one answer, in real time, while the clock is being advanced.
  std::chrono::milliseconds answer_timeout{5'000};
};

/// What is to change of them; the rest stays.
struct WebhookChange {
  std::optional<std::string> url;
  std::optional<WebhookFormat> format;
  std::optional<int> retries;
  std::optional<RetryOn> retry_on;
  std::optional<bool> webhook_first;
  std::optional<std::chrono::milliseconds> answer_timeout;
};

inline WebhookSettings Changed(WebhookSettings settings, const WebhookChange& change) {
  settings.url = change.url.value_or(std::move(settings.url));
  settings.format = change.format.value_or(settings.format);
  settings.retries = change.retries.value_or(settings.retries);
  settings.retry_on = change.retry_on.value_or(settings.retry_on);
  settings.webhook_first = change.webhook_first.value_or(settings.webhook_first);
  settings.answer_timeout = change.answer_timeout.value_or(settings.answer_timeout);
  return settings;
}

}  // namespace portone
