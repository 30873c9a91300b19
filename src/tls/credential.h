// SPDX-License-Identifier: MIT
// A certificate with its private key, and how both are read from text. Independent of files. No
// message contains a key.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "tls/handles.h"

namespace portone::tls {

/// A certificate or key cannot be used. `what()` is a one-line message without any key.
class TlsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a server presents to prove its identity. Thread safety: immutable.
struct Credential {
  CertificatePtr certificate;
  KeyPtr key;
  std::vector<CertificatePtr> chain{};  ///< the issuers, from the certificate's own upwards
};

/// A new key of the elliptic curve P-256. Throws TlsError when out of memory.
KeyPtr MakeKey();

/// The first private key in PEM text. Throws TlsError when there is none, or it is encrypted.
KeyPtr ReadKey(std::string_view pem);
/// All certificates in PEM text, at least one. Throws TlsError.
std::vector<CertificatePtr> ReadCertificates(std::string_view pem);

/// The key as PEM text (PKCS #8), which the caller must keep secret.
std::string KeyToPem(const EVP_PKEY& key);
std::string CertificateToPem(const X509& certificate);
std::string CertificateToDer(const X509& certificate);

/// Whether the certificate is for this key.
bool IsPair(const X509& certificate, const EVP_PKEY& key);
/// Whether the certificate is for the host: a name, or an address without brackets.
bool CoversHost(const X509& certificate, const std::string& host);

}  // namespace portone::tls
