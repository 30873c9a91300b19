// SPDX-License-Identifier: MIT
#include "app/ca_command.h"

#include <chrono>
#include <fstream>
#include <string>
#include <utility>

#include "app/emulator_url.h"
#include "base/control_prefix.h"
#include "http/http_client.h"
#include "portone/emulator.h"
#include "sim/clock.h"
#include "tls/authority_folder.h"
#include "tls/trust_store.h"

namespace portone::app {
namespace {

using Seconds = std::chrono::seconds;

/// PEM text from a running emulator.
std::string Fetch(const std::string& base_url) {
  auto url = http::ParseUrl(base_url);
  if (!url) throw StartError("no URL of an emulator: " + base_url);
  if (url->target.back() == '/') url->target.pop_back();
  url->target += std::string(kControlPrefix) + "/ca.pem";
  // Nothing is trusted yet: this is how trust begins.
  const http::TlsClient tls({.verify_certificates = false, .ca_file = ""});
  const http::Cancellation cancellation;
  http::HttpClient client([&]() -> const http::TlsClient& { return tls; }, cancellation);
  const HttpResult result =
      client.Send(*url, {"GET", "", ""}, {Seconds{5}, Seconds{5}, Seconds{10}});
  if (result.status == kHttpOk) return result.body;
  const std::string why =
      result.status == 0 ? result.error : "the response is " + std::to_string(result.status);
  throw StartError("no certificate from " + base_url + ": " + why);
}

std::string GetPem(const Settings& settings) {
  const std::filesystem::path& folder = settings.options.ca_dir;
  if (folder.empty()) return Fetch(FindEmulatorUrl(settings));
  try {
    return tls::CertificatePem(
        tls::LoadOrMakeAuthority(folder, sim::ReadWallClock()).certificate());
  } catch (const tls::TlsError& error) {
    throw StartError("ca-dir: " + std::string(error.what()));
  }
}

void WriteFile(const std::string& option, const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (!file) throw StartError(option + " " + path + " cannot be written");
}

}  // namespace

int PrintAuthority(const Settings& settings, std::ostream& out) {
  const std::string pem = GetPem(settings);
  try {
    const tls::CertificatePtr certificate = std::move(tls::ReadCertificates(pem).front());
    if (!settings.der_file.empty())
      WriteFile("der", settings.der_file, tls::CertificateDer(*certificate));
    if (!settings.p12_file.empty())
      WriteFile("p12", settings.p12_file, tls::MakeTrustStore(*certificate));
  } catch (const tls::TlsError& error) {
    throw StartError("the emulator's response " + std::string(error.what()));
  }
  if (settings.der_file.empty() && settings.p12_file.empty()) out << pem;
  return 0;
}

}  // namespace portone::app
