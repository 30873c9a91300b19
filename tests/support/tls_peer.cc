// SPDX-License-Identifier: MIT
#include "support/tls_peer.h"

#include <array>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <utility>

#include "tls/credential.h"

namespace portone::testing {
namespace {

std::string TakeError(SSL* session) {
  const long verified = SSL_get_verify_result(session);
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
  ERR_clear_error();
  std::string all = text.data();
  if (verified != X509_V_OK) all += ": " + std::string(X509_verify_cert_error_string(verified));
  return all;
}

}  // namespace

TlsPeer::TlsPeer(RawSocket socket, const TlsPeerOptions& options)
    : socket_(std::move(socket)), context_(SSL_CTX_new(TLS_client_method())) {
  if (options.is_tls12) SSL_CTX_set_max_proto_version(context_.get(), TLS1_2_VERSION);
  if (!options.ca_pem.empty()) {
    for (const auto& trusted : tls::ReadCertificates(options.ca_pem))
      X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), trusted.get());
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  }
  session_.reset(SSL_new(context_.get()));
  SSL* const session = session_.get();
  SSL_set_fd(session, socket_.fd());
  if (!options.name.empty()) SSL_set_tlsext_host_name(session, options.name.c_str());
  const std::string& expected = options.expected.empty() ? options.name : options.expected;
  X509_VERIFY_PARAM* const parameters = SSL_get0_param(session);
  if (X509_VERIFY_PARAM_set1_ip_asc(parameters, expected.c_str()) != 1)
    X509_VERIFY_PARAM_set1_host(parameters, expected.c_str(), expected.size());
  std::string offered;
  for (const std::string& protocol : options.protocols)
    offered += static_cast<char>(protocol.size()) + protocol;
  SSL_set_alpn_protos(session, reinterpret_cast<const unsigned char*>(offered.data()),
                      static_cast<unsigned>(offered.size()));
  ERR_clear_error();
  if (SSL_connect(session) != 1) error_ = TakeError(session);
}

TlsPeer::~TlsPeer() {
  ERR_clear_error();
}

std::string TlsPeer::version() const {
  return SSL_get_version(session_.get());
}

std::string TlsPeer::protocol() const {
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(session_.get(), &chosen, &size);
  return {reinterpret_cast<const char*>(chosen), size};
}

std::string TlsPeer::certificate_names() const {
  const tls::CertificatePtr certificate(SSL_get1_peer_certificate(session_.get()));
  if (certificate == nullptr) return "";
  BIO* const bio = BIO_new(BIO_s_mem());
  const int at = X509_get_ext_by_NID(certificate.get(), NID_subject_alt_name, -1);
  X509V3_EXT_print(bio, X509_get_ext(certificate.get(), at), 0, 0);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  std::string names(text, static_cast<std::size_t>(size));
  BIO_free(bio);
  return names;
}

bool TlsPeer::Send(std::string_view bytes) const {
  return SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) ==
         static_cast<int>(bytes.size());
}

std::string TlsPeer::ReadSome() const {
  std::array<char, 16'384> buffer;
  const int count = SSL_read(session_.get(), buffer.data(), static_cast<int>(buffer.size()));
  return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string();
}

std::string TlsPeer::ReadToEnd() {
  std::string all = std::exchange(unread_, {});
  for (std::string some = ReadSome(); !some.empty(); some = ReadSome())
    all += some;
  return all;
}

RawReply TlsPeer::ReadReply() {
  RawReply reply;
  std::size_t end = std::string::npos;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
    const std::string some = ReadSome();
    if (some.empty()) return reply;
    unread_ += some;
  }
  reply.head = unread_.substr(0, end + 4);
  unread_.erase(0, end + 4);
  reply.status = std::stoi(reply.head.substr(reply.head.find(' ') + 1));
  const std::string length = reply.Header("Content-Length");
  const std::size_t size = length.empty() ? 0 : std::stoul(length);
  while (unread_.size() < size) {
    const std::string some = ReadSome();
    if (some.empty()) break;
    unread_ += some;
  }
  reply.body = unread_.substr(0, size);
  unread_.erase(0, reply.body.size());
  return reply;
}

bool TlsPeer::is_closed_cleanly() const {
  return (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

RawReply TlsPeer::SendAndReceive(std::string_view bytes) {
  return Send(bytes) ? ReadReply() : RawReply{};
}

}  // namespace portone::testing
