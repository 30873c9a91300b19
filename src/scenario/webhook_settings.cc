// SPDX-License-Identifier: MIT
#include "scenario/webhook_settings.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/enum_reader.h"
#include "scenario/header_reader.h"

namespace portone::scenario {
namespace {

constexpr std::int64_t kMaxResponseTimeoutMs = 600'000;

bool IsWebhookUrl(const std::string& url) {
  return url.empty() || url.starts_with("http://") || url.starts_with("https://");
}

}  // namespace

WebhookSettingsChange ReadWebhookSettingsChange(json::StrictObject& object) {
  WebhookSettingsChange change;
  change.url = object.Text("url");
  if (change.url && !IsWebhookUrl(*change.url)) {
    object.Report("url", "must be an http or https URL, or empty for none");
  }
  change.format = json::ReadEnum<WebhookFormat>(object, "format");
  if (const auto retries = object.Integer("retries", 0, kMaxRetries)) {
    change.retries = static_cast<int>(*retries);
  }
  change.retry_on = json::ReadEnum<RetryOn>(object, "retry_on");
  change.webhook_first = object.Bool("webhook_first");
  if (const auto timeout = object.Integer("response_timeout_ms", 1, kMaxResponseTimeoutMs)) {
    change.response_timeout = std::chrono::milliseconds{*timeout};
  }
  change.headers = ReadHeaders(object);
  return change;
}

}  // namespace portone::scenario
