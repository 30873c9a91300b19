// SPDX-License-Identifier: MIT
#include "support/tls_receiver.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <thread>

#include <httplib.h>

namespace portone::testing {
struct TlsReceiver::Impl {
  struct Identity {
    EVP_PKEY* key;
    X509* certificate;

    Identity() : key(EVP_EC_gen("P-256")), certificate(X509_new()) {
      ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
      X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
      X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
      X509_set_pubkey(certificate, key);
      X509_NAME* const name = X509_get_subject_name(certificate);
      X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                 reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
      X509_set_issuer_name(certificate, name);
      X509_EXTENSION* const address =
          X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
      X509_set_version(certificate, X509_VERSION_3);
      X509_add_ext(certificate, address, -1);
      X509_EXTENSION_free(address);
      X509_sign(certificate, key, EVP_sha256());
    }
    ~Identity() {
      X509_free(certificate);
      EVP_PKEY_free(key);
    }
    Identity(const Identity&) = delete;
    Identity& operator=(const Identity&) = delete;
  };

  Identity identity;
  httplib::SSLServer server{identity.certificate, identity.key};
  int port = 0;
  std::thread thread;
};

TlsReceiver::TlsReceiver() : impl_(std::make_unique<Impl>()) {
  impl_->server.Post("/hook", [](const httplib::Request& request, httplib::Response& response) {
    response.set_content(request.body, "text/plain");
  });
  impl_->server.set_tcp_nodelay(true);
  impl_->port = impl_->server.bind_to_any_port("127.0.0.1");
  impl_->thread = std::thread([this] { impl_->server.listen_after_bind(); });
}

TlsReceiver::~TlsReceiver() {
  while (!impl_->server.is_running())
    std::this_thread::yield();
  impl_->server.stop();
  impl_->thread.join();
}

std::string TlsReceiver::Certificate() const {
  BIO* const memory = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(memory, impl_->identity.certificate);
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(memory);
  return pem;
}

std::string TlsReceiver::url() const {
  return "https://127.0.0.1:" + std::to_string(impl_->port) + "/hook";
}

}  // namespace portone::testing
