// SPDX-License-Identifier: MIT
#include "scenario/webhook_settings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/lower_case.h"
#include "json/enum_choice.h"
#include "json/json.h"

namespace portone::scenario {
namespace {

constexpr std::int64_t kMaxResponseTimeoutMs = 600'000;

bool IsWebhookUrl(const std::string& url) {
  return url.empty() || url.starts_with("http://") || url.starts_with("https://");
}

constexpr std::size_t kMaxHeaders = 32;
constexpr std::size_t kMaxHeaderLength = 4'096;

/// Whether the emulator sets this header itself, so that another value would break the request.
bool IsOwnHeader(std::string_view name) {
  constexpr std::array<std::string_view, 5> kOwn{"host", "content-length", "content-type",
                                                 "connection", "transfer-encoding"};
  return std::find(kOwn.begin(), kOwn.end(), ToLowerCase(name)) != kOwn.end();
}

/// A token of RFC 9110.
bool IsHeaderName(std::string_view name) {
  constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
  return !name.empty() && name.size() <= kMaxHeaderLength &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                  kSigns.find(c) != std::string_view::npos;
         });
}

bool IsHeaderValue(std::string_view value) {
  return value.size() <= kMaxHeaderLength &&
         std::none_of(value.begin(), value.end(), [](unsigned char c) {
           constexpr unsigned char kDelete = 0x7f;
           return (c < ' ' && c != '\t') || c == kDelete;
         });
}

/// What is wrong with a header; nullopt: nothing.
std::optional<std::string> FindHeaderProblem(std::string_view name, const Json& value) {
  if (!IsHeaderName(name)) return "is not the name of a header";
  if (IsOwnHeader(name)) return "is set by the emulator itself";
  if (!value.is_string()) return "must be text";
  if (IsHeaderValue(value.get_ref<const std::string&>())) return std::nullopt;
  return "must be at most " + std::to_string(kMaxHeaderLength) +
         " bytes without line breaks and other control characters";
}

/// Reads {"X-Forwarded-For": "52.78.100.19"}.
std::optional<std::vector<HttpHeader>> ReadHeaders(json::StrictObject& object) {
  const Json* raw = object.Raw("headers");
  if (raw == nullptr) return std::nullopt;
  if (!raw->is_object() || raw->size() > kMaxHeaders) {
    object.Report("headers", "must be an object of at most " + std::to_string(kMaxHeaders) +
                                 " names with their values");
    return std::nullopt;
  }
  std::vector<HttpHeader> headers;
  for (const auto& [name, value] : raw->items()) {
    if (const auto problem = FindHeaderProblem(name, value)) {
      object.Report("headers", Json(name).dump() + " " + *problem);
      return std::nullopt;
    }
    const auto is_same = [&](const HttpHeader& header) {
      return EqualsIgnoringCase(header.name, name);
    };
    if (std::any_of(headers.begin(), headers.end(), is_same)) {
      object.Report("headers", Json(name).dump() + " is there twice");
      return std::nullopt;
    }
    headers.push_back({name, value.get<std::string>()});
  }
  return headers;
}

}  // namespace

WebhookChange ReadWebhookChange(json::StrictObject& object) {
  WebhookChange change;
  change.url = object.Text("url");
  if (change.url && !IsWebhookUrl(*change.url)) {
    object.Report("url", "must be an http or https URL, or empty for none");
  }
  change.format = json::EnumChoice<WebhookFormat>(object, "format");
  if (const auto retries = object.Integer("retries", 0, kMaxRetries)) {
    change.retries = static_cast<int>(*retries);
  }
  change.retry_on = json::EnumChoice<RetryOn>(object, "retry_on");
  change.webhook_first = object.Bool("webhook_first");
  if (const auto timeout = object.Integer("response_timeout_ms", 1, kMaxResponseTimeoutMs)) {
    change.response_timeout = std::chrono::milliseconds{*timeout};
  }
  change.headers = ReadHeaders(object);
  return change;
}

}  // namespace portone::scenario
