// SPDX-License-Identifier: MIT
// The local certificate authority and the certificates that it issues, as OpenSSL verifies them.
#include "tls/authority.h"

#include <memory>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string>

#include "engine/shared_clock.h"
#include "support/catch.h"

namespace portone::tls {
namespace {

using Years = std::chrono::duration<int, std::ratio<31'556'952>>;

Instant Now() {
  return Instant{std::chrono::seconds{1'767'225'600}};  // 2026-01-01
}

/// "" when the certificate is accepted for `host` at `at`, else OpenSSL's reason.
std::string Verify(const Authority& authority, const X509& leaf, const std::string& host,
                   Instant at) {
  const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(),
                                                                      X509_STORE_free);
  X509_STORE_add_cert(store.get(), const_cast<X509*>(&authority.certificate()));
  const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(
      X509_STORE_CTX_new(), X509_STORE_CTX_free);
  X509_STORE_CTX_init(context.get(), store.get(), const_cast<X509*>(&leaf), nullptr);
  X509_VERIFY_PARAM* const rules = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_X509_STRICT);
  X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_SSL_SERVER);
  X509_VERIFY_PARAM_set_time(rules, ToUnixSeconds(at));
  if (X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) != 1)
    X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size());
  if (X509_verify_cert(context.get()) == 1) return "";
  return X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()));
}

TEST_CASE("authority: certificates pass strict checks, for their names only", "[tls]") {
  const Authority authority = Authority::Make(Now());
  const KeyPtr key = MakeKey();
  const auto leaf = authority.Issue({"api.iamport.kr", "127.0.0.1", "::1"}, *key);
  CHECK(IsPair(*leaf, *key));
  for (const char* const host : {"api.iamport.kr", "127.0.0.1", "::1"})
    CHECK(Verify(authority, *leaf, host, Now()) == "");
  CHECK(Verify(authority, *leaf, "cdn.iamport.kr", Now()) == "hostname mismatch");
  CHECK(Verify(authority, *leaf, "127.0.0.2", Now()) == "IP address mismatch");
  CHECK(Verify(Authority::Make(Now()), *leaf, "::1", Now()) ==
        "unable to get local issuer certificate");
}

TEST_CASE("authority: certificates are valid at every time that a shop's clock can be moved to",
          "[tls]") {
  using std::chrono::seconds;
  for (const Instant now : {Now(), Instant{seconds{86'400}}, Instant{seconds{6'311'433'600}}}) {
    const Authority authority = Authority::Make(now);
    const auto leaf = authority.Issue({"a.test"}, *MakeKey());
    for (const Instant at : {engine::kFirstShownTime, engine::kFirstShownTime + seconds{1}, now,
                             engine::kLastShownTime, now + Years{99}}) {
      INFO(ToUnixSeconds(at));
      CHECK(Verify(authority, *leaf, "a.test", at) == "");
    }
    CHECK(Verify(authority, *leaf, "a.test", now + Years{300}) == "certificate has expired");
  }
}

TEST_CASE("authority: a name of any length can be certified", "[tls]") {
  const Authority authority = Authority::Make(Now());
  const std::string name = std::string(60, 'a') + "." + std::string(60, 'b') + ".test";
  CHECK(Verify(authority, *authority.Issue({name}, *MakeKey()), name, Now()) == "");
}

TEST_CASE("authority: a certificate with the key of another is refused", "[tls]") {
  const Authority authority = Authority::Make(Now());
  const auto recreate = [&](const X509& certificate, const EVP_PKEY& key) {
    return Authority({.certificate = std::move(ReadCertificates(CertificateToPem(certificate))[0]),
                      .key = ReadKey(KeyToPem(key))});
  };
  CHECK(CertificateToDer(recreate(authority.certificate(), authority.key()).certificate()) ==
        CertificateToDer(authority.certificate()));
  CHECK_THROWS_WITH(recreate(authority.certificate(), *MakeKey()),
                    "the key does not belong to the certificate");
  const KeyPtr key = MakeKey();
  const auto leaf = authority.Issue({"a.test"}, *key);
  CHECK_THROWS_WITH(recreate(*leaf, *key), "the certificate is not a CA certificate");
}

}  // namespace
}  // namespace portone::tls
