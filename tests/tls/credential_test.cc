// SPDX-License-Identifier: MIT
// Certificates and private keys as text.
#include "tls/credential.h"

#include <string>

#include "support/catch.h"
#include "tls/authority.h"

namespace portone::tls {
namespace {

/// 2026-01-01.
constexpr Instant kNow{std::chrono::seconds{1'767'225'600}};

TEST_CASE("credential: text that is not PEM, or needs a password, is refused", "[tls]") {
  CHECK_THROWS_WITH(ReadKey("x"), "has no private key in PEM format without a password");
  CHECK_THROWS_WITH(ReadCertificates(""), "has no certificate in PEM format");
  const std::string pem = CertificateToPem(Authority::Make(kNow).certificate());
  CHECK(ReadCertificates(pem + pem).size() == 2);
  CHECK_THROWS_WITH(ReadCertificates(pem + pem.substr(0, 200)),
                    "has a certificate that cannot be read");
}

}  // namespace
}  // namespace portone::tls
