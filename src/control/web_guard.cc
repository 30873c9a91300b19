// SPDX-License-Identifier: MIT
#include "control/web_guard.h"

#include <algorithm>
#include <array>

#include "api/service_hosts.h"
#include "base/lower_case.h"
#include "base/path_prefixes.h"
#include "domain/errors.h"
#include "json/text.h"

namespace portone::control {
namespace {

/// The types that a page may send to any server without asking it first; "" stands for none.
constexpr std::array<std::string_view, 4> kSimpleTypes{"", "application/x-www-form-urlencoded",
                                                       "multipart/form-data", "text/plain"};

std::string ToLowerTrimmed(std::string_view text) {
  return ToLowerCase(std::string(json::Trim(text)));
}

template <class List>
bool Contains(const List& list, std::string_view item) {
  return std::any_of(list.begin(), list.end(),
                     [&](const auto& listed) { return ToLowerTrimmed(listed) == item; });
}

/// "localhost:12011" without the port; "[::1]:80" as "[::1]".
std::string_view GetHostName(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

/// Whether it is an address and no name: "[::1]", "127.0.0.1". No domain has a number as its last
/// label, so these need no exact check.
bool IsAddress(std::string_view name) {
  if (name.starts_with('[')) return name.ends_with(']');
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return name.find('.') != std::string_view::npos && !last.empty() &&
         std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsOwnHost(const WebGuard& guard, const std::string& host) {
  const std::string_view name = GetHostName(host);
  return IsAddress(name) || Contains(kOwnNames, name) || Contains(guard.hosts, name);
}

/// Whether a page of this origin was loaded from the emulator itself.
bool IsOwnOrigin(std::string_view origin, const std::string& host) {
  return !host.empty() && (origin == "http://" + host || origin == "https://" + host);
}

bool HasSimpleBody(const api::Request& request) {
  const std::string type = ToLowerTrimmed(request.FindHeader("Content-Type"));
  const std::string_view essence = std::string_view(type).substr(0, type.find(';'));
  return !request.body.empty() && Contains(kSimpleTypes, json::Trim(essence));
}

bool IsReceipt(std::string_view target) {
  constexpr std::string_view kReceipts = "/receipts/";
  return target.substr(kControlPrefix.size()).starts_with(kReceipts);
}

/// Whether a page of this origin is shown by the emulator in the place of the service.
bool IsServiceOrigin(std::string_view origin) {
  constexpr std::string_view kScheme = "https://";
  return origin.starts_with(kScheme) && api::IsServiceHost(origin.substr(kScheme.size()));
}

ControlError Forbid(const char* header, std::string message) {
  return {ControlErrc::kForbidden, std::string(header) + ": " + std::move(message), header};
}

}  // namespace

std::optional<ControlError> RefuseForeignControlCall(const WebGuard& guard,
                                                     const api::Request& request) {
  if (IsReceipt(request.target)) return std::nullopt;
  const std::string host = ToLowerTrimmed(request.FindHeader("Host"));
  if (api::IsServiceHost(host) || api::IsServiceHost(request.server_name)) {
    return Forbid("Host",
                  "the service's host names have the V1 API only; call the control API at the "
                  "emulator's own address, such as http://localhost:12011");
  }
  if (guard.checks_host && !host.empty() && !IsOwnHost(guard, host)) {
    return Forbid("Host",
                  "the control API does not answer to this name; start the emulator with "
                  "--allow-host " +
                      std::string(GetHostName(host)) + " if it is one of its own");
  }
  const std::string origin = ToLowerTrimmed(request.FindHeader("Origin"));
  const std::string site = ToLowerTrimmed(request.FindHeader("Sec-Fetch-Site"));
  if (!origin.empty() && !IsOwnOrigin(origin, host) && !Contains(guard.origins, origin)) {
    return Forbid("Origin",
                  "pages of other origins may not use the control API; start the emulator with "
                  "--allow-origin " +
                      origin + " if this one may");
  }
  if (origin.empty() && site == "cross-site") {
    return Forbid("Sec-Fetch-Site", "pages of other sites may not use the control API");
  }
  const bool is_from_browser = !origin.empty() || !site.empty();
  if (is_from_browser && HasSimpleBody(request)) {
    return Forbid("Content-Type",
                  "from a page, a body must be sent as application/json, which no form can do");
  }
  return std::nullopt;
}

// FIDELITY: cross-origin-pages
std::optional<Error> RefuseCrossOriginPage(const WebGuard& guard, const api::Request& request) {
  const std::string origin = ToLowerTrimmed(request.FindHeader("Origin"));
  const std::string site = ToLowerTrimmed(request.FindHeader("Sec-Fetch-Site"));
  if (origin.empty() && site != "cross-site") return std::nullopt;
  // Browsers ask before they let a page of another origin send this header, and never get the
  // permission here: who sends it is a program, or the web view of an app.
  if (!request.FindHeader("Authorization").empty()) return std::nullopt;
  if (Contains(guard.origins, origin) || IsServiceOrigin(origin)) return std::nullopt;
  if (site == "same-origin") return std::nullopt;
  const std::string host = ToLowerTrimmed(request.FindHeader("Host"));
  const bool is_own_name = !guard.checks_host || IsOwnHost(guard, host) || api::IsServiceHost(host);
  if (is_own_name && IsOwnOrigin(origin, host)) return std::nullopt;
  return errors::CrossOriginPage(origin);
}

}  // namespace portone::control
