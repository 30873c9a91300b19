// SPDX-License-Identifier: MIT
// Which certificate the cache has for the name in a ClientHello, and when it is renewed.
#include "tls/leaf_cache.h"

#include <string>

#include "support/catch.h"

namespace portone::tls {
namespace {

using Years = std::chrono::duration<int, std::ratio<31'556'952>>;

Instant test_time{};

Instant ReadTestTime() {
  return test_time;
}

LeafCache MakeCache(std::optional<Credential> own = {}) {
  test_time = Instant{std::chrono::seconds{1'767'225'600}};
  return {
      Authority::Make(test_time),
      {.names = {"a.test", "b.test"}, .user_certificate = std::move(own), .clock = ReadTestTime}};
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

TEST_CASE("leaf cache: an expired certificate is replaced", "[tls]") {
  LeafCache cache = MakeCache();
  const auto old = cache.Get("a.test");
  test_time += Years{49};
  CHECK(cache.Get("a.test") == old);
  test_time += Years{2};
  const auto renewed = cache.Get("a.test");
  CHECK(renewed != old);
  CHECK(IsValidAt(*renewed->certificate, test_time));
}

TEST_CASE("leaf cache: the user's certificate is served for its names, and without SNI",
          "[tls]") {
  const Authority company = Authority::Make(Instant{std::chrono::seconds{1'767'225'600}});
  KeyPtr key = MakeKey();
  CertificatePtr certificate =
      company.Issue({"a.test"}, *key, Instant{std::chrono::seconds{1'767'225'600}});
  const std::string der = CertificateDer(*certificate);
  LeafCache cache =
      MakeCache(Credential{.certificate = std::move(certificate), .key = std::move(key)});
  CHECK(CertificateDer(*cache.Get("a.test")->certificate) == der);
  CHECK(CertificateDer(*cache.Get("")->certificate) == der);
  CHECK(CertificateDer(*cache.Get("b.test")->certificate) != der);
  CHECK(CoversHost(*cache.Get("b.test")->certificate, "b.test"));
}

}  // namespace
}  // namespace portone::tls
