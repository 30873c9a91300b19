// SPDX-License-Identifier: MIT
#include "tls/handles.h"

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace portone::tls {

void Deleter::operator()(EVP_PKEY* key) const {
  EVP_PKEY_free(key);
}

void Deleter::operator()(SSL* session) const {
  SSL_free(session);
}

void Deleter::operator()(SSL_CTX* context) const {
  SSL_CTX_free(context);
}

void Deleter::operator()(X509* certificate) const {
  X509_free(certificate);
}

}  // namespace portone::tls
