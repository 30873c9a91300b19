// SPDX-License-Identifier: MIT
// A local certificate authority, which clients are configured to trust. Knows neither files nor
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
  /// Makes a new authority with its own key. Its certificate is valid from 30 years before `now` to
  /// 100 years after it: a shop under test may have a clock that was moved by years. Throws
  /// TlsError.
  static Authority Make(Instant now);

  /// An authority made earlier. Throws TlsError when the certificate is not an authority's, or the
  /// key does not belong to the certificate.
  explicit Authority(Credential credential);

  const X509& certificate() const { return *credential_.certificate; }
  const EVP_PKEY& key() const { return *credential_.key; }

  /// A new certificate for all of `names`, which may be IP addresses; valid from 10 years before
  /// `now` to 50 years after it, but no longer than the authority. `key` is the key to certify.
  /// Throws TlsError. REQUIRES: `names` is not empty.
  CertificatePtr Issue(const std::vector<std::string>& names, const EVP_PKEY& key,
                       Instant now) const;

 private:
  Credential credential_;
};

}  // namespace portone::tls
