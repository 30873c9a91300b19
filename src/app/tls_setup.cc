// SPDX-License-Identifier: MIT
#include "app/tls_setup.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/server_names.h"
#include "portone/emulator.h"
#include "sim/clock.h"
#include "tls/authority_folder.h"
#include "tls/trust_store.h"

namespace portone::app {
namespace {

std::string ReadFile(const std::string& option, const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (!file.is_open() || file.bad())
    throw StartError(option + ": " + path.string() + " cannot be read");
  return text;
}

tls::Authority MakeAuthority(const Options& options) {
  const Instant now = sim::ReadWallClock();
  try {
    if (options.ca_dir.empty()) return tls::Authority::Make(now);
    return tls::LoadOrMakeAuthority(options.ca_dir, now);
  } catch (const tls::TlsError& error) {
    throw StartError("ca-dir: " + std::string(error.what()));
  }
}

tls::Credential ReadUserCertificate(const Options& options) {
  tls::Credential credential;
  try {
    credential.chain = tls::ReadCertificates(ReadFile("tls-cert", options.tls_cert));
  } catch (const tls::TlsError& error) {
    throw StartError("tls-cert: " + options.tls_cert.string() + " " + error.what());
  }
  credential.certificate = std::move(credential.chain.front());
  credential.chain.erase(credential.chain.begin());
  try {
    credential.key = tls::ReadKey(ReadFile("tls-key", options.tls_key));
  } catch (const tls::TlsError& error) {
    throw StartError("tls-key: " + options.tls_key.string() + " " + error.what());
  }
  if (!tls::IsPair(*credential.certificate, *credential.key)) {
    throw StartError("tls-key: " + options.tls_key.string() +
                     " is not the key of the certificate in " + options.tls_cert.string());
  }
  return credential;
}

tls::LeafOptions MakeLeafOptions(const Options& options) {
  tls::LeafOptions leaves{.names = FindServerNames(options)};
  if (options.tls_cert.empty() != options.tls_key.empty()) {
    throw StartError(options.tls_key.empty() ? "tls-cert needs tls-key" : "tls-key needs tls-cert");
  }
  if (!options.tls_cert.empty()) leaves.user_certificate = ReadUserCertificate(options);
  return leaves;
}

}  // namespace

TlsSetup::TlsSetup(const Options& options)
    : leaves_(MakeAuthority(options), MakeLeafOptions(options)), server_(leaves_) {}

control::AuthorityCertificate TlsSetup::MakeAuthorityCertificate() const {
  const X509& certificate = leaves_.authority().certificate();
  return {.pem = [&certificate] { return tls::CertificateToPem(certificate); },
          .der = [&certificate] { return tls::CertificateToDer(certificate); },
          .p12 = [&certificate] { return tls::MakeTrustStore(certificate); }};
}

}  // namespace portone::app
