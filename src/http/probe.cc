// SPDX-License-Identifier: MIT
#include "http/probe.h"

#include <algorithm>
#include <exception>
#include <poll.h>

#include "base/control_prefix.h"
#include "http/bounded_client.h"
#include "http/url.h"
#include "sim/stopwatch.h"

namespace portone::http {
namespace {

constexpr std::chrono::milliseconds kAttemptTimeout{1'000};
constexpr std::chrono::milliseconds kRetryInterval{100};

bool IsHealthy(const Url& url) {
  httplib::Request request;
  request.method = "GET";
  request.set_header("User-Agent", "portone-emulator");
  try {
    return Fetch(
               url, request,
               {.connect = kAttemptTimeout, .answer = kAttemptTimeout, .verify_certificate = false})
               .status == 200;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

bool IsReady(const std::string& base_url, std::chrono::seconds wait) {
  auto url = ParseUrl(base_url);
  if (!url) return false;
  if (url->target.back() == '/') url->target.pop_back();
  url->target += std::string(kControlPrefix) + "/health";
  const sim::Stopwatch watch;
  for (;;) {
    if (IsHealthy(*url)) return true;
    const auto remaining = watch.TimeLeft(wait);
    if (remaining.count() == 0) return false;
    ::poll(nullptr, 0, static_cast<int>(std::min(kRetryInterval, remaining).count()));
  }
}

}  // namespace portone::http
