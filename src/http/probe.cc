// SPDX-License-Identifier: MIT
#include "http/probe.h"

#include <algorithm>
#include <poll.h>

#include "base/control_prefix.h"
#include "http/cancellation.h"
#include "http/http_client.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "sim/stopwatch.h"

namespace portone::http {
namespace {

constexpr std::chrono::milliseconds kAttemptTimeout{1'000};
constexpr std::chrono::milliseconds kRetryInterval{100};

bool IsHealthy(HttpClient& client, const std::string& base_url) {
  auto url = ParseUrl(base_url);
  if (!url) return false;
  if (url->target.back() == '/') url->target.pop_back();
  url->target += std::string(kControlPrefix) + "/health";
  return client.Send(*url, {"GET", "", ""}, {kAttemptTimeout, kAttemptTimeout, 2 * kAttemptTimeout})
             .status == kHttpOk;
}

/// Repeats an attempt until it succeeds or `wait` is over.
bool Retry(const std::function<bool(HttpClient& client)>& attempt, std::chrono::seconds wait) {
  const TlsClient tls({.verify_certificates = false, .ca_file = ""});
  const Cancellation cancellation;
  HttpClient client([&]() -> const TlsClient& { return tls; }, cancellation);
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

bool WaitUntilAnswering(const std::string& url, std::chrono::seconds wait) {
  const auto parsed = ParseUrl(url);
  if (!parsed) return false;
  return Retry(
      [&](HttpClient& client) {
        const int status = client
                               .Send(*parsed, {"GET", "", ""},
                                     {kAttemptTimeout, kAttemptTimeout, 2 * kAttemptTimeout})
                               .status;
        return status >= 200 && status < 300;
      },
      wait);
}
}  // namespace portone::http
