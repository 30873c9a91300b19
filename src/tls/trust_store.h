// SPDX-License-Identifier: MIT
// A certificate as a trust store of Java.
#pragma once

#include <string>

#include "tls/handles.h"

namespace portone::tls {

/// The password that Java's own trust store has, and clients try first. It protects nothing: the
/// store holds no secret.
inline constexpr const char* kTrustStorePassword = "changeit";

/// A PKCS #12 file with the certificate as its only entry, under the alias "portone-emulator", with
/// the password kTrustStorePassword. Java takes it for a trusted certificate. Throws TlsError.
std::string MakeTrustStore(const X509& certificate);

}  // namespace portone::tls
