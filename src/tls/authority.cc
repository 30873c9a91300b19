// SPDX-License-Identifier: MIT
#include "tls/authority.h"

#include <algorithm>
#include <memory>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <utility>

#include "sim/secret.h"

namespace portone::tls {
namespace {

using Years = std::chrono::duration<int, std::ratio<31'556'952>>;

/// Cover every time that a clock can show to a shop.
constexpr Instant kFirstMoment{};
constexpr Instant kLastMoment{std::chrono::sys_days{std::chrono::year{2201} / 1 / 1}};
/// In addition, for a machine whose own clock is far ahead.
constexpr Years kLifetime{100};
constexpr std::size_t kMaxCommonName = 64;  // RFC 5280, ub-common-name

void Check(bool done) {
  if (done) return;
  ERR_clear_error();
  throw TlsError("a certificate cannot be created");
}

/// Sets a random serial number, so that no two certificates of an authority have the same one. It
/// is positive and below 2^127.
void SetSerial(X509& certificate) {
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(BN_new(), BN_free);
  Check(number != nullptr && BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
        BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr);
}

void AddToName(X509_NAME& name, const char* field, const std::string& text) {
  Check(X509_NAME_add_entry_by_txt(&name, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()), -1, 0) == 1);
}

void SetSubject(X509& certificate, const std::string& common_name) {
  X509_NAME& name = *X509_get_subject_name(&certificate);
  AddToName(name, "O", "portone-emulator");
  AddToName(name, "CN", common_name);
}

void SetTimes(X509& certificate, Instant from, Instant to) {
  Check(ASN1_TIME_set(X509_getm_notBefore(&certificate), ToUnixSeconds(from)) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(&certificate), ToUnixSeconds(to)) != nullptr);
}

void AddExtension(X509& certificate, const X509& issuer, int id, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, const_cast<X509*>(&issuer), &certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
      X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()), X509_EXTENSION_free);
  Check(extension != nullptr && X509_add_ext(&certificate, extension.get(), -1) == 1);
}

CertificatePtr MakeCertificate(const EVP_PKEY& key) {
  CertificatePtr certificate(X509_new());
  Check(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        X509_set_pubkey(certificate.get(), const_cast<EVP_PKEY*>(&key)) == 1);
  SetSerial(*certificate);
  return certificate;
}

void Sign(X509& certificate, const X509& issuer, const EVP_PKEY& key) {
  Check(X509_set_issuer_name(&certificate, X509_get_subject_name(&issuer)) == 1 &&
        X509_sign(&certificate, const_cast<EVP_PKEY*>(&key), EVP_sha256()) != 0);
}

bool IsAddress(const std::string& name) {
  const std::unique_ptr<ASN1_OCTET_STRING, decltype(&ASN1_OCTET_STRING_free)> address(
      a2i_IPADDRESS(name.c_str()), ASN1_OCTET_STRING_free);
  ERR_clear_error();
  return address != nullptr;
}

std::string MakeAlternativeNames(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names)
    all += (all.empty() ? "" : ",") + std::string(IsAddress(name) ? "IP:" : "DNS:") + name;
  return all;
}

Instant ToInstant(const ASN1_TIME& time) {
  std::tm broken_down{};
  Check(ASN1_TIME_to_tm(&time, &broken_down) == 1);
  using namespace std::chrono;
  const year_month_day date{year{broken_down.tm_year + 1900},
                            month{static_cast<unsigned>(broken_down.tm_mon + 1)},
                            day{static_cast<unsigned>(broken_down.tm_mday)}};
  return sys_days{date} + hours{broken_down.tm_hour} + minutes{broken_down.tm_min} +
         seconds{broken_down.tm_sec};
}

}  // namespace

Authority Authority::Make(Instant now) {
  Credential credential{.certificate = nullptr, .key = MakeKey()};
  credential.certificate = MakeCertificate(*credential.key);
  X509& certificate = *credential.certificate;
  // Two authorities with one subject could be taken for each other by a client that trusts both.
  SetSubject(certificate, "portone-emulator local CA " + sim::MakeSecret().substr(0, 16));
  SetTimes(certificate, std::min(kFirstMoment, now),
           std::max(kLastMoment, Instant{now + kLifetime}));
  AddExtension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  AddExtension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  AddExtension(certificate, certificate, NID_subject_key_identifier, "hash");
  Sign(certificate, certificate, *credential.key);
  return Authority(std::move(credential));
}

Authority::Authority(Credential credential) : credential_(std::move(credential)) {
  if (X509_check_ca(credential_.certificate.get()) != 1)
    throw TlsError("the certificate is not a CA certificate");
  if (!IsPair(*credential_.certificate, *credential_.key))
    throw TlsError("the key does not belong to the certificate");
}

CertificatePtr Authority::Issue(const std::vector<std::string>& names, const EVP_PKEY& key) const {
  const X509& issuer = *credential_.certificate;
  CertificatePtr leaf = MakeCertificate(key);
  SetSubject(*leaf, names.front().size() > kMaxCommonName ? "portone-emulator" : names.front());
  SetTimes(*leaf, ToInstant(*X509_get0_notBefore(&issuer)),
           ToInstant(*X509_get0_notAfter(&issuer)));
  AddExtension(*leaf, issuer, NID_basic_constraints, "critical,CA:FALSE");
  AddExtension(*leaf, issuer, NID_key_usage, "critical,digitalSignature");
  AddExtension(*leaf, issuer, NID_ext_key_usage, "serverAuth");
  AddExtension(*leaf, issuer, NID_subject_alt_name, MakeAlternativeNames(names));
  AddExtension(*leaf, issuer, NID_subject_key_identifier, "hash");
  AddExtension(*leaf, issuer, NID_authority_key_identifier, "keyid:always");
  Sign(*leaf, issuer, *credential_.key);
  return leaf;
}

}  // namespace portone::tls
