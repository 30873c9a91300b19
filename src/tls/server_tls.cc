// SPDX-License-Identifier: MIT
#include "tls/server_tls.h"

#include <algorithm>
#include <array>
#include <exception>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <string_view>

namespace portone::tls {
namespace {

/// Chooses the certificate, once the name in the ClientHello is known. Returns 1, or 0 when there
/// is none.
int ChooseCertificate(SSL* session, void* leaves) {
  const char* const server_name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
  const auto* const fallback = static_cast<const std::string*>(SSL_get_app_data(session));
  try {
    const auto leaf =
        static_cast<LeafCache*>(leaves)->Get(server_name != nullptr ? server_name : *fallback);
    const auto chain = std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)>(
        sk_X509_new_null(), [](STACK_OF(X509) * all) { sk_X509_free(all); });
    for (const CertificatePtr& issuer : leaf->chain)
      sk_X509_push(chain.get(), issuer.get());
    // Counts its own references to all of them.
    return SSL_use_cert_and_key(session, leaf->certificate.get(), leaf->key.get(), chain.get(), 1);
  } catch (const std::exception&) {
    return 0;
  }
}

/// Chooses HTTP/1.1 among the protocols that the client offers, each with its length before it.
int ChooseProtocol(SSL* /*session*/, const unsigned char** chosen, unsigned char* size,
                   const unsigned char* offered, unsigned int offered_size, void* /*data*/) {
  constexpr std::string_view kHttp11 = "http/1.1";
  for (unsigned int at = 0; at < offered_size; at += 1U + offered[at]) {
    const std::string_view protocol(reinterpret_cast<const char*>(offered + at + 1), offered[at]);
    if (protocol != kHttp11) continue;
    *chosen = offered + at + 1;
    *size = offered[at];
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

ServerTls::ServerTls(LeafCache& leaves) : context_(SSL_CTX_new(TLS_server_method())) {
  SSL_CTX* const context = context_.get();
  constexpr std::string_view kSessionContext = "portone-emulator";
  if (context == nullptr || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_session_id_context(context,
                                     reinterpret_cast<const unsigned char*>(kSessionContext.data()),
                                     static_cast<unsigned int>(kSessionContext.size())) != 1) {
    ERR_clear_error();
    throw TlsError("TLS is not available");
  }
  // A peer that ends the connection without a TLS closure counts as one that ends it.
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_cert_cb(context, ChooseCertificate, &leaves);
  SSL_CTX_set_alpn_select_cb(context, ChooseProtocol, nullptr);
}

SessionPtr ServerTls::NewSession(const std::string& default_name) const {
  SessionPtr session(SSL_new(context_.get()));
  if (session == nullptr) return nullptr;
  SSL_set_app_data(session.get(), const_cast<std::string*>(&default_name));
  SSL_set_accept_state(session.get());
  return session;
}

}  // namespace portone::tls
