// SPDX-License-Identifier: MIT
#include "http/tls_client.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdexcept>

#include "http/url.h"

namespace portone::http {
void TlsSessionDeleter::operator()(SSL* session) const {
  SSL_free(session);
}

void TlsClient::Deleter::operator()(SSL_CTX* context) const {
  SSL_CTX_free(context);
}

TlsClient::TlsClient(const TlsOptions& options)
    : context_(SSL_CTX_new(TLS_client_method())), verify_(options.verify_certificates) {
  if (context_ == nullptr) throw std::runtime_error("TLS is not available");
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
  // A peer that ends the connection without a TLS closure counts as one that ends it.
  SSL_CTX_set_options(context_.get(), SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context_.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_default_verify_paths(context_.get());
  if (!options.ca_file.empty() &&
      SSL_CTX_load_verify_locations(context_.get(), options.ca_file.c_str(), nullptr) != 1) {
    throw std::runtime_error(options.ca_file + " has no certificate in PEM format");
  }
  ERR_clear_error();
}

TlsSession TlsClient::NewSession(int fd, const std::string& host) const {
  TlsSession session(SSL_new(context_.get()));
  if (session == nullptr || SSL_set_fd(session.get(), fd) != 1) return nullptr;
  SSL_set_connect_state(session.get());
  const bool is_address = IsIpAddress(host);
  if (!is_address) SSL_set_tlsext_host_name(session.get(), host.c_str());
  if (!verify_) return session;
  SSL_set_verify(session.get(), SSL_VERIFY_PEER, nullptr);
  X509_VERIFY_PARAM* parameters = SSL_get0_param(session.get());
  const int set = is_address ? X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str())
                             : X509_VERIFY_PARAM_set1_host(parameters, host.c_str(), host.size());
  return set == 1 ? std::move(session) : nullptr;
}

}  // namespace portone::http
