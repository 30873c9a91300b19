// SPDX-License-Identifier: MIT
// Writes certificates as a Java trust store.
#pragma once

#include <string>
#include <vector>

#include "tls/handles.h"

namespace portone::tls {

/// The password that Java's own trust store has, and clients try first. It protects nothing: the
/// store holds no secret.
inline constexpr const char* kTrustStorePassword = "changeit";

/// A PKCS #12 file with the certificate as its only entry, under the alias "portone-emulator", with
/// the password kTrustStorePassword. Java trusts the certificate. Throws TlsError.
std::string MakeTrustStore(const X509& certificate);

/// The same with each of the certificates, under the aliases "authority-1", "authority-2" ...
/// Throws TlsError. REQUIRES: there is at least one.
std::string MakeTrustStore(const std::vector<CertificatePtr>& certificates);

}  // namespace portone::tls
