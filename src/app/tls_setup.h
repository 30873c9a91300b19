// SPDX-License-Identifier: MIT
// The certificates of an emulator, as configured by its options.
#pragma once

#include "control/authority_certificate.h"
#include "portone/options.h"
#include "tls/leaf_cache.h"
#include "tls/server_tls.h"

namespace portone::app {

/// Thread safety: may be used from any thread.
class TlsSetup {
 public:
  /// Throws StartError that names the option, such as "ca-dir: …", when an authority, a certificate
  /// or a key cannot be used.
  explicit TlsSetup(const Options& options);

  /// REQUIRES: this outlives the result.
  control::AuthorityCertificate MakeAuthorityCertificate() const;
  const tls::ServerTls& server() const { return server_; }

 private:
  tls::LeafCache leaves_;
  tls::ServerTls server_;
};

}  // namespace portone::app
