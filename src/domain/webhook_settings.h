// SPDX-License-Identifier: MIT
// The merchant's webhook configuration: the console's URL and format, the account's options, and
// how long this emulator waits for a response during an advance.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/enum_names.h"
#include "base/http_header.h"

namespace portone {

enum class WebhookFormat : std::uint8_t { kJson, kForm };

template <>
struct EnumNames<WebhookFormat> {
  static constexpr std::array<std::string_view, 2> kNames{"json", "form"};
};

/// When a webhook is retried. // FIDELITY: webhook-retries
enum class RetryOn : std::uint8_t {
  kErrors,  ///< after no response or a 5xx
  kNon200,  ///< after anything but a 200
};

template <>
struct EnumNames<RetryOn> {
  static constexpr std::array<std::string_view, 2> kNames{"errors", "non_200"};
};

inline constexpr int kMaxRetries = 5;
/// The delay between two attempts, in sandbox time. // FIDELITY: webhook-retries
inline constexpr std::chrono::minutes kRetryInterval{1};

struct WebhookSettings {
  std::string url;  ///< the console's notification URL; empty: none
  WebhookFormat format = WebhookFormat::kJson;
  int retries = 0;  ///< after the first attempt, at most kMaxRetries
  RetryOn retry_on = RetryOn::kErrors;
  /// Whether a reply waits until the receivers have answered the webhooks of its request.
  // FIDELITY: webhook-order
  bool webhook_first = false;
  /// The maximum wait for one response during an advance, in real time.
  std::chrono::milliseconds response_timeout{5'000};
  /// Sent with each webhook, such as the X-Forwarded-For that a proxy in front of the merchant's
  /// server would add.
  // FIDELITY: webhook-sender
  std::vector<HttpHeader> headers{};
};

/// A change of the settings; absent fields are left unchanged.
struct WebhookSettingsChange {
  std::optional<std::string> url;
  std::optional<WebhookFormat> format;
  std::optional<int> retries;
  std::optional<RetryOn> retry_on;
  std::optional<bool> webhook_first;
  std::optional<std::chrono::milliseconds> response_timeout;
  std::optional<std::vector<HttpHeader>> headers;  ///< all of them
};

inline WebhookSettings ApplyChange(WebhookSettings settings, const WebhookSettingsChange& change) {
  settings.url = change.url.value_or(std::move(settings.url));
  settings.format = change.format.value_or(settings.format);
  settings.retries = change.retries.value_or(settings.retries);
  settings.retry_on = change.retry_on.value_or(settings.retry_on);
  settings.webhook_first = change.webhook_first.value_or(settings.webhook_first);
  settings.response_timeout = change.response_timeout.value_or(settings.response_timeout);
  settings.headers = change.headers.value_or(std::move(settings.headers));
  return settings;
}

}  // namespace portone
