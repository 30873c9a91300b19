// SPDX-License-Identifier: MIT
// Which certificate the cache has for the name in a ClientHello.
#include "tls/leaf_cache.h"

#include <string>

#include "support/catch.h"

namespace portone::tls {
namespace {

constexpr Instant kNow{std::chrono::seconds{1'767'225'600}};  // 2026-01-01

LeafCache MakeCache(std::optional<Credential> own = {}) {
  return {Authority::Make(kNow),
          {.names = {"a.test", "b.test"}, .user_certificate = std::move(own)}};
}

TEST_CASE("leaf cache: a certificate is made once for each name", "[tls]") {
  LeafCache cache = MakeCache();
  const auto first = cache.Get("a.test");
  CHECK(cache.Get("A.Test") == first);
  CHECK(cache.Get("b.test") != first);
  CHECK_FALSE(CoversHost(*first->certificate, "b.test"));
}

TEST_CASE("leaf cache: unknown names share one certificate", "[tls]") {
  LeafCache cache = MakeCache();
  const auto shared = cache.Get("");
  CHECK(CoversHost(*shared->certificate, "a.test"));
  CHECK(CoversHost(*shared->certificate, "b.test"));
  CHECK(cache.Get("c.test") == shared);
}

TEST_CASE("leaf cache: the user's certificate is served for its names, and without SNI", "[tls]") {
  const Authority company = Authority::Make(kNow);
  KeyPtr key = MakeKey();
  CertificatePtr certificate = company.Issue({"a.test"}, *key);
  const std::string der = CertificateToDer(*certificate);
  LeafCache cache =
      MakeCache(Credential{.certificate = std::move(certificate), .key = std::move(key)});
  CHECK(CertificateToDer(*cache.Get("a.test")->certificate) == der);
  CHECK(CertificateToDer(*cache.Get("")->certificate) == der);
  CHECK(CertificateToDer(*cache.Get("b.test")->certificate) != der);
  CHECK(CoversHost(*cache.Get("b.test")->certificate, "b.test"));
}

}  // namespace
}  // namespace portone::tls
