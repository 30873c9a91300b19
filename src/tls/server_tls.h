// SPDX-License-Identifier: MIT
// What the TLS connections of a server share: versions, protocols, certificates. Opens no sockets.
#pragma once

#include <string>

#include "tls/handles.h"
#include "tls/leaf_cache.h"

namespace portone::tls {

/// TLS 1.2 and 1.3, for HTTP/1.1. Sessions are resumed by tickets, so none is kept here.
/// Thread safety: may be used from any thread.
class ServerTls {
 public:
  /// Throws TlsError. REQUIRES: `leaves` outlives this and its sessions.
  explicit ServerTls(LeafCache& leaves);
  ServerTls(const ServerTls&) = delete;
  ServerTls& operator=(const ServerTls&) = delete;

  /// A session before its handshake, without a transport. A ClientHello without SNI gets the
  /// certificate for `default_name`. Null when out of memory.
  /// REQUIRES: `default_name` outlives the session.
  SessionPtr NewSession(const std::string& default_name) const;

 private:
  ContextPtr context_;
};

}  // namespace portone::tls
