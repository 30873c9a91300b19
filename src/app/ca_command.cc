// SPDX-License-Identifier: MIT
#include "app/ca_command.h"

#include <fstream>
#include <string>
#include <utility>

#include "app/command_error.h"
#include "app/running_emulator.h"
#include "portone/emulator.h"
#include "sim/clock.h"
#include "tls/authority_folder.h"
#include "tls/trust_store.h"

namespace portone::app {
namespace {

std::string GetPem(const Settings& settings) {
  const std::filesystem::path& folder = settings.options.ca_dir;
  if (folder.empty()) return FetchAuthorityCertificate(ChooseEmulatorUrl(settings));
  try {
    return tls::CertificateToPem(
        tls::LoadOrMakeAuthority(folder, sim::ReadWallClock()).certificate());
  } catch (const tls::TlsError& error) {
    throw CommandError("ca-dir: " + std::string(error.what()));
  }
}

void WriteFile(const std::string& option, const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (!file) throw CommandError(option + " " + path + " cannot be written");
}

}  // namespace

int PrintAuthorityCertificate(const Settings& settings, std::ostream& out) {
  const std::string pem = GetPem(settings);
  try {
    const tls::CertificatePtr certificate = std::move(tls::ReadCertificates(pem).front());
    if (!settings.der_file.empty())
      WriteFile("der", settings.der_file, tls::CertificateToDer(*certificate));
    if (!settings.p12_file.empty())
      WriteFile("p12", settings.p12_file, tls::MakeTrustStore(*certificate));
  } catch (const tls::TlsError& error) {
    throw CommandError("the emulator's response " + std::string(error.what()));
  }
  if (settings.der_file.empty() && settings.p12_file.empty()) out << pem;
  return 0;
}

}  // namespace portone::app
