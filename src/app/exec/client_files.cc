// SPDX-License-Identifier: MIT
#include "app/exec/client_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>
#include <system_error>

#include <boost/algorithm/string/replace.hpp>

#include "api/service_hosts.h"
#include "app/exec/embedded_files.h"
#include "portone/emulator.h"
#include "tls/credential.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;

/// Where systems keep their authorities in one file: Debian and Alpine, Fedora, openSUSE, older
/// CentOS, macOS.
constexpr std::array<const char*, 5> kSystemBundles{
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem", "/etc/ssl/cert.pem"};

/// Variables by which the user may have named further authorities.
constexpr std::array<const char*, 4> kBundleVariables{"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE",
                                                      "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"};

/// A server in a container may run as another user than the one that writes.
constexpr fs::perms kReadableByAll = fs::perms::owner_all | fs::perms::group_read |
                                     fs::perms::group_exec | fs::perms::others_read |
                                     fs::perms::others_exec;
constexpr fs::perms kExecutable =
    fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;

bool IsFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw StartError(path.string() + " cannot be read");
  return text;
}

void WriteFile(const fs::path& path, std::string_view text) {
  fs::remove(path);  // rather than write through a link
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw StartError(path.string() + " cannot be written");
  fs::permissions(path, kReadableByAll & ~kExecutable);
}

/// The bundle of the system, and those that the user's variables name, each once. Files only:
/// REQUESTS_CA_BUNDLE may also name a folder, which nothing else reads.
std::set<fs::path> FindBundles(const Environment& own_environment) {
  std::set<fs::path> paths;
  const auto* const system = std::find_if(kSystemBundles.begin(), kSystemBundles.end(), IsFile);
  if (system != kSystemBundles.end()) paths.insert(fs::canonical(*system));
  for (const char* const name : kBundleVariables) {
    const auto found = own_environment.find(name);
    if (found != own_environment.end() && IsFile(found->second))
      paths.insert(fs::canonical(found->second));
  }
  return paths;
}

std::string ReadBundle(const std::string& authority_pem, const Environment& own_environment) {
  std::string bundle;
  for (const fs::path& path : FindBundles(own_environment))
    bundle += ReadFile(path) + '\n';
  return bundle + authority_pem;
}

std::string MakeNodePreload(const EmulatorAddress& emulator) {
  std::string hosts;
  for (const std::string_view host : api::kServiceHosts)
    hosts += (hosts.empty() ? "'" : ", '") + std::string(host) + "'";
  std::string text(kNodePreloadText);
  boost::replace_all(text, "@HOSTS@", hosts);
  boost::replace_all(text, "@HOST@", emulator.host);
  boost::replace_all(text, "@PORT@", std::to_string(emulator.port));
  return text;
}

/// Creates the folder. Refuses a path that cannot be part of the variables that are lists or
/// command lines.
void MakeFolder(const fs::path& folder) {
  if (folder.string().find_first_of(":\"'\\\n") != std::string::npos) {
    throw StartError("the folder " + folder.string() +
                     " must have no colon, quotation mark or backslash in its path");
  }
  std::error_code problem;
  if (fs::create_directories(folder, problem)) fs::permissions(folder, kReadableByAll, problem);
  if (problem || !fs::is_directory(folder))
    throw StartError(folder.string() + " is not a folder and cannot be created");
}

/// The .ini file for PHP's curl and PHP's streams.
std::string MakePhpSettings(const ClientFiles& files) {
  return "; written by portone-emulator\ncurl.cainfo = \"" + files.bundle.string() +
         "\"\nopenssl.cafile = \"" + files.bundle.string() + "\"\n";
}

}  // namespace

std::string EmulatorAddress::url() const {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return "http://" + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

ClientFiles WriteClientFiles(const fs::path& folder, const EmulatorAddress& emulator,
                             const std::string& authority_pem, const Environment& own_environment) {
  MakeFolder(folder);
  ClientFiles files;
  files.authority = folder / "ca.pem";
  files.bundle = folder / "bundle.pem";
  files.trust_store = folder / "trust-store.p12";
  files.node_authorities =
      own_environment.contains("NODE_EXTRA_CA_CERTS") ? files.bundle : files.authority;
  files.node_preload = folder / "node-preload.cjs";
  files.php_folder = folder / "php";
  const std::string bundle = ReadBundle(authority_pem, own_environment);
  WriteFile(files.authority, authority_pem);
  WriteFile(files.bundle, bundle);
  try {
    WriteFile(files.trust_store, tls::MakeTrustStore(tls::ReadCertificates(bundle)));
  } catch (const tls::TlsError& error) {
    throw StartError(files.trust_store.string() + " cannot be created: " + error.what());
  }
  WriteFile(files.node_preload, MakeNodePreload(emulator));
  MakeFolder(files.php_folder);
  WriteFile(files.php_folder / "portone-emulator.ini", MakePhpSettings(files));
  return files;
}

void AddSharedClock(ClientFiles& files, const fs::path& folder, const fs::path& clock_file) {
  files.clock_library = folder / kClockLibraryName;
  files.clock_file = clock_file;
  if (files.clock_library.string().find_first_of(" \t") != std::string::npos) {
    throw StartError("the folder " + folder.string() +
                     " must have no blank in its path: LD_PRELOAD is a list");
  }
  WriteFile(files.clock_library, kClockLibrary);
}

}  // namespace portone::app
