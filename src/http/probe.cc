// SPDX-License-Identifier: MIT
#include "http/probe.h"

#include <algorithm>
#include <poll.h>

#include "base/http_result.h"
#include "base/path_prefixes.h"
#include "http/cancel_token.h"
#include "http/http_client.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "sim/stopwatch.h"

namespace portone::http {
namespace {

constexpr std::chrono::milliseconds kAttemptTimeout{1'000};
constexpr TimeLimits kAttemptLimits{kAttemptTimeout, kAttemptTimeout, 2 * kAttemptTimeout};
constexpr std::chrono::milliseconds kRetryInterval{100};

bool IsHealthy(HttpClient& client, const std::string& base_url) {
  auto url = ParseUrl(base_url);
  if (!url) return false;
  if (url->target.back() == '/') url->target.pop_back();
  url->target += std::string(kControlPrefix) + "/health";
  return client.Send(*url, {"GET", "", ""}, kAttemptLimits).status == kHttpOk;
}

/// Repeats an attempt until it succeeds or `wait` is over.
bool Retry(const std::function<bool(HttpClient& client)>& attempt, std::chrono::seconds wait) {
  const TlsClient tls({.verify_certificates = false, .ca_file = ""});
  const CancelToken cancel_token;
  HttpClient client([&]() -> const TlsClient& { return tls; }, cancel_token);
  const sim::Stopwatch watch;
  for (;;) {
    if (attempt(client)) return true;
    const auto remaining = watch.TimeLeft(wait);
    if (remaining.count() == 0) return false;
    ::poll(nullptr, 0, static_cast<int>(std::min(kRetryInterval, remaining).count()));
  }
}

}  // namespace

bool WaitUntilReady(const std::string& base_url, std::chrono::seconds wait) {
  return ParseUrl(base_url) && WaitUntilReady([&base_url] { return base_url; }, wait);
}

bool WaitUntilReady(const std::function<std::string()>& find_url, std::chrono::seconds wait) {
  return Retry([&](HttpClient& client) { return IsHealthy(client, find_url()); }, wait);
}

std::string WaitUntilAnswering(const ProbeTarget& target) {
  const auto url = ParseUrl(target.url);
  if (!url) return "it is not an http or https URL";
  std::string failure;
  Retry(
      [&](HttpClient& client) {
        const HttpResult result = client.Send(*url, {"GET", "", ""}, kAttemptLimits);
        const bool is_success = result.status >= 200 && result.status < 300;
        failure =
            result.status == 0 ? result.error : "it answered with " + std::to_string(result.status);
        if (is_success || (target.accepts_any_status && result.status != 0)) failure.clear();
        return failure.empty() || (target.gives_up && target.gives_up());
      },
      target.wait);
  return failure;
}

}  // namespace portone::http
