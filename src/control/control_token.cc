// SPDX-License-Identifier: MIT
#include "control/control_token.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/lower_case.h"
#include "base/path_prefixes.h"
#include "json/text.h"

namespace portone::control {
namespace {

std::string_view FindToken(const api::Request& request) {
  constexpr std::string_view kScheme = "bearer ";
  const std::string_view own = json::Trim(request.FindHeader("X-Emulator-Token"));
  if (!own.empty()) return own;
  const std::string_view authorization = json::Trim(request.FindHeader("Authorization"));
  return StartsWithIgnoringCase(authorization, kScheme)
             ? json::Trim(authorization.substr(kScheme.size()))
             : std::string_view{};
}

/// Compares every character of `sent`, even after a difference, so that the time reveals nothing.
/// REQUIRES: `secret` is not empty.
bool IsEqual(std::string_view secret, std::string_view sent) {
  unsigned difference = secret.size() == sent.size() ? 0 : 1;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    difference |=
        static_cast<unsigned char>(secret[i % secret.size()]) ^ static_cast<unsigned char>(sent[i]);
  }
  return difference == 0;
}

/// The path below the prefix, without the query and a trailing slash.
std::string_view GetControlPath(std::string_view target) {
  std::string_view path = target.substr(0, target.find('?')).substr(kControlPrefix.size());
  if (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// Whether it is the demo shop or a file of it: a browser cannot send a token before it has shown
/// the page that asks for one.
bool IsDemo(std::string_view target) {
  const std::string_view path = GetControlPath(target);
  return path == "/demo" || path.starts_with("/pages/");
}

}  // namespace

bool IsOpenToAll(std::string_view target) {
  constexpr std::array<std::string_view, 6> kOpenPaths{"/health", "/livez",  "/readyz",
                                                       "/ca.pem", "/ca.der", "/ca.p12"};
  const std::string_view path = GetControlPath(target);
  if (path.starts_with("/receipts/")) return true;
  return std::find(kOpenPaths.begin(), kOpenPaths.end(), path) != kOpenPaths.end();
}

std::optional<ControlError> RefuseWithoutToken(std::string_view token,
                                               const api::Request& request) {
  const bool is_open = IsOpenToAll(request.target) || IsDemo(request.target);
  if (token.empty() || is_open || IsEqual(token, FindToken(request))) return std::nullopt;
  return ControlError{ControlErrc::kUnauthorized,
                      "the control API needs the token of --control-token, in the header "
                      "X-Emulator-Token or as Authorization: Bearer",
                      "X-Emulator-Token"};
}

}  // namespace portone::control
