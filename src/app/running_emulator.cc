// SPDX-License-Identifier: MIT
#include "app/running_emulator.h"

#include <chrono>
#include <vector>

#include "app/address_file.h"
#include "app/command_error.h"
#include "base/path_prefixes.h"
#include "http/cancel_token.h"
#include "http/http_client.h"
#include "http/tls_client.h"
#include "http/url.h"
#include "json/json.h"
#include "portone/emulator.h"

namespace portone::app {

using Seconds = std::chrono::seconds;

std::string ChooseEmulatorUrl(const Settings& settings) {
  const std::string found = settings.prefers_url_file ? ReadAddressFile(settings.url_file) : "";
  return found.empty() ? settings.url : found;
}

namespace {

/// The response to a control call. Blocks for at most ten seconds. Throws CommandError when there
/// is no emulator.
HttpResult CallControl(const std::string& base_url, const std::string& path,
                       const http::ClientRequest& request) {
  auto url = http::ParseUrl(base_url);
  if (!url) throw CommandError("not the URL of an emulator: " + base_url);
  if (url->target.back() == '/') url->target.pop_back();
  url->target += std::string(kControlPrefix) + path;
  // Nothing is trusted yet: this is how trust begins.
  const http::TlsClient tls({.verify_certificates = false, .ca_file = ""});
  const http::CancelToken cancel_token;
  http::HttpClient client([&]() -> const http::TlsClient& { return tls; }, cancel_token);
  return client.Send(*url, request, {Seconds{5}, Seconds{5}, Seconds{10}});
}

std::string DescribeFailure(const HttpResult& result) {
  if (result.status == 0) return result.error;
  const Json body = Json::parse(result.body, nullptr, false);
  const std::string status = "responded with HTTP " + std::to_string(result.status);
  if (!body.is_object() || !body.contains("error")) return status;
  return status + ", " + body["error"].value("message", "");
}

}  // namespace

std::string FetchAuthorityCertificate(const std::string& base_url) {
  const HttpResult result = CallControl(base_url, "/ca.pem", {"GET", "", ""});
  if (result.status == kHttpOk) return result.body;
  throw CommandError("no certificate from " + base_url + ": " + DescribeFailure(result));
}

std::string EnsureClockFile(const std::string& base_url, const std::string& token,
                            const std::string& default_path) {
  std::vector<HttpHeader> headers;
  if (!token.empty()) headers.push_back({"X-Emulator-Token", token});
  const auto ask = [&](const std::string& method, const std::string& body) {
    const std::string content_type = body.empty() ? "" : "application/json";
    const HttpResult result =
        CallControl(base_url, "/clock/file", {method, content_type, body, headers});
    if (result.status != kHttpOk)
      throw CommandError("no clock file from " + base_url + ": " + DescribeFailure(result));
    const Json reply = Json::parse(result.body, nullptr, false);
    const bool has_path = reply.is_object() && reply.contains("path") && reply["path"].is_string();
    return has_path ? reply["path"].get<std::string>() : "";
  };
  const std::string shown = ask("GET", "");
  return shown.empty() ? ask("PUT", Json{{"path", default_path}}.dump()) : shown;
}

}  // namespace portone::app
