// SPDX-License-Identifier: MIT
// Which hosts a server stands in for when it is used as a proxy, and which it connects to. Opens no
// sockets and resolves no names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace portone::http {

/// Names are in lower case, addresses without brackets.
struct ProxyRules {
  std::vector<std::string> served_hosts{};  ///< answered here, whatever the port
  std::vector<std::string> own_hosts{};     ///< this machine's: answered here at its own ports
  /// Hosts that are connected to: names, addresses, or "*.name" for all names with that ending.
  std::vector<std::string> passthrough_hosts{};
};

enum class Destination : std::uint8_t {
  kLocal,               ///< served here
  kForward,             ///< to be connected to, wherever it is
  kForwardUnlessLocal,  ///< to be connected to unless it turns out to be this machine
  kRefuse,
};

/// Where a request for the host (in any case) and port goes. `ports` are the server's own.
Destination FindDestination(const ProxyRules& rules, std::string_view host, int port,
                            const std::vector<int>& ports);

}  // namespace portone::http
