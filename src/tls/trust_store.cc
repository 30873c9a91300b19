// SPDX-License-Identifier: MIT
#include "tls/trust_store.h"

#include <memory>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pkcs12.h>

#include "tls/credential.h"

namespace portone::tls {
namespace {

constexpr const char* kAlias = "portone-emulator";
/// Without this attribute Java ignores a certificate that has no key.
constexpr const char* kTrustedKeyUsage = "2.16.840.1.113894.746875.1.1";
/// Rounds that, like the cipher, every version of Java reads; there is nothing to protect.
constexpr int kRounds = 2048;

template <class T, auto kFree>
struct FreeWith {
  void operator()(T* pointer) const { kFree(pointer); }
};
template <class T, auto kFree>
using Owned = std::unique_ptr<T, FreeWith<T, kFree>>;

void FreeBags(STACK_OF(PKCS12_SAFEBAG) * bags) {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}

void FreeSafes(STACK_OF(PKCS7) * safes) {
  sk_PKCS7_pop_free(safes, PKCS7_free);
}

void CheckStore(bool done) {
  if (done) return;
  ERR_clear_error();
  throw TlsError("a trust store cannot be created");
}

using Bags = Owned<STACK_OF(PKCS12_SAFEBAG), FreeBags>;

void AddTrustedCertificate(Bags& bags, const X509& certificate, const std::string& alias) {
  STACK_OF(PKCS12_SAFEBAG)* all = bags.release();
  PKCS12_SAFEBAG* const bag = PKCS12_add_cert(&all, const_cast<X509*>(&certificate));
  bags.reset(all);
  const Owned<ASN1_OBJECT, ASN1_OBJECT_free> any_usage(OBJ_nid2obj(NID_anyExtendedKeyUsage));
  CheckStore(bag != nullptr && PKCS12_add_friendlyname_utf8(bag, alias.c_str(), -1) == 1 &&
             PKCS12_add1_attr_by_txt(bag, kTrustedKeyUsage, V_ASN1_OBJECT,
                                     reinterpret_cast<const unsigned char*>(any_usage.get()),
                                     -1) == 1);
}

std::string Encode(const Bags& bags) {
  STACK_OF(PKCS7)* new_safes = nullptr;
  const int added = PKCS12_add_safe(&new_safes, bags.get(), NID_pbe_WithSHA1And3_Key_TripleDES_CBC,
                                    kRounds, kTrustStorePassword);
  const Owned<STACK_OF(PKCS7), FreeSafes> safes(new_safes);
  CheckStore(added == 1);
  const Owned<PKCS12, PKCS12_free> store(PKCS12_add_safes(safes.get(), 0));
  CheckStore(store != nullptr && PKCS12_set_mac(store.get(), kTrustStorePassword, -1, nullptr, 0,
                                                kRounds, EVP_sha1()) == 1);
  unsigned char* bytes = nullptr;
  const int size = i2d_PKCS12(store.get(), &bytes);
  CheckStore(size > 0);
  std::string file(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return file;
}

}  // namespace

std::string MakeTrustStore(const X509& certificate) {
  Bags bags;
  AddTrustedCertificate(bags, certificate, kAlias);
  return Encode(bags);
}

std::string MakeTrustStore(const std::vector<CertificatePtr>& certificates) {
  Bags bags;
  std::size_t count = 0;
  for (const CertificatePtr& certificate : certificates)
    AddTrustedCertificate(bags, *certificate, "authority-" + std::to_string(++count));
  return Encode(bags);
}

}  // namespace portone::tls
