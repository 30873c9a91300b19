// SPDX-License-Identifier: MIT
// A local certificate authority, which clients are configured to trust. Independent of files and
// sockets.
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "tls/credential.h"

namespace portone::tls {

/// Thread safety: immutable.
class Authority {
 public:
  /// Makes a new authority with its own key. Its certificate is valid at every time that a
  /// clock file can show to a shop, from 1970 to 2200, and for 100 years after `now`. Throws
  /// TlsError.
  static Authority Make(Instant now);

  /// An authority made earlier. Throws TlsError when the certificate is not an authority's, or the
  /// key does not belong to the certificate.
  explicit Authority(Credential credential);

  const X509& certificate() const { return *credential_.certificate; }
  const EVP_PKEY& key() const { return *credential_.key; }

  /// A new certificate for all of `names`, which may be IP addresses; valid as long as the
  /// authority. `key` is the key to certify. Throws TlsError. REQUIRES: `names` is not empty.
  CertificatePtr Issue(const std::vector<std::string>& names, const EVP_PKEY& key) const;

 private:
  Credential credential_;
};

}  // namespace portone::tls
