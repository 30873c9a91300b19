// SPDX-License-Identifier: MIT
#include "tls/credential.h"

#include <ctime>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <utility>

namespace portone::tls {
namespace {

struct BioDeleter {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using BioPtr = std::unique_ptr<BIO, BioDeleter>;

BioPtr MakeBio() {
  BioPtr bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr) throw TlsError("out of memory");
  return bio;
}

BioPtr MakeReader(std::string_view text) {
  BioPtr bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (bio == nullptr) throw TlsError("out of memory");
  return bio;
}

std::string ReadText(BIO& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(&bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

/// Refuses encrypted PEM text: without this callback OpenSSL would ask for a password on the
/// terminal.
int RefusePassword(char* /*buffer*/, int /*size*/, int /*is_writing*/, void* /*data*/) {
  return -1;
}

}  // namespace

KeyPtr MakeKey() {
  KeyPtr key(EVP_EC_gen("P-256"));
  if (key == nullptr) throw TlsError("a key cannot be created");
  return key;
}

KeyPtr ReadKey(std::string_view pem) {
  const BioPtr bio = MakeReader(pem);
  KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, RefusePassword, nullptr));
  ERR_clear_error();
  if (key == nullptr) throw TlsError("has no private key in PEM format without a password");
  return key;
}

std::vector<CertificatePtr> ReadCertificates(std::string_view pem) {
  const BioPtr bio = MakeReader(pem);
  std::vector<CertificatePtr> all;
  for (;;) {
    CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, RefusePassword, nullptr));
    if (certificate == nullptr) break;
    all.push_back(std::move(certificate));
  }
  const bool is_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (all.empty()) throw TlsError("has no certificate in PEM format");
  if (!is_end) throw TlsError("has a certificate that cannot be read");
  return all;
}

std::string KeyToPem(const EVP_PKEY& key) {
  const BioPtr bio = MakeBio();
  if (PEM_write_bio_PKCS8PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw TlsError("the key cannot be written");
  return ReadText(*bio);
}

std::string CertificateToPem(const X509& certificate) {
  const BioPtr bio = MakeBio();
  if (PEM_write_bio_X509(bio.get(), &certificate) != 1)
    throw TlsError("the certificate cannot be written");
  return ReadText(*bio);
}

std::string CertificateToDer(const X509& certificate) {
  const BioPtr bio = MakeBio();
  if (i2d_X509_bio(bio.get(), &certificate) != 1)
    throw TlsError("the certificate cannot be written");
  return ReadText(*bio);
}

bool IsPair(const X509& certificate, const EVP_PKEY& key) {
  const bool is_pair = X509_check_private_key(&certificate, &key) == 1;
  ERR_clear_error();
  return is_pair;
}

bool CoversHost(const X509& certificate, const std::string& host) {
  auto* const checked = const_cast<X509*>(&certificate);  // it is not changed
  return X509_check_host(checked, host.data(), host.size(), 0, nullptr) == 1 ||
         X509_check_ip_asc(checked, host.c_str(), 0) == 1;
}

}  // namespace portone::tls
