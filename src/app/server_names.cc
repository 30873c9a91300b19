// SPDX-License-Identifier: MIT
#include "app/server_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unistd.h>

#include "api/service_hosts.h"
#include "base/lower_case.h"
#include "control/web_guard.h"
#include "http/url.h"

namespace portone::app {
namespace {

/// In a container: its id, or the name that it was given.
std::string FindMachineName() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "";
  return ToLowerCase(name.data());
}

/// The names and addresses of this machine, as far as they are known.
std::vector<std::string> FindOwnNames(const Options& options) {
  std::vector<std::string> names(control::kOwnNames.begin(), control::kOwnNames.end());
  names.insert(names.end(), {"127.0.0.1", "::1", FindMachineName()});
  names.push_back(ToLowerCase(options.host));
  for (const std::string& name : options.allow_hosts)
    names.push_back(ToLowerCase(name));
  return names;
}

}  // namespace

bool IsDomainName(std::string_view text) {
  constexpr std::size_t kMaxName = 253;
  constexpr std::size_t kMaxLabel = 63;
  if (text.empty() || text.size() > kMaxName) return false;
  std::size_t length = 0;
  for (const char c : text) {
    const bool is_dot = c == '.';
    const bool is_allowed =
        is_dot || std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    if (!is_allowed || (is_dot && length == 0) || (c == '-' && length == 0)) return false;
    length = is_dot ? 0 : length + 1;
    if (length > kMaxLabel) return false;
  }
  return length > 0;
}

std::vector<std::string> FindServerNames(const Options& options) {
  std::vector<std::string> candidates(api::kServiceHosts.begin(), api::kServiceHosts.end());
  for (const auto& more : {FindOwnNames(options), options.tls_names})
    candidates.insert(candidates.end(), more.begin(), more.end());
  std::vector<std::string> names;
  for (std::string& name : candidates) {
    const bool is_new = std::find(names.begin(), names.end(), name) == names.end();
    const bool is_any = name == "0.0.0.0" || name == "::";
    if (is_new && !is_any && (http::IsIpAddress(name) || IsDomainName(name)))
      names.push_back(std::move(name));
  }
  return names;
}

http::ProxyRules MakeProxyRules(const Options& options) {
  http::ProxyRules rules;
  rules.served_hosts.assign(api::kServiceHosts.begin(), api::kServiceHosts.end());
  rules.served_hosts.insert(rules.served_hosts.end(), options.tls_names.begin(),
                            options.tls_names.end());
  rules.own_hosts = FindOwnNames(options);
  rules.passthrough_hosts = options.proxy_passthrough;
  return rules;
}

}  // namespace portone::app
