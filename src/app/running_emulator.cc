// SPDX-License-Identifier: MIT
#include "app/running_emulator.h"

#include <chrono>

#include "app/listening_file.h"
#include "base/control_prefix.h"
#include "http/cancellation.h"
#include "http/http_client.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "portone/emulator.h"

namespace portone::app {

using Seconds = std::chrono::seconds;

std::string FindEmulatorUrl(const Settings& settings) {
  const std::string found = settings.prefers_url_file ? ReadListeningFile(settings.url_file) : "";
  return found.empty() ? settings.url : found;
}

std::string FetchAuthority(const std::string& base_url) {
  auto url = http::ParseUrl(base_url);
  if (!url) throw StartError("no URL of an emulator: " + base_url);
  if (url->target.back() == '/') url->target.pop_back();
  url->target += std::string(kControlPrefix) + "/ca.pem";
  // Nothing is trusted yet: this is how trust begins.
  const http::TlsClient tls({.verify_certificates = false, .ca_file = ""});
  const http::Cancellation cancellation;
  http::HttpClient client([&]() -> const http::TlsClient& { return tls; }, cancellation);
  const HttpResult result =
      client.Send(*url, {"GET", "", ""}, {Seconds{5}, Seconds{5}, Seconds{10}});
  if (result.status == kHttpOk) return result.body;
  const std::string why =
      result.status == 0 ? result.error : "the response is " + std::to_string(result.status);
  throw StartError("no certificate from " + base_url + ": " + why);
}

}  // namespace portone::app
