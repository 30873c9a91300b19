// SPDX-License-Identifier: MIT
// Resolves host names with a time limit, which getaddrinfo(3) does not have.
#pragma once

#include <chrono>
#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <vector>

#include "base/result.h"
#include "http/cancel_token.h"

namespace portone::http {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

using Addresses = std::vector<SocketAddress>;

/// Looks a name up as getaddrinfo(3) does, which is the default; tests pass one that hangs.
using Resolver = int (*)(const char* host, const char* port, const addrinfo* hints,
                         addrinfo** found);

/// The addresses of `host` (a name, or an address without brackets), never empty; or why there are
/// none: "host not found", "host not resolved within 50 ms", "too many open
/// files". A lookup that times out continues on its own thread; while
/// `kMaxLookups` are running, further ones fail with "too many pending host lookups".
/// Thread safety: may be called from any thread; blocks for at most `limit`.
BasicResult<Addresses, std::string> LookUpHost(const std::string& host, int port,
                                               std::chrono::milliseconds limit,
                                               const CancelToken& cancel_token,
                                               Resolver resolver = ::getaddrinfo);

inline constexpr int kMaxLookups = 64;

}  // namespace portone::http
