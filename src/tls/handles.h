// SPDX-License-Identifier: MIT
// Owning pointers to what OpenSSL allocates, so that no other header has to include OpenSSL's.
#pragma once

#include <memory>

using EVP_PKEY = struct evp_pkey_st;
using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;
using X509 = struct x509_st;

namespace portone::tls {

struct Deleter {
  void operator()(EVP_PKEY* key) const;
  void operator()(SSL* session) const;
  void operator()(SSL_CTX* context) const;
  void operator()(X509* certificate) const;
};

using KeyPtr = std::unique_ptr<EVP_PKEY, Deleter>;
using SessionPtr = std::unique_ptr<SSL, Deleter>;
using ContextPtr = std::unique_ptr<SSL_CTX, Deleter>;
using CertificatePtr = std::unique_ptr<X509, Deleter>;

}  // namespace portone::tls
