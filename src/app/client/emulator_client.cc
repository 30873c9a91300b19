// SPDX-License-Identifier: MIT
#include "app/client/emulator_client.h"

#include <chrono>
#include <cstddef>
#include <utility>

#include "app/command_error.h"
#include "app/running_emulator.h"
#include "base/path_prefixes.h"
#include "json/reader.h"
#include "json/text.h"
#include "portone/emulator.h"

namespace portone::app::client {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// A stream without a sign of life for this long is broken: the emulator sends one every 15 s.
constexpr seconds kMaxSilence{40};
/// A snapshot may be large.
constexpr std::size_t kMaxBody = std::size_t{1} << 30;
constexpr http::ResponseLimits kLimits{.max_body = kMaxBody, .max_total = kMaxBody + 65'536};

http::Url ReadEmulatorUrl(const std::string& text) {
  auto url = http::ParseUrl(text);
  if (!url) throw UsageError("url must be an http or https URL, not " + text);
  while (url->target.ends_with('/'))
    url->target.pop_back();
  return *std::move(url);
}

/// The message of an error; a reply without one is described by its status.
CallRefused MakeCallRefused(const Json& reply, int status) {
  const Json error = reply.is_object() ? reply.value("error", Json()) : Json();
  const bool is_error = error.is_object() && error.contains("code") && error.contains("message");
  if (!is_error) return {"", "responded with HTTP " + std::to_string(status)};
  return {error["code"].get<std::string>(), error["message"].get<std::string>()};
}

}  // namespace

EmulatorClient::EmulatorClient(const Settings& settings)
    : base_url_(ChooseEmulatorUrl(settings)),
      sandbox_(settings.client.sandbox),
      token_(settings.options.control_token),
      url_(ReadEmulatorUrl(base_url_)),
      // As for `ready`, certificates are not verified: the emulator has an authority of its own.
      tls_({.verify_certificates = false, .ca_file = ""}),
      http_([this]() -> const http::TlsClient& { return tls_; }, cancel_token_, ::getaddrinfo,
            kLimits) {}

http::Url EmulatorClient::MakeUrl(const std::string& path) const {
  http::Url url = url_;
  url.target += std::string(kControlPrefix) + path;
  return url;
}

std::vector<HttpHeader> EmulatorClient::MakeAuthorizationHeaders() const {
  if (token_.empty()) return {};
  return {{"X-Emulator-Token", token_}};
}

Json EmulatorClient::Call(const std::string& method, const std::string& path,
                          const std::string& body) {
  http::Url url = MakeUrl(path);
  if (!sandbox_.empty()) {
    url.target += (path.find('?') == std::string::npos ? "?sandbox=" : "&sandbox=") +
                  json::PercentEncode(sandbox_);
  }
  const HttpResult result = http_.Send(
      url, {method, body.empty() ? "" : "application/json", body, MakeAuthorizationHeaders()},
      {seconds{5}, hours{24}, hours{24}});
  if (result.status == 0)
    throw CommandError("no emulator answers at " + base_url_ + ": " + result.error);
  Json reply;
  if (json::ReadJson(result.body, {}, reply)) {
    throw CommandError("the server at " + base_url_ +
                       " is not an emulator, or one of another version");
  }
  if (result.status != kHttpOk) throw MakeCallRefused(reply, result.status);
  return reply;
}

std::string EmulatorClient::Receive(const std::string& path, const std::vector<HttpHeader>& headers,
                                    const http::HttpClient::PieceReceiver& receive) const {
  http::ClientRequest request{"GET", "", "", MakeAuthorizationHeaders()};
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  const HttpResult result =
      http_.Receive(MakeUrl(path), request, {seconds{5}, kMaxSilence, hours{24}}, receive);
  if (result.status == 0) return result.error;
  if (result.status != kHttpOk)
    throw MakeCallRefused(Json::parse(result.body, nullptr, false), result.status);
  return "";
}

QueryString& QueryString::Add(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  text_ += (text_.empty() ? "?" : "&") + std::string(name) + "=" + json::PercentEncode(value);
  return *this;
}

}  // namespace portone::app::client
