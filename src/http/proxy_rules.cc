// SPDX-License-Identifier: MIT
#include "http/proxy_rules.h"

#include <algorithm>

#include "base/lower_case.h"
#include "base/wildcard.h"

namespace portone::http {
namespace {

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Destination FindDestination(const ProxyRules& rules, std::string_view host, int port,
                            const std::vector<int>& ports) {
  std::string name = ToLowerCase(host);
  if (name.ends_with('.')) name.pop_back();
  if (Contains(rules.served_hosts, name)) return Destination::kLocal;
  const bool is_own_port = std::find(ports.begin(), ports.end(), port) != ports.end();
  if (is_own_port && Contains(rules.own_hosts, name)) return Destination::kLocal;
  if (Contains(rules.passthrough_hosts, name)) return Destination::kForward;
  const bool matches =
      std::any_of(rules.passthrough_hosts.begin(), rules.passthrough_hosts.end(),
                  [&name](const std::string& pattern) { return MatchesWildcard(pattern, name); });
  return matches ? Destination::kForwardUnlessLocal : Destination::kRefuse;
}

}  // namespace portone::http
